package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;

/** Reads a rate deck in the forms that carriers send. Every bad row is a problem with its line and column. */
final class DeckFile {
    /** Our columns and the names that files give them, in lower case without blanks and punctuation. */
    static final Map<String, List<String>> COLUMNS = columns();

    private static final int MOST_INCREMENT = 86_400_000;

    private final Path path;
    private final String file;
    private final DeckFormat format;
    private final AmountRange range;
    private final Problems problems;
    private final Map<String, PriceModel> prices = new HashMap<>();
    private final Map<String, Long> increments = new HashMap<>();
    private final Map<String, BigDecimal> fees = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();
    private final Map<String, String> destinations = new HashMap<>();
    private final Map<RowKey, CsvColumns.Row> seen = new HashMap<>();

    DeckFile(final Path path, final String file, final DeckFormat format, final Money money, final Problems problems) {
        this.path = path;
        this.file = file;
        this.format = format;
        this.problems = problems;
        range = new AmountRange(money);
    }

    List<DeckLine> read() {
        final List<DeckLine> lines = new ArrayList<>();
        CsvTable.read(path, file, format.dialect(), problems).ifPresent(table -> {
            final CsvColumns columns =
                    CsvColumns.find(table, COLUMNS, format.columns(), List.of("prefix", "rate"), problems);
            columns.warnUnread(format.ignored(), COLUMNS, problems);
            columns.rows().forEach(row -> addRow(row, lines));
        });
        return lines;
    }

    private void addRow(final CsvColumns.Row row, final List<DeckLine> lines) {
        final int before = problems.errors();
        row.surplus()
                .ifPresent(at ->
                        problems.error(at, "the row is longer than the header", "quotes around a text with commas"));
        final boolean closes = closes(row);
        final List<String> prefixes = prefixes(row);
        final PriceModel price =
                closes && row.text("rate").isEmpty() ? new PriceModel(BigDecimal.ZERO, format.per()) : price(row);
        final long initial = increment(row, "initial_increment", 0);
        final long further = increment(row, "increment", 1);
        final BigDecimal connectFee = connectFee(row);
        final int weight = weight(row);
        final Optional<Instant> from = time(row, "effective");
        final Optional<Instant> until = end(row);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            problems.error(
                    row.position("end"), "the row ends before it starts", "an end after " + row.text("effective"));
        }
        if (problems.errors() > before) {
            return;
        }
        final String destination = destinations.computeIfAbsent(row.text("destination"), text -> text);
        for (final String prefix : prefixes) {
            final DeckRow model = new DeckRow(
                    prefix,
                    destination,
                    price,
                    initial == 0 ? further : initial,
                    further == 0 ? initial : further,
                    connectFee,
                    weight,
                    from,
                    until);
            checkTwice(row, model);
            lines.add(new DeckLine(model, closes));
        }
    }

    private void checkTwice(final CsvColumns.Row row, final DeckRow model) {
        final CsvColumns.Row earlier = seen.putIfAbsent(new RowKey(model.prefix(), model.weight(), model.from()), row);
        if (earlier != null) {
            problems.error(
                    row.position("prefix"),
                    "prefix '" + model.prefix() + "' is already at line "
                            + earlier.position("prefix").line() + " with the same weight and effective date",
                    "another weight or effective date, or one row");
        }
    }

    private boolean closes(final CsvColumns.Row row) {
        final String action = row.text("action");
        return !action.isEmpty()
                && action.toLowerCase(Locale.ROOT).matches("(clos|delet|disc|remov|block|cancel|withdraw).*|d");
    }

    private List<String> prefixes(final CsvColumns.Row row) {
        final String text = row.text("prefix");
        final String country = row.text("country_code");
        if (Prefixes.isPrefix(text) && country.isEmpty() && !text.isEmpty()) {
            return List.of(text);
        }
        final List<String> prefixes = new ArrayList<>();
        for (final String part : text.split("[|;,\\s]+(?!-)(?<!-\\s)", -1)) {
            final List<String> some = Prefixes.expand(country, part);
            if (some.isEmpty()) {
                problems.error(row.position("prefix"), "'" + part + "' is no prefix", Prefixes.wouldBeRight(part));
            }
            prefixes.addAll(some);
        }
        return prefixes;
    }

    private PriceModel price(final CsvColumns.Row row) {
        final String unit = row.text("rate_unit");
        final String key = row.text("rate") + "/" + unit;
        final PriceModel known = prices.get(key);
        if (known != null) {
            return known;
        }
        final int before = problems.errors();
        final BigDecimal amount = decimal(row, "rate");
        final PriceModel price = new PriceModel(amount, unit.isEmpty() ? format.per() : per(row, unit));
        if (problems.errors() == before) {
            range.ofPrice(amount).or(() -> range.of(price)).ifPresent(misfit -> report(row, "rate", misfit));
        }
        if (problems.errors() == before) {
            prices.put(key, price);
        }
        return price;
    }

    private BigDecimal per(final CsvColumns.Row row, final String unit) {
        try {
            return Quantities.parsePer(unit.replaceFirst("^(?i)per\\s+|^/\\s*", ""), format.measure());
        } catch (final QuantityFormatException e) {
            problems.error(row.position("rate_unit"), e.getMessage(), e.wouldBeRight());
            return BigDecimal.ONE;
        }
    }

    private BigDecimal decimal(final CsvColumns.Row row, final String column) {
        final String written = row.text(column);
        final String text = format.decimalComma() ? written.replace(',', '.') : written;
        if (!isDecimal(text) || format.decimalComma() && written.indexOf('.') >= 0) {
            final boolean comma = !format.decimalComma() && isDecimal(written.replace(',', '.'));
            problems.error(
                    row.position(column),
                    written.isEmpty() ? "there is no " + column : "'" + written + "' is no amount",
                    comma ? "decimal: comma in the deck's settings" : "a plain decimal number, for example 0.0125");
            return BigDecimal.ZERO;
        }
        final BigDecimal amount = new BigDecimal(text);
        if (amount.signum() < 0) {
            problems.error(row.position(column), column + " '" + written + "' is negative", "zero or more");
        }
        return amount;
    }

    private static boolean isDecimal(final String text) {
        return text.length() <= 40 && text.matches("-?(\\d+(\\.\\d*)?|\\.\\d+)");
    }

    private BigDecimal connectFee(final CsvColumns.Row row) {
        final String text = row.text("connect_fee");
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        final BigDecimal known = fees.get(text);
        if (known != null) {
            return known;
        }
        final int before = problems.errors();
        final BigDecimal fee = decimal(row, "connect_fee");
        if (problems.errors() == before) {
            range.of(fee).ifPresent(misfit -> report(row, "connect_fee", misfit));
        }
        if (problems.errors() == before) {
            fees.put(text, fee);
        }
        return fee;
    }

    private void report(final CsvColumns.Row row, final String column, final AmountRange.Misfit misfit) {
        problems.error(
                row.position(column), column + " '" + row.text(column) + "' " + misfit.wrong(), misfit.wouldBeRight());
    }

    /** An increment in base units, 0 if none is written. A column {@code increment} may hold both: {@code 60/6}. */
    private long increment(final CsvColumns.Row row, final String column, final int part) {
        final String both = row.text("increment");
        final String own = row.text(column);
        final int slash = both.indexOf('/');
        final String text = !own.isEmpty() && own.indexOf('/') < 0
                ? own
                : slash < 0
                        ? ""
                        : part == 0
                                ? both.substring(0, slash).strip()
                                : both.substring(slash + 1).strip();
        if (text.isEmpty()) {
            return 0;
        }
        final Long known = increments.get(text);
        if (known != null) {
            return known;
        }
        final long size = size(row, slash < 0 ? column : "increment", text);
        if (size > 0) {
            increments.put(text, size);
        }
        return size;
    }

    private long size(final CsvColumns.Row row, final String column, final String text) {
        final boolean bareTime = format.measure().dimension() == Dimension.TIME && isDecimal(text);
        try {
            final long size = Quantities.parse(bareTime ? text + " s" : text, format.measure());
            if (size > 0 && (format.measure().dimension() != Dimension.TIME || size <= MOST_INCREMENT)) {
                return size;
            }
            problems.error(
                    row.position(column), "increment '" + text + "' is not possible", "above zero, at most a day");
        } catch (final QuantityFormatException e) {
            problems.error(row.position(column), e.getMessage(), e.wouldBeRight());
        }
        return 0;
    }

    private int weight(final CsvColumns.Row row) {
        final String text = row.text("weight");
        if (text.isEmpty()) {
            return 0;
        }
        if (text.matches("-?\\d{1,6}")) {
            return Integer.parseInt(text);
        }
        problems.error(row.position("weight"), "'" + text + "' is no weight", "a whole number");
        return 0;
    }

    private Optional<Instant> time(final CsvColumns.Row row, final String column) {
        final String text = row.text(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        final Instant known = times.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        final Optional<Instant> time = localDate(text)
                .map(date -> date.atStartOfDay(format.timeZone()).toInstant())
                .or(() -> Times.instant(text, format.timeZone()));
        time.ifPresentOrElse(
                value -> times.put(text, value),
                () -> problems.error(
                        row.position(column),
                        "'" + text + "' is no date",
                        format.dateFormat().isPresent()
                                ? "as the deck's date-format says, or 2026-01-31"
                                : "2026-01-31, or say how in the deck's date-format"));
        return time;
    }

    /** An end date is the first day after, or the last day as the deck's settings say; a time is a time. */
    private Optional<Instant> end(final CsvColumns.Row row) {
        final Optional<Instant> end = time(row, "end");
        if (end.isEmpty() || !format.endsInclusive()) {
            return end;
        }
        final Optional<LocalDate> day = localDate(row.text("end"));
        return day.isEmpty()
                ? end
                : day.map(
                        date -> date.plusDays(1).atStartOfDay(format.timeZone()).toInstant());
    }

    private Optional<LocalDate> localDate(final String text) {
        final Optional<LocalDate> iso = Times.date(text);
        if (iso.isPresent() || format.dateFormat().isEmpty()) {
            return iso;
        }
        try {
            return Times.date(LocalDate.parse(text, format.dateFormat().get()).toString());
        } catch (final DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, List<String>> columns() {
        final Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put(
                "prefix",
                List.of(
                        "prefix",
                        "prefixes",
                        "code",
                        "codes",
                        "dialcode",
                        "dialcodes",
                        "dialprefix",
                        "dialingcode",
                        "destinationcode",
                        "areacode",
                        "areacodes",
                        "breakout",
                        "breakouts"));
        columns.put("country_code", List.of("countrycode"));
        columns.put(
                "destination",
                List.of(
                        "destination",
                        "destinationname",
                        "name",
                        "description",
                        "area",
                        "carrier",
                        "zonename",
                        "routename"));
        columns.put(
                "rate",
                List.of(
                        "rate",
                        "price",
                        "rateperminute",
                        "priceperminute",
                        "ratemin",
                        "pricemin",
                        "peakrate",
                        "rateperunit",
                        "unitprice"));
        columns.put("rate_unit", List.of("rateunit", "per", "unit"));
        columns.put(
                "initial_increment",
                List.of(
                        "initialincrement",
                        "firstincrement",
                        "initialinterval",
                        "interval1",
                        "minimumduration",
                        "minduration",
                        "firstinterval",
                        "initialperiod"));
        columns.put(
                "increment",
                List.of(
                        "increment",
                        "increments",
                        "billingincrement",
                        "billingincrements",
                        "furtherincrement",
                        "nextincrement",
                        "additionalincrement",
                        "subsequentincrement",
                        "intervaln",
                        "interval",
                        "nextinterval",
                        "additionalperiod"));
        columns.put("connect_fee", List.of("connectfee", "connectionfee", "connectioncharge", "setupfee", "setup"));
        columns.put(
                "effective",
                List.of(
                        "effective",
                        "effectivedate",
                        "effectivefrom",
                        "validfrom",
                        "startdate",
                        "from",
                        "startsat",
                        "date"));
        columns.put(
                "end",
                List.of(
                        "end",
                        "enddate",
                        "validto",
                        "validuntil",
                        "effectiveto",
                        "until",
                        "expiry",
                        "expirydate",
                        "discontinuedate"));
        columns.put("weight", List.of("weight"));
        columns.put("action", List.of("action", "change", "changetype", "status"));
        return columns;
    }

    private record RowKey(String prefix, int weight, Optional<Instant> from) {}
}
