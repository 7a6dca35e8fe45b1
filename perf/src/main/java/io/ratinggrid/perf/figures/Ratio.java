package io.ratinggrid.perf.figures;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.canonical.Round;

/** A figure that two parts of one round make together. */
record Ratio(String figure, String over, String under) {
    static final String POWER = "limit, forced, over ingest with power durability, CPU";
    static final String BACKUP = "2 nodes with 1 backup over 1 node, CPU";
    static final String THREE = "3 nodes over 1 node, CPU";

    private static final List<Ratio> ALL = List.of(
            new Ratio(Round.OVER_LIMIT, Round.LIMIT_BARE, Round.INGEST_CPU),
            new Ratio(POWER, Round.FORCED_BARE, BulkPart.POWER + BulkPart.CPU),
            new Ratio(Round.OVER_BASELINE, Round.INGEST_RATE, Round.BASELINE_RATE),
            new Ratio(BACKUP, BulkPart.BACKUP + BulkPart.CPU, Round.INGEST_CPU),
            new Ratio(THREE, BulkPart.THREE + BulkPart.CPU, Round.INGEST_CPU));

    /** Those of which both values are among what a round found. */
    static Map<String, Double> of(final Map<String, Double> round) {
        final Map<String, Double> ratios = new LinkedHashMap<>();
        for (final Ratio ratio : ALL) {
            final Double over = round.get(ratio.over());
            final Double under = round.get(ratio.under());
            if (over != null && under != null && under != 0) {
                ratios.put(ratio.figure(), over / under);
            }
        }
        return ratios;
    }
}
