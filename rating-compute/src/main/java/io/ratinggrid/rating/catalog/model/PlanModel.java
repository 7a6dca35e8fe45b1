package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a subscription is a subscription to.
 *
 * @param tariffs   searched in order for the charge of an event
 * @param fee       per cycle, on line {@code feeLine}
 * @param inAdvance true: the fee of a cycle is due at its start
 * @param discount  what is taken off the fee; empty: nothing
 * @param proration how the fee of a part of a cycle is counted; empty: the whole fee
 * @param spend     minimum, maximum and volume discount of what is spent in a cycle
 * @param grants    bucket fillings
 * @param threshold billing threshold, compared before tax
 * @param cap       what may be spent on its charges in a cycle
 * @param memberCaps by pooled bucket: what a member may draw of it in a cycle; empty: all of it
 * @param priority  order of a subscriber's plans when several price an event: lower first
 */
public record PlanModel(
        String name,
        List<String> tariffs,
        BigDecimal fee,
        String feeLine,
        boolean inAdvance,
        Optional<FeeDiscountModel> discount,
        Optional<ProrationModel> proration,
        Optional<SpendModel> spend,
        List<GrantModel> grants,
        Optional<ThresholdModel> threshold,
        Optional<CapModel> cap,
        Map<String, Optional<MemberCapModel>> memberCaps,
        int priority) {

    /** {@code percent} off, then {@code amount}, not below zero, in the first {@code cycles} of a subscription; 0: in every one. */
    public record FeeDiscountModel(BigDecimal percent, BigDecimal amount, int cycles) {}

    /** {@code amount} base units (money: decimals of the currency) of {@code bucket}, every cycle or once at the start. */
    public record GrantModel(String bucket, BigDecimal amount, boolean everyCycle) {}

    /** An invoice of everything unbilled when it reaches {@code amount}; {@code recurring}: again at each further amount. */
    public record ThresholdModel(BigDecimal amount, boolean recurring) {}
}
