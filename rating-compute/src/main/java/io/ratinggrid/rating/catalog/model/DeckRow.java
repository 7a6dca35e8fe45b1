package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a rate deck. Ties: longest prefix, then higher weight, then later {@code from}.
 *
 * @param prefix           digits, 0 to 15
 * @param initialIncrement base units, 0: the charge's own increments
 * @param furtherIncrement base units, 0: the charge's own increments
 * @param from             first instant it applies to; empty: always
 * @param until            first instant it no longer applies to; empty: never
 */
public record DeckRow(
        String prefix,
        String destination,
        PriceModel price,
        long initialIncrement,
        long furtherIncrement,
        BigDecimal connectFee,
        int weight,
        Optional<Instant> from,
        Optional<Instant> until) {}
