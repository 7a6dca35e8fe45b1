package io.ratinggrid.rating.catalog;

import java.util.List;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.PlanModel;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * A plan compiled: for each service its charges in the order they are tried. The first that matches prices the event: a
 * tariff before the next and before its fallback; inside a tariff more attributes, then weight. Immutable.
 */
public final class Plan {
    private static final Charge[] NO_CHARGES = {};

    private final PlanModel model;
    private final int symbol;
    private final int priority;
    private final Int2ObjectHashMap<Charge[]> charges = new Int2ObjectHashMap<>();
    private final Charge[] all;
    private final long fee;
    private final Rational feeKept;
    private final long feeOff;
    private final Spend spend;
    private final int feeLine;
    private final Grant[] grants;
    private final long threshold;
    private final long cap;
    private final Thresholds capThresholds;
    private final Int2ObjectHashMap<MemberCap> memberCaps;

    Plan(
            final PlanModel model,
            final List<Charge> inOrder,
            final long fee,
            final Rational feeKept,
            final long feeOff,
            final Spend spend,
            final Grant[] grants,
            final long threshold,
            final long cap,
            final Thresholds capThresholds,
            final Int2ObjectHashMap<MemberCap> memberCaps) {
        this.model = model;
        inOrder.stream()
                .collect(
                        Collectors.groupingBy(charge -> Symbol.of(charge.model().service())))
                .forEach((service, list) -> charges.put(service.intValue(), list.toArray(Charge[]::new)));
        all = inOrder.stream().distinct().toArray(Charge[]::new);
        this.fee = fee;
        this.feeKept = feeKept;
        this.feeOff = feeOff;
        this.spend = spend;
        this.grants = grants;
        this.threshold = threshold;
        this.cap = cap;
        this.capThresholds = capThresholds;
        this.memberCaps = memberCaps;
        symbol = Symbol.of(model.name());
        priority = model.priority();
        feeLine = Symbol.of(model.feeLine());
    }

    public PlanModel model() {
        return model;
    }

    public int symbol() {
        return symbol;
    }

    public int priority() {
        return priority;
    }

    /** Charges of a service in the order they are tried. */
    public Charge[] charges(final int service) {
        final Charge[] found = charges.get(service);
        return found == null ? NO_CHARGES : found;
    }

    /** Every charge of every service, in the order they are tried. */
    public Charge[] all() {
        return all;
    }

    /** Scaled units per cycle. */
    public long fee() {
        return fee;
    }

    /** What the percentage of its discount leaves of the fee; only meaningful where it has one. */
    public Rational feeKept() {
        return feeKept;
    }

    /** Scaled units that its discount takes off what is left. */
    public long feeOff() {
        return feeOff;
    }

    /** What it makes of what is spent in a cycle, or null. */
    public Spend spend() {
        return spend;
    }

    /** True if one of its charges puts usage on a line. */
    public boolean hasLine(final int line) {
        for (final Charge charge : all) {
            if (charge.line() == line) {
                return true;
            }
        }
        return false;
    }

    public int feeLine() {
        return feeLine;
    }

    public Grant[] grants() {
        return grants;
    }

    /** Scaled units of the billing threshold, or {@link Charge#NONE}. */
    public long threshold() {
        return threshold;
    }

    /** Scaled units that may be spent in a cycle, or {@link Charge#NONE}. */
    public long cap() {
        return cap;
    }

    /** True: what goes beyond its cap is not funded. */
    public boolean isCapHard() {
        return cap != Charge.NONE && model.cap().orElseThrow().hard();
    }

    /** What is told of on the way to the cap, or null. */
    public Thresholds capThresholds() {
        return capThresholds;
    }

    /** What a member may draw of a pooled bucket in a cycle, or null if it does not say. */
    public MemberCap memberCap(final int bucket) {
        return memberCaps.get(bucket);
    }

    /** {@code amount} base units of a bucket, every cycle or once. */
    public record Grant(BucketType bucket, long amount, boolean everyCycle) {}
}
