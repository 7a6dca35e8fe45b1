package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one kind of usage of one service is priced.
 *
 * @param name         unique in its tariff; the explanation names it
 * @param line         document line that its amounts add up on
 * @param when         attributes that must match: {@code zone}, {@code band} is not one, any named attribute
 * @param weight       decides between charges that match equally many attributes
 * @param bands        name of the band calendar that cuts its time, if any
 * @param cutAtBand    true: usage is cut at a band boundary and each piece rounded; false: a block belongs to its start
 * @param splitAtPeriod  true: usage over the end of a cycle is split there; false: it stays whole with its start
 * @param splitAtVersion true: usage over the start of a catalog version is split there; false: it stays whole
 * @param increments   ascending, the last open
 * @param free         first units of a session that cost nothing
 * @param connectFee   once per session with usage above zero
 * @param minimum      of a session's price when it has usage above zero
 * @param maximum      of a session's price
 * @param cutAtMaximum true: usage beyond the maximum is not granted; false: it is free
 * @param pricing      by band name; the key {@code ""} is every band
 * @param accumulator  where tiers stand between events; empty: tiers are inside the session
 * @param percentOff   percentage discount, 0 to 100, before {@code amountOff}
 * @param amountOff    fixed discount per session, never below zero
 * @param flatAtZero   a period accumulator's first flat fee is due at zero usage
 */
public record ChargeModel(
        String name,
        String line,
        String service,
        Map<String, String> when,
        int weight,
        Optional<String> bands,
        boolean cutAtBand,
        boolean splitAtPeriod,
        boolean splitAtVersion,
        List<IncrementModel> increments,
        long free,
        BigDecimal connectFee,
        Optional<BigDecimal> minimum,
        Optional<BigDecimal> maximum,
        boolean cutAtMaximum,
        Map<String, PricingModel> pricing,
        Optional<AccumulatorModel> accumulator,
        BigDecimal percentOff,
        BigDecimal amountOff,
        Rounding rounding,
        OverageModel overage,
        boolean flatAtZero) {}
