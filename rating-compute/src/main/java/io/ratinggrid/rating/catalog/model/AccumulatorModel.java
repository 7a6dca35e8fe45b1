package io.ratinggrid.rating.catalog.model;

import java.util.List;

/**
 * Where a charge's tiers stand: a quantity counted per period. Charges that name the same accumulator share it.
 *
 * @param countIncluded false: units that buckets pay do not move it (SEMANTICS.md 11)
 * @param pooled        true: one for the account, false: one for each subscriber
 * @param unique        attribute whose different values {@link Metric#UNIQUE} counts, else empty
 * @param notices       what is told of when so much is counted in a cycle
 */
public record AccumulatorModel(
        String name, Metric metric, boolean countIncluded, boolean pooled, String unique, List<NoticeModel> notices) {}
