package io.ratinggrid.rating.catalog.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of a deck and the names that carriers give them, in lower case without blanks and punctuation. */
final class DeckColumns {
    /** By our name of a column, all its names. */
    static final Map<String, List<String>> NAMES;

    private static final Map<String, List<String>> GATHERED = new LinkedHashMap<>();

    static {
        add(
                "prefix",
                "prefix prefixes code codes dialcode dialcodes dialprefix dialingcode destinationcode "
                        + "areacode areacodes breakout breakouts");
        add("country_code", "countrycode");
        add("destination", "destination destinationname name description area carrier zonename routename");
        add("rate", "rate price rateperminute priceperminute ratemin pricemin peakrate rateperunit unitprice");
        add("rate_unit", "rateunit per unit");
        add(
                "initial_increment",
                "initialincrement firstincrement initialinterval interval1 minimumduration minduration "
                        + "firstinterval initialperiod");
        add(
                "increment",
                "increment increments billingincrement billingincrements furtherincrement "
                        + "nextincrement additionalincrement subsequentincrement intervaln interval nextinterval "
                        + "additionalperiod");
        add("connect_fee", "connectfee connectionfee connectioncharge setupfee setup");
        add("effective", "effective effectivedate effectivefrom validfrom startdate from startsat date");
        add("end", "end enddate validto validuntil effectiveto until expiry expirydate discontinuedate");
        add("weight", "weight");
        add("action", "action change changetype status");
        NAMES = Collections.unmodifiableMap(GATHERED);
    }

    private DeckColumns() {}

    private static void add(final String column, final String names) {
        GATHERED.put(column, List.of(names.split(" ")));
    }
}
