package io.ratinggrid.rating.catalog;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DayType;
import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.HolidayModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.RefillModel;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.SpendModel;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.catalog.model.ZoneModel;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2LongHashMap;

/** Compiles a checked model, part by part; what it throws would be a mistake that {@code catalog check} missed. */
final class CatalogBuilder {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final Comparator<Charge> PRECEDENCE = Comparator.comparingInt(
                    (Charge charge) -> charge.conditions().size())
            .thenComparingInt(charge -> charge.model().weight())
            .reversed();
    private static final int MINUTES = 1440;
    private static final int WEEKDAYS = 7;

    final CatalogModel model;
    final Money money;
    final Int2ObjectHashMap<Plan> plans = new Int2ObjectHashMap<>();
    final Int2ObjectHashMap<BucketType> buckets = new Int2ObjectHashMap<>();
    final Int2ObjectHashMap<Charge> charges = new Int2ObjectHashMap<>();
    final Int2ObjectHashMap<String> names = new Int2ObjectHashMap<>();
    final Int2ObjectHashMap<String> lineServices = new Int2ObjectHashMap<>();
    final Int2ObjectHashMap<Dimension> dimensions = new Int2ObjectHashMap<>();
    final List<BucketType> refilledTypes = new ArrayList<>();
    final List<Thresholds> balanceThresholds = new ArrayList<>();
    final Map<String, Thresholds> accumulatorThresholds = new LinkedHashMap<>();
    final Long2LongHashMap zonesByValue = new Long2LongHashMap(0);
    PrefixIndex zonePrefixes;
    int[] zoneSymbols;

    private final PriceCompiler prices;
    private final Map<String, ServiceModel> services = new HashMap<>();
    private final Map<String, BandCalendar> calendars = new HashMap<>();
    private final Map<String, RateDeck> decks = new HashMap<>();
    private final Map<String, TariffModel> tariffs = new HashMap<>();
    private final Map<String, List<Charge>> tariffCharges = new HashMap<>();

    CatalogBuilder(final CatalogModel model) {
        this.model = model;
        money = Money.of(model.currency());
        prices = new PriceCompiler(money);
    }

    Catalog build() {
        model.legalEntities().forEach(this::named);
        for (final ServiceModel service : model.services()) {
            services.put(named(service.name()), service);
            dimensions.put(Symbol.of(service.name()), service.dimension());
        }
        compileZones();
        model.bandCalendars().forEach(calendar -> calendars.put(calendar.name(), compile(calendar)));
        for (final DeckModel deck : model.decks()) {
            decks.put(deck.name(), new RateDeckBuilder(prices).build(deck));
        }
        for (final BucketModel bucket : model.buckets()) {
            final BucketType type = new BucketType(
                    bucket,
                    memberCap(bucket, bucket.memberCap()),
                    bucket.refill().map(refill -> compile(bucket, refill)).orElse(null));
            buckets.put(Symbol.of(named(bucket.name())), type);
            if (type.refill() != null) {
                refilledTypes.add(type);
            }
            compileNotices(bucket);
        }
        for (final TariffModel tariff : model.tariffs()) {
            tariffs.put(named(tariff.name()), tariff);
            tariffCharges.put(tariff.name(), compile(tariff));
        }
        for (final PlanModel plan : model.plans()) {
            plans.put(Symbol.of(named(plan.name())), compile(plan));
        }
        return new Catalog(this);
    }

    private String named(final String name) {
        names.put(Symbol.of(name), name);
        return name;
    }

    private void compileZones() {
        record ZonePrefix(long value, int length, int zone) {}
        final List<ZonePrefix> all = new ArrayList<>();
        for (final ZoneModel zone : model.zones()) {
            final int symbol = Symbol.of(named(zone.name()));
            zonesByValue.put(AttributeValue.hash(zone.name()), symbol);
            zone.prefixes().forEach(prefix -> all.add(new ZonePrefix(Digits.of(prefix), prefix.length(), symbol)));
        }
        all.sort(Comparator.comparingLong(ZonePrefix::value).thenComparingInt(ZonePrefix::length));
        final byte[] lengths = new byte[all.size()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = (byte) all.get(i).length();
        }
        zonePrefixes = PrefixIndex.of(all.stream().mapToLong(ZonePrefix::value).toArray(), lengths);
        zoneSymbols = all.stream().mapToInt(ZonePrefix::zone).toArray();
    }

    private BandCalendar compile(final BandCalendarModel calendar) {
        final List<String> bands = new ArrayList<>();
        calendar.rules().stream().map(BandRuleModel::band).distinct().forEach(bands::add);
        if (!bands.contains(calendar.fallback())) {
            bands.add(calendar.fallback());
        }
        bands.forEach(this::named);
        final boolean holidays =
                calendar.rules().stream().anyMatch(rule -> rule.days().contains(DayType.HOLIDAY));
        final byte[][] minutes = new byte[holidays ? WEEKDAYS + 1 : WEEKDAYS][MINUTES];
        for (final byte[] day : minutes) {
            Arrays.fill(day, (byte) bands.indexOf(calendar.fallback()));
        }
        for (final BandRuleModel rule : calendar.rules()) {
            for (final DayType day : rule.days()) {
                Arrays.fill(
                        minutes[day.ordinal()], rule.fromMinute(), rule.toMinute(), (byte) bands.indexOf(rule.band()));
            }
        }
        return new BandCalendar(
                calendar.name(), calendar.timeZone(), bands.toArray(String[]::new), holidayDays(calendar), minutes);
    }

    private long[] holidayDays(final BandCalendarModel calendar) {
        return model.holidays().stream()
                .filter(holiday ->
                        calendar.holidays().filter(holiday.name()::equals).isPresent())
                .map(HolidayModel::dates)
                .flatMap(List::stream)
                .mapToLong(LocalDate::toEpochDay)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The charges of a tariff in the order they are tried. */
    private List<Charge> compile(final TariffModel tariff) {
        final List<Charge> inOrder = new ArrayList<>();
        for (final ChargeModel chargeModel : tariff.charges()) {
            final Charge charge = compile(chargeModel);
            charges.put(charge.symbol(), charge);
            named(charge.name());
            named(chargeModel.line());
            lineServices.merge(
                    charge.line(), chargeModel.service(), (first, other) -> first.equals(other) ? first : "");
            chargeModel.accumulator().ifPresent(accumulator -> compileNotices(accumulator, charge));
            inOrder.add(charge);
        }
        inOrder.sort(PRECEDENCE);
        return inOrder;
    }

    private void compileNotices(final BucketModel bucket) {
        if (!bucket.notices().isEmpty()) {
            balanceThresholds.add(Thresholds.ofBalance(
                    Symbol.of(bucket.name()),
                    bucket.notices(),
                    bucket.money() ? prices::amount : BigDecimal::longValueExact));
        }
    }

    private void compileNotices(final AccumulatorModel accumulator, final Charge charge) {
        named(accumulator.name());
        if (!accumulator.notices().isEmpty()) {
            accumulatorThresholds.put(
                    accumulator.name(),
                    Thresholds.ofTotal(
                            charge.accumulator(),
                            accumulator.notices(),
                            charge.source() == QuantitySource.AMOUNT ? this::scaledUp : CatalogBuilder::wholeUp));
        }
    }

    /** The least amount that is not below a share of a cap. */
    private long scaledUp(final BigDecimal amount) {
        return prices.amount(amount.setScale(money.scale(), RoundingMode.CEILING));
    }

    private static long wholeUp(final BigDecimal quantity) {
        return quantity.setScale(0, RoundingMode.CEILING).longValueExact();
    }

    private Charge compile(final ChargeModel charge) {
        final BandCalendar calendar = charge.bands().map(calendars::get).orElse(null);
        final Pricing[] pricing = new Pricing[calendar == null ? 1 : calendar.bands()];
        for (int band = 0; band < pricing.length; band++) {
            final PricingModel every = charge.pricing().get("");
            final PricingModel own = calendar == null ? null : charge.pricing().get(calendar.bandName(band));
            pricing[band] = compile(own == null ? every : own, charge);
        }
        return new Charge(charge, calendar, pricing, prices);
    }

    private Pricing compile(final PricingModel pricing, final ChargeModel charge) {
        if (pricing instanceof PricingModel.Tiers tiers) {
            return new Pricing(tiers.source(), prices.table(tiers), null, null, false, 0);
        }
        if (pricing instanceof PricingModel.Deck deck) {
            return new Pricing(QuantitySource.USAGE, null, decks.get(deck.deck()), null, false, 0);
        }
        if (pricing instanceof PricingModel.Matrix matrix) {
            return compile(matrix);
        }
        final PricingModel.Carried carried = (PricingModel.Carried) pricing;
        return new Pricing(
                carried.timesQuantity() ? QuantitySource.USAGE : QuantitySource.AMOUNT,
                null,
                null,
                null,
                true,
                carried.timesQuantity() ? unitOf(charge.service()) : 0);
    }

    private Pricing compile(final PricingModel.Matrix matrix) {
        final Pricing.MatrixRow[] rows = matrix.rows().stream()
                .sorted(Comparator.comparingInt(
                                (PricingModel.Row row) -> row.when().size())
                        .thenComparingInt(PricingModel.Row::weight)
                        .reversed())
                .map(row -> new Pricing.MatrixRow(
                        row.name().orElse(""), new Conditions(row.when()), prices.table(row.tiers())))
                .toArray(Pricing.MatrixRow[]::new);
        return new Pricing(matrix.rows().get(0).tiers().source(), null, null, rows, false, 0);
    }

    /** Base units in the unit that a service is named in. */
    private long unitOf(final String service) {
        return Measure.of(services.get(service)).unitSize().longValueExact();
    }

    private Plan compile(final PlanModel plan) {
        named(plan.feeLine());
        final List<Charge> inOrder = new ArrayList<>();
        for (final String first : plan.tariffs()) {
            for (TariffModel tariff = tariffs.get(first); tariff != null; tariff = fallback(tariff)) {
                inOrder.addAll(tariffCharges.get(tariff.name()));
            }
        }
        return new Plan(
                plan,
                inOrder,
                prices.amount(plan.fee()),
                plan.discount().map(discount -> keptShare(discount.percent())).orElse(null),
                plan.discount()
                        .map(discount -> prices.amount(discount.amount()))
                        .orElse(0L),
                plan.spend().map(this::compile).orElse(null),
                plan.grants().stream().map(this::compile).toArray(Plan.Grant[]::new),
                plan.threshold().map(t -> prices.amount(t.amount())).orElse(Charge.NONE),
                plan.cap().map(cap -> prices.amount(cap.amount())).orElse(Charge.NONE),
                plan.cap()
                        .map(cap -> Thresholds.ofTotal(Symbol.of(plan.name()), cap.notices(), this::scaledUp))
                        .orElse(null),
                memberCaps(plan));
    }

    private Int2ObjectHashMap<MemberCap> memberCaps(final PlanModel plan) {
        final Int2ObjectHashMap<MemberCap> caps = new Int2ObjectHashMap<>();
        plan.memberCaps().forEach((name, cap) -> {
            final BucketType bucket = buckets.get(Symbol.of(name));
            caps.put(bucket.symbol(), memberCap(bucket.model(), cap));
        });
        return caps;
    }

    private MemberCap memberCap(final BucketModel bucket, final Optional<MemberCapModel> cap) {
        return cap.map(one -> new MemberCap(held(bucket, one.amount()), one.hard()))
                .orElse(MemberCap.NONE);
    }

    private Refill compile(final BucketModel bucket, final RefillModel refill) {
        return new Refill(
                held(bucket, refill.at()),
                held(bucket, refill.amount()),
                prices.amount(refill.price()),
                refill.line().isEmpty() ? 0 : Symbol.of(named(refill.line())),
                refill.billed(),
                refill.most());
    }

    /** Whole units of a bucket, of money scaled. */
    private long held(final BucketModel bucket, final BigDecimal amount) {
        return bucket.money() ? prices.amount(amount) : amount.longValueExact();
    }

    private static Rational keptShare(final BigDecimal percentOff) {
        return Rational.of(HUNDRED.subtract(percentOff), HUNDRED);
    }

    private Spend compile(final SpendModel spend) {
        return new Spend(
                Symbol.of(named(spend.line())),
                spend.minimum().map(prices::amount).orElse(Charge.NONE),
                spend.maximum().map(prices::amount).orElse(Charge.NONE),
                spend.discount().stream()
                        .mapToLong(tier -> tier.upTo().map(prices::amount).orElse(Long.MAX_VALUE))
                        .toArray(),
                spend.discount().stream().map(tier -> keptShare(tier.percent())).toArray(Rational[]::new));
    }

    private TariffModel fallback(final TariffModel tariff) {
        return tariff.fallback().map(tariffs::get).orElse(null);
    }

    private Plan.Grant compile(final PlanModel.GrantModel grant) {
        final BucketType bucket = buckets.get(Symbol.of(grant.bucket()));
        return new Plan.Grant(bucket, held(bucket.model(), grant.amount()), grant.everyCycle());
    }
}
