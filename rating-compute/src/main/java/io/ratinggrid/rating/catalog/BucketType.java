package io.ratinggrid.rating.catalog;

import java.math.BigDecimal;

import io.ratinggrid.rating.catalog.model.BucketModel;
import org.agrona.collections.Int2ObjectHashMap;

/** A kind of bucket compiled: who may draw, at what rate, where and when. Immutable. */
public final class BucketType {
    private final BucketModel model;
    private final int symbol;
    private final boolean money;
    private final int priority;
    private final boolean pooled;
    private final boolean coversConnectFee;
    private final Int2ObjectHashMap<Rational> drawdown = new Int2ObjectHashMap<>();
    private final int[] zones;
    private final int[] bands;
    private final MemberCap memberCap;
    private final Refill refill;

    BucketType(final BucketModel model, final MemberCap memberCap, final Refill refill) {
        this.model = model;
        this.memberCap = memberCap;
        this.refill = refill;
        symbol = Symbol.of(model.name());
        money = model.money();
        priority = model.priority();
        pooled = model.pooled();
        coversConnectFee = model.coversConnectFee();
        model.drawdown()
                .forEach((service, rate) -> drawdown.put(Symbol.of(service), Rational.of(rate, BigDecimal.ONE)));
        zones = model.zones().stream().mapToInt(Symbol::of).toArray();
        bands = model.bands().stream().mapToInt(Symbol::of).toArray();
    }

    public BucketModel model() {
        return model;
    }

    public int symbol() {
        return symbol;
    }

    public boolean money() {
        return money;
    }

    public int priority() {
        return priority;
    }

    public boolean pooled() {
        return pooled;
    }

    /** What a member may draw of it in a cycle, where no plan says otherwise. */
    public MemberCap memberCap() {
        return memberCap;
    }

    /** How it is filled again by itself, or null if it is not. */
    public Refill refill() {
        return refill;
    }

    /** What is granted first fills what its holder has overdrawn of it. */
    public boolean repays() {
        return model.repays();
    }

    public boolean coversConnectFee() {
        return coversConnectFee;
    }

    /** Bucket units per unit of usage, or null if the service cannot draw. */
    public Rational drawdown(final int service) {
        return drawdown.get(service);
    }

    public boolean allowsZone(final int zone) {
        return zones.length == 0 || contains(zones, zone);
    }

    public boolean allowsBand(final int band) {
        return bands.length == 0 || contains(bands, band);
    }

    private static boolean contains(final int[] symbols, final int symbol) {
        for (final int candidate : symbols) {
            if (candidate == symbol) {
                return true;
            }
        }
        return false;
    }
}
