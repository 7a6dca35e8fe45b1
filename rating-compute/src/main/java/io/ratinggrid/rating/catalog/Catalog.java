package io.ratinggrid.rating.catalog;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.money.Money;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;

/** One version of a catalog, compiled. Immutable, so any number of threads may read it. */
public final class Catalog {
    private static final int ZONE_ATTRIBUTE = Symbol.of(Conditions.ZONE);

    private final CatalogModel model;
    private final Money money;
    private final PrefixIndex zonePrefixes;
    private final int[] zoneSymbols;
    private final Long2LongHashMap zonesByValue;
    private final Int2ObjectHashMap<Plan> plans;
    private final Int2ObjectHashMap<BucketType> buckets;
    private final Int2ObjectHashMap<String> names;
    private final Int2ObjectHashMap<Charge> charges;
    private final Int2ObjectHashMap<String> lineServices;
    private final Int2ObjectHashMap<Dimension> dimensions;
    private final long effectiveMs;
    private final long graceMs;
    private final int termDays;
    private final int[] legalEntities;
    private final Thresholds[] balanceThresholds;
    private final Thresholds[] accumulatorThresholds;
    private final Plan[] cappedPlans;
    private final BucketType[] refilledTypes;

    Catalog(final CatalogBuilder builder) {
        model = builder.model;
        money = builder.money;
        zonePrefixes = builder.zonePrefixes;
        zoneSymbols = builder.zoneSymbols;
        zonesByValue = builder.zonesByValue;
        plans = builder.plans;
        buckets = builder.buckets;
        names = builder.names;
        charges = builder.charges;
        lineServices = builder.lineServices;
        dimensions = builder.dimensions;
        effectiveMs = model.effective().toEpochMilli();
        graceMs = model.grace().toMillis();
        termDays = model.termDays().orElse(-1);
        balanceThresholds = builder.balanceThresholds.toArray(Thresholds[]::new);
        accumulatorThresholds = builder.accumulatorThresholds.values().toArray(Thresholds[]::new);
        cappedPlans = model.plans().stream()
                .map(plan -> plans.get(Symbol.of(plan.name())))
                .filter(plan -> plan.capThresholds() != null)
                .toArray(Plan[]::new);
        refilledTypes = builder.refilledTypes.toArray(BucketType[]::new);
        legalEntities = model.legalEntities().stream().mapToInt(Symbol::of).toArray();
    }

    public CatalogModel model() {
        return model;
    }

    public Money money() {
        return money;
    }

    public long effectiveMs() {
        return effectiveMs;
    }

    /** How long a cycle that ends under this version stays open for late usage. */
    public long graceMs() {
        return graceMs;
    }

    /** Days after the day of issue within which a document is to be paid; -1: what is owed is not kept. */
    public int termDays() {
        return termDays;
    }

    /** Symbol of the legal entity that issues documents of accounts that name none; 0: documents get no numbers of a series. */
    public int legalEntity() {
        return legalEntities.length == 0 ? 0 : legalEntities[0];
    }

    /** True if it issues documents by this version. */
    public boolean isLegalEntity(final long symbol) {
        for (final int entity : legalEntities) {
            if (entity == symbol) {
                return true;
            }
        }
        return false;
    }

    /** What a service measures; {@link Dimension#COUNT} for one that the catalog does not know. */
    public Dimension dimension(final int service) {
        final Dimension dimension = dimensions.get(service);
        return dimension == null ? Dimension.COUNT : dimension;
    }

    /**
     * The scaled amount of a decimal {@code unscaled * 10^-decimals}.
     *
     * @throws ArithmeticException if it has more decimals than the currency's scale, or is out of range
     */
    public long scaled(final long unscaled, final int decimals) {
        if (decimals <= money.scale()) {
            return Math.multiplyExact(unscaled, Money.power10(money.scale() - decimals));
        }
        final long divisor = Money.power10(decimals - money.scale());
        if (unscaled % divisor != 0) {
            throw new ArithmeticException("unscaled=" + unscaled + " decimals=" + decimals + " scale=" + money.scale());
        }
        return unscaled / divisor;
    }

    /** Zone of an event: the attribute {@code zone} if it has one, else the called number's; 0: none. */
    public int zoneOf(final Command event) {
        final long named = event.attribute(ZONE_ATTRIBUTE);
        if (named != 0) {
            return (int) zonesByValue.get(named);
        }
        if (event.numberLength == 0) {
            return 0;
        }
        final int entry = zonePrefixes.match(event.number, event.numberLength);
        return entry == PrefixIndex.NONE ? 0 : zoneSymbols[entry];
    }

    /** True if there is anything that is told of. */
    public boolean hasThresholds() {
        return balanceThresholds.length + accumulatorThresholds.length + cappedPlans.length > 0;
    }

    /** Of what a holder has of types of buckets; not to be changed. */
    public Thresholds[] balanceThresholds() {
        return balanceThresholds;
    }

    /** Of what is counted in a cycle; not to be changed. */
    public Thresholds[] accumulatorThresholds() {
        return accumulatorThresholds;
    }

    /** Plans that have a cap; not to be changed. */
    public Plan[] cappedPlans() {
        return cappedPlans;
    }

    /** Types of buckets that are filled again by themselves, in the order of the catalog; not to be changed. */
    public BucketType[] refilledTypes() {
        return refilledTypes;
    }

    /** A plan by symbol, or null. */
    public Plan plan(final int symbol) {
        return plans.get(symbol);
    }

    /** A bucket type by symbol, or null. */
    public BucketType bucket(final int symbol) {
        return buckets.get(symbol);
    }

    /** A charge by symbol, or null. */
    public Charge charge(final int symbol) {
        return charges.get(symbol);
    }

    /** The service whose usage is charged on a line; empty: several; null: none. */
    public String serviceOf(final int line) {
        return lineServices.get(line);
    }

    /** The name behind a symbol of this catalog, or null. */
    public String name(final int symbol) {
        return names.get(symbol);
    }
}
