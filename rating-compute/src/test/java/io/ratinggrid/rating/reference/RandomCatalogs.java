package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.BucketModel.Rollover;
import io.ratinggrid.rating.catalog.model.BucketModel.Validity;
import io.ratinggrid.rating.catalog.model.CapModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DayType;
import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.HolidayModel;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.NoticeModel;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.OverageModel.Policy;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PlanModel.FeeDiscountModel;
import io.ratinggrid.rating.catalog.model.PlanModel.GrantModel;
import io.ratinggrid.rating.catalog.model.PlanModel.ThresholdModel;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.catalog.model.ProrationModel.Unused;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.RefillModel;
import io.ratinggrid.rating.catalog.model.Rounding;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.SpendModel;
import io.ratinggrid.rating.catalog.model.SpendModel.SpendTier;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.catalog.model.TierModel;
import io.ratinggrid.rating.catalog.model.ZoneModel;
import io.ratinggrid.rating.money.Money;

/**
 * Random catalogs, one or two versions of each, with everything that a catalog can say. Quantities are kept on a coarse grid
 * ({@link #grain}), so that usage often ends exactly at the bound of a tier, bucket, band or block.
 */
final class RandomCatalogs {
    static final List<String> SERVICES = List.of("voice", "data", "clicks", "energy");
    static final List<String> PLANS = List.of("plan-a", "plan-b", "plan-c");
    static final List<String> BUCKETS = List.of("bucket-a", "bucket-b", "bucket-c", "bucket-d", "purse", "safe");
    static final List<String> ZONES = List.of("home", "near", "far", "world");
    static final List<String> USERS = List.of("ann", "bob", "cat", "dan", "eve");
    /** The calendars of bands and cycles: half-hour shifts, both hemispheres, a day that was skipped. */
    static final List<String> TIME_ZONES =
            List.of("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC");

    private static final List<IncrementModel> EXACT = List.of(new IncrementModel(Long.MAX_VALUE, 1));

    private final Dice dice;
    private final Money money;
    private final Instant begin;
    private final Map<String, AccumulatorModel> accumulators = new HashMap<>();

    private RandomCatalogs(final Dice dice, final Instant begin) {
        this.dice = dice;
        this.begin = begin;
        money = Money.of(dice.one("EUR", "EUR", "EUR", "JPY", "KWD", "IDR"));
    }

    /** The versions of a catalog for the months after {@code begin}. */
    static List<CatalogModel> create(final Dice dice, final Instant begin) {
        final RandomCatalogs random = new RandomCatalogs(dice, begin);
        final CatalogModel first = random.first();
        if (dice.chance(75)) {
            return List.of(first);
        }
        return List.of(first, random.later(first, begin.plusSeconds(dice.between(1, 60) * 21_600L)));
    }

    /** Usage of a service is mostly a multiple of this. */
    static long grain(final String service) {
        return switch (service) {
            case "voice" -> 1_000;
            case "data" -> 1_024;
            case "energy" -> 50;
            default -> 1;
        };
    }

    private CatalogModel first() {
        final List<ServiceModel> services = List.of(
                new ServiceModel("voice", Dimension.TIME, "second", 0),
                new ServiceModel("data", Dimension.VOLUME, "octet", 0),
                new ServiceModel("clicks", Dimension.COUNT, "click", 0),
                new ServiceModel("energy", Dimension.COUNT, "kWh", 3));
        final List<ZoneModel> zones = List.of(
                new ZoneModel("home", List.of("44", "447")),
                new ZoneModel("near", List.of("33", "49")),
                new ZoneModel("far", List.of("1", "4412")),
                new ZoneModel("world", dice.chance(50) ? List.of("") : List.of("9")));
        final LocalDate today = LocalDate.ofInstant(begin, ZoneId.of("UTC"));
        final List<HolidayModel> holidays = List.of(new HolidayModel(
                "feasts", List.of(today.plusDays(1), today.plusDays(dice.between(2, 9)), today.plusDays(33))));
        final List<BandCalendarModel> calendars = List.of(calendar("week"), calendar("hours"));
        final List<BucketModel> buckets =
                BUCKETS.stream().map(name -> bucket(name, calendars)).toList();
        return version("first", begin.minusSeconds(40 * 86_400L), services, zones, holidays, calendars, buckets);
    }

    /** The same things with other decks, tariffs and plans. */
    private CatalogModel later(final CatalogModel first, final Instant effective) {
        return version(
                "later",
                effective,
                first.services(),
                first.zones(),
                first.holidays(),
                first.bandCalendars(),
                first.buckets());
    }

    private CatalogModel version(
            final String name,
            final Instant effective,
            final List<ServiceModel> services,
            final List<ZoneModel> zones,
            final List<HolidayModel> holidays,
            final List<BandCalendarModel> calendars,
            final List<BucketModel> buckets) {
        final List<DeckModel> decks = List.of(deck());
        final TariffModel base = tariff("base", calendars, Optional.empty());
        final TariffModel extra = tariff("extra", calendars, dice.chance(50) ? Optional.of("base") : Optional.empty());
        final List<PlanModel> plans =
                PLANS.stream().map(plan -> plan(plan, buckets)).toList();
        return new CatalogModel(
                name,
                effective,
                money.code(),
                ZoneId.of("UTC"),
                dice.chance(50) ? Duration.ZERO : Duration.ofHours(dice.one(1, 36, 72, 20 * 24, 27 * 24)),
                dice.chance(50) ? Optional.empty() : Optional.of(dice.one(0, 1, 14, 30)),
                List.of(),
                services,
                zones,
                holidays,
                calendars,
                decks,
                buckets,
                List.of(base, extra),
                plans);
    }

    // bands

    private BandCalendarModel calendar(final String name) {
        final List<BandRuleModel> rules = new ArrayList<>();
        final int open = dice.one(0, 7 * 60, 8 * 60 + 30, 19 * 60 + 59);
        final int close = dice.one(20 * 60, 20 * 60 + 1, 1_440);
        rules.add(new BandRuleModel("day", weekdays(), open, close));
        if (dice.chance(50)) {
            rules.add(new BandRuleModel("weekend", EnumSet.of(DayType.SATURDAY, DayType.SUNDAY), 0, 1_440));
        }
        if (dice.chance(50)) {
            rules.add(new BandRuleModel("feast", EnumSet.of(DayType.HOLIDAY), dice.one(0, 600), 1_440));
        }
        return new BandCalendarModel(
                name,
                ZoneId.of(dice.one(TIME_ZONES)),
                dice.chance(80) || rules.stream().anyMatch(rule -> rule.days().contains(DayType.HOLIDAY))
                        ? Optional.of("feasts")
                        : Optional.empty(),
                "night",
                rules);
    }

    private static Set<DayType> weekdays() {
        return EnumSet.range(DayType.MONDAY, DayType.FRIDAY);
    }

    static Set<String> bands(final BandCalendarModel calendar) {
        final Set<String> bands = new java.util.TreeSet<>();
        calendar.rules().forEach(rule -> bands.add(rule.band()));
        bands.add(calendar.fallback());
        return bands;
    }

    // buckets

    private BucketModel bucket(final String name, final List<BandCalendarModel> calendars) {
        final boolean holdsMoney = name.equals("purse") || name.equals("safe");
        final Validity validity =
                dice.one(Validity.FOREVER, Validity.CYCLE, Validity.CYCLE, new Validity(false, dice.one(1, 5, 30, 40)));
        final Optional<Rollover> rollover = validity.cycle() && dice.chance(50)
                ? Optional.of(new Rollover(dice.one(5L, 5_000L, 60_000L, Long.MAX_VALUE), dice.one(1, 1, 2)))
                : Optional.empty();
        final boolean pooled = dice.chance(35);
        return new BucketModel(
                name,
                holdsMoney,
                Dimension.COUNT,
                holdsMoney ? money.code() : "unit",
                0,
                drawdown(holdsMoney),
                dice.chance(70) ? List.of() : List.of(dice.one(ZONES), dice.one(ZONES)),
                dice.chance(80) ? List.of() : List.of(dice.one("day", "night", "weekend", "feast")),
                dice.between(0, 2),
                dice.chance(30),
                pooled,
                validity,
                dice.chance(30),
                rollover,
                pooled && dice.chance(30) ? Optional.of(memberCap(holdsMoney)) : Optional.empty(),
                dice.chance(60) ? List.of() : notices(holdsMoney),
                dice.chance(50) ? Optional.of(refill(holdsMoney)) : Optional.empty());
    }

    private RefillModel refill(final boolean holdsMoney) {
        final BigDecimal least = money.decimal(money.scaledPerMinor());
        final boolean free = dice.chance(40);
        return new RefillModel(
                holdsMoney ? amount() : dice.decimal("0", "1", "10", "1000", "60000"),
                holdsMoney ? amount().max(least) : dice.decimal("1", "10", "1000", "60000"),
                free ? BigDecimal.ZERO : amount().max(least),
                free ? "" : dice.one("Refill", "Usage", "Calls"),
                !free && dice.chance(40),
                dice.one(1, 2, 3, 10));
    }

    /** Percent that is used, and what is left. */
    private List<NoticeModel> notices(final boolean holdsMoney) {
        final List<NoticeModel> notices = new ArrayList<>();
        for (int i = dice.between(1, 4); i > 0; i--) {
            final NoticeModel notice = dice.chance(65)
                    ? new NoticeModel(dice.one(1, 50, 80, 99, 100), BigDecimal.ZERO)
                    : new NoticeModel(
                            0,
                            holdsMoney
                                    ? amount().max(money.decimal(money.scaledPerMinor()))
                                    : dice.decimal("1", "10", "1000", "60000"));
            if (!notices.contains(notice)) {
                notices.add(notice);
            }
        }
        return notices;
    }

    /** On the way to what is counted in a cycle. */
    private List<NoticeModel> totals(final boolean ofMoney) {
        final BigDecimal whole = ofMoney ? largeAmount() : dice.decimal("3", "100", "60000", "1000000");
        final List<NoticeModel> notices = new ArrayList<>();
        for (final int percent : List.of(50, 80, 100)) {
            notices.add(new NoticeModel(
                    percent, whole.multiply(BigDecimal.valueOf(percent)).movePointLeft(2)));
        }
        if (dice.chance(30)) {
            notices.add(new NoticeModel(0, whole.multiply(dice.decimal("1", "2"))));
        }
        return notices;
    }

    private Map<String, BigDecimal> drawdown(final boolean holdsMoney) {
        final Map<String, BigDecimal> rates = new LinkedHashMap<>();
        for (final String service : SERVICES) {
            if (dice.chance(holdsMoney ? 80 : 55)) {
                rates.put(
                        service,
                        holdsMoney
                                ? BigDecimal.ONE
                                : dice.decimal("1", "1", "1", "0.5", "0.3", "2", "1.25", "0.007", "3.1"));
            }
        }
        return rates;
    }

    // decks

    private DeckModel deck() {
        final List<DeckRow> rows = new ArrayList<>();
        final Set<String> keys = new java.util.HashSet<>();
        for (int i = dice.between(1, 12); i > 0; i--) {
            final Optional<Instant> from = dice.chance(25) ? Optional.of(moment()) : Optional.empty();
            final Optional<Instant> until = dice.chance(15)
                    ? Optional.of(from.orElse(begin).plusSeconds(dice.between(1, 40) * 43_200L))
                    : Optional.empty();
            final boolean own = dice.chance(50);
            final DeckRow row = new DeckRow(
                    dice.one("", "4", "44", "447", "4477", "1", "12", "120", "33", "9"),
                    "somewhere",
                    new PriceModel(price(), per("voice")),
                    own ? dice.one(1_000L, 30_000L, 60_000L) : 0,
                    own ? dice.one(1L, 1_000L, 6_000L, 60_000L) : 0,
                    dice.chance(30) ? amount() : BigDecimal.ZERO,
                    dice.between(0, 1),
                    from,
                    until);
            if (keys.add(row.prefix() + "/" + row.weight() + "/" + row.from())) {
                rows.add(row);
            }
        }
        return new DeckModel("deck", rows);
    }

    private Instant moment() {
        return begin.plusSeconds(dice.between(0, 40) * 21_600L);
    }

    // tariffs and plans

    private TariffModel tariff(
            final String name, final List<BandCalendarModel> calendars, final Optional<String> fallback) {
        final List<ChargeModel> charges = new ArrayList<>();
        for (final String service : SERVICES) {
            final int count = dice.between(name.equals("base") ? 1 : 0, 2);
            for (int i = 0; i < count; i++) {
                charges.add(charge(name + "-" + service + "-" + i, service, i > 0, calendars));
            }
        }
        return new TariffModel(name, charges, fallback);
    }

    private PlanModel plan(final String name, final List<BucketModel> buckets) {
        final List<GrantModel> grants = dice.several(0, 3, () -> grant(dice.one(buckets)));
        return new PlanModel(
                name,
                dice.one(List.of("base"), List.of("extra"), List.of("extra", "base")),
                dice.chance(40) ? BigDecimal.ZERO : amount(),
                dice.one("Fee", "Fee " + name, "Usage"),
                dice.chance(60),
                dice.chance(30) ? Optional.of(discount()) : Optional.empty(),
                dice.chance(60) ? Optional.of(proration()) : Optional.empty(),
                dice.chance(30) ? Optional.of(spend(name)) : Optional.empty(),
                grants,
                dice.chance(30) ? Optional.of(new ThresholdModel(largeAmount(), dice.chance(70))) : Optional.empty(),
                dice.chance(30) ? Optional.of(cap()) : Optional.empty(),
                memberCaps(buckets),
                dice.between(0, 2));
    }

    private Map<String, Optional<MemberCapModel>> memberCaps(final List<BucketModel> buckets) {
        final Map<String, Optional<MemberCapModel>> caps = new LinkedHashMap<>();
        buckets.stream()
                .filter(bucket -> bucket.pooled() && dice.chance(35))
                .forEach(bucket -> caps.put(
                        bucket.name(), dice.chance(80) ? Optional.of(memberCap(bucket.money())) : Optional.empty()));
        return caps;
    }

    private MemberCapModel memberCap(final boolean ofMoney) {
        return new MemberCapModel(
                ofMoney ? amount() : dice.decimal("0", "1", "10", "1000", "20000", "60000"), dice.chance(50));
    }

    private CapModel cap() {
        return new CapModel(largeAmount(), dice.chance(50), totals(true));
    }

    private FeeDiscountModel discount() {
        final BigDecimal percent = new BigDecimal(dice.one("0", "10", "33.333333333", "50", "100"));
        final BigDecimal amount = percent.signum() == 0 || dice.chance(50)
                ? money.decimal(dice.one(1L, 50L) * money.scaledPerMinor())
                : BigDecimal.ZERO;
        return new FeeDiscountModel(percent, amount, dice.between(0, 4));
    }

    private SpendModel spend(final String plan) {
        final BigDecimal minimum = dice.decimal("1", "5", "20");
        return new SpendModel(
                dice.chance(60) ? Optional.of(minimum) : Optional.empty(),
                dice.chance(60) ? Optional.of(minimum.multiply(dice.decimal("1", "2", "10"))) : Optional.empty(),
                dice.chance(40)
                        ? List.of(
                                new SpendTier(Optional.of(dice.decimal("1", "10", "3.33")), dice.decimal("0", "7.5")),
                                new SpendTier(Optional.of(new BigDecimal("50")), dice.decimal("33.333333333", "10")),
                                new SpendTier(Optional.empty(), dice.decimal("100", "50")))
                        : List.of(),
                dice.one("Usage", "Spend") + " " + plan);
    }

    private ProrationModel proration() {
        final boolean bySecond = dice.chance(30);
        final Unused unused = dice.one(Unused.values());
        return new ProrationModel(
                bySecond,
                dice.one(0, 0, 30, 28, 31, 7),
                !bySecond && dice.chance(40),
                unused,
                unused != Unused.REFUND && dice.chance(30));
    }

    private GrantModel grant(final BucketModel bucket) {
        final BigDecimal amount = bucket.money()
                ? largeAmount()
                : BigDecimal.valueOf(dice.one(10L, 50L, 100L, 1_024L, 5_000L, 60_000L, 61_440L, 100_000L, 300_000L));
        return new GrantModel(bucket.name(), amount, dice.chance(70));
    }

    // charges

    private ChargeModel charge(
            final String name,
            final String service,
            final boolean conditional,
            final List<BandCalendarModel> calendars) {
        final Optional<BandCalendarModel> calendar =
                dice.chance(45) ? Optional.of(dice.one(calendars)) : Optional.empty();
        final QuantitySource source = dice.one(
                QuantitySource.USAGE,
                QuantitySource.USAGE,
                QuantitySource.USAGE,
                QuantitySource.EVENTS,
                QuantitySource.AMOUNT);
        final Optional<AccumulatorModel> accumulator =
                dice.chance(45) ? Optional.of(accumulator(service, source)) : Optional.empty();
        if (accumulator.filter(model -> model.metric() == Metric.TIME_WEIGHTED).isPresent()) {
            return levelCharge(name, service, accumulator);
        }
        final boolean sums = accumulator.map(AccumulatorModel::metric).orElse(Metric.SUM) == Metric.SUM;
        final Optional<BigDecimal> minimum = dice.chance(12) ? Optional.of(amount()) : Optional.empty();
        final Optional<BigDecimal> maximum =
                dice.chance(15) ? Optional.of(largeAmount().max(minimum.orElse(BigDecimal.ZERO))) : Optional.empty();
        return new ChargeModel(
                name,
                dice.one("Usage", service, name),
                service,
                conditional ? when() : Map.of(),
                dice.between(0, 2),
                calendar.map(BandCalendarModel::name),
                calendar.isPresent() && dice.chance(35),
                sums && dice.chance(40),
                sums && dice.chance(40),
                increments(service),
                dice.chance(15) ? dice.between(1, 40) * grain(service) : 0,
                dice.chance(25) ? amount() : BigDecimal.ZERO,
                minimum,
                maximum,
                maximum.isPresent() && dice.chance(50),
                byBand(service, source, calendar, accumulator),
                accumulator,
                dice.chance(15) ? dice.decimal("10", "33.3", "100", "2.5") : BigDecimal.ZERO,
                dice.chance(12) ? amount() : BigDecimal.ZERO,
                rounding(),
                overage(),
                dice.chance(50));
    }

    /** A level's charge has nothing that depends on an event, and a price for every level. */
    private ChargeModel levelCharge(
            final String name, final String service, final Optional<AccumulatorModel> accumulator) {
        final Tiers tiers = tiers(service, QuantitySource.USAGE);
        final List<TierModel> open = new ArrayList<>(tiers.tiers());
        if (open.get(open.size() - 1).upTo().isPresent()) {
            open.add(new TierModel(
                    Optional.empty(), price(tiers.shape(), service, QuantitySource.USAGE), flat(tiers.shape())));
        }
        return new ChargeModel(
                name,
                dice.one("Usage", service, name),
                service,
                Map.of(),
                dice.between(0, 2),
                Optional.empty(),
                false,
                false,
                false,
                EXACT,
                0,
                BigDecimal.ZERO,
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of("", new Tiers(tiers.shape(), QuantitySource.USAGE, open)),
                accumulator,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Rounding.PER_LINE,
                overage(),
                dice.chance(50));
    }

    private Map<String, String> when() {
        final Map<String, String> when = new LinkedHashMap<>();
        if (dice.chance(60)) {
            when.put("zone", dice.one(ZONES));
        }
        if (dice.chance(40)) {
            when.put("roaming", dice.one("yes", "no"));
        }
        return when;
    }

    private List<IncrementModel> increments(final String service) {
        final long grain = grain(service);
        return switch (dice.between(0, 5)) {
            case 0, 1 -> EXACT;
            case 2 -> List.of(new IncrementModel(Long.MAX_VALUE, 60 * grain));
            case 3 ->
                List.of(new IncrementModel(30 * grain, 30 * grain), new IncrementModel(Long.MAX_VALUE, 6 * grain));
            case 4 -> List.of(new IncrementModel(60 * grain, 60 * grain), new IncrementModel(Long.MAX_VALUE, grain));
            default ->
                List.of(
                        new IncrementModel(20 * grain, 10 * grain),
                        new IncrementModel(80 * grain, 20 * grain),
                        new IncrementModel(Long.MAX_VALUE, 7 * grain));
        };
    }

    private Rounding rounding() {
        return dice.chance(75)
                ? Rounding.PER_LINE
                : new Rounding(
                        Optional.of(dice.between(0, money.scale())),
                        dice.one(RoundingMode.HALF_UP, RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN));
    }

    private OverageModel overage() {
        return switch (dice.between(0, 7)) {
            case 0 -> new OverageModel(Policy.BLOCK, 0);
            case 1 -> new OverageModel(Policy.CHARGE_NOW, 0);
            case 2 -> new OverageModel(Policy.OVERDRAW, dice.one(10L, 1_000L, 100_000L));
            default -> OverageModel.BILL_LATER;
        };
    }

    private AccumulatorModel accumulator(final String service, final QuantitySource source) {
        return accumulators.computeIfAbsent(service + "-" + source + dice.between(0, 1), name -> {
            final Metric metric = dice.chance(60) ? Metric.SUM : dice.one(metrics(source));
            return new AccumulatorModel(
                    name,
                    metric,
                    dice.chance(30),
                    dice.chance(50),
                    metric == Metric.UNIQUE ? "user" : "",
                    dice.chance(50) ? List.of() : totals(source == QuantitySource.AMOUNT));
        });
    }

    private static List<Metric> metrics(final QuantitySource source) {
        return switch (source) {
            case USAGE -> List.of(Metric.MAXIMUM, Metric.LATEST, Metric.TIME_WEIGHTED, Metric.TIME_WEIGHTED);
            case EVENTS -> List.of(Metric.COUNT, Metric.UNIQUE);
            case AMOUNT -> List.of(Metric.SUM);
        };
    }

    // prices

    private Map<String, PricingModel> byBand(
            final String service,
            final QuantitySource source,
            final Optional<BandCalendarModel> calendar,
            final Optional<AccumulatorModel> accumulator) {
        if (accumulator.isEmpty() && dice.chance(8)) {
            return Map.of("", new PricingModel.Carried(dice.chance(50)));
        }
        if (calendar.isEmpty() || dice.chance(20)) {
            return Map.of("", pricing(service, source, accumulator));
        }
        final Map<String, PricingModel> pricing = new LinkedHashMap<>();
        bands(calendar.get()).forEach(band -> pricing.put(band, pricing(service, source, accumulator)));
        return pricing;
    }

    private PricingModel pricing(
            final String service, final QuantitySource source, final Optional<AccumulatorModel> accumulator) {
        final boolean sums = accumulator.map(AccumulatorModel::metric).orElse(Metric.SUM) == Metric.SUM;
        if (sums && source == QuantitySource.USAGE && service.equals("voice") && dice.chance(25)) {
            return new PricingModel.Deck("deck");
        }
        if (dice.chance(15)) {
            return new PricingModel.Matrix(List.of(
                    new PricingModel.Row(Map.of("roaming", "yes"), 1, tiers(service, source), Optional.of("abroad")),
                    new PricingModel.Row(Map.of("zone", dice.one(ZONES)), 2, tiers(service, source), Optional.empty()),
                    new PricingModel.Row(
                            dice.chance(70) ? Map.of() : Map.of("user", dice.one(USERS)),
                            0,
                            tiers(service, source),
                            Optional.empty())));
        }
        return tiers(service, source);
    }

    private Tiers tiers(final String service, final QuantitySource source) {
        final Shape shape = dice.one(
                Shape.GRADUATED, Shape.GRADUATED, Shape.VOLUME, Shape.STAIR_STEP, Shape.PACKAGE_UP, Shape.PACKAGE_DOWN);
        if (shape == Shape.PACKAGE_UP || shape == Shape.PACKAGE_DOWN) {
            return open(
                    shape,
                    source,
                    new PriceModel(amount(), BigDecimal.valueOf(size(service, source) * dice.between(1, 20))));
        }
        final List<TierModel> tiers = new ArrayList<>();
        long bound = 0;
        for (int i = dice.between(0, 2); i > 0; i--) {
            bound += size(service, source) * dice.between(1, 60);
            tiers.add(
                    new TierModel(Optional.of(BigDecimal.valueOf(bound)), price(shape, service, source), flat(shape)));
        }
        if (tiers.isEmpty() || dice.chance(90)) {
            tiers.add(new TierModel(Optional.empty(), price(shape, service, source), flat(shape)));
        }
        return new Tiers(shape, source, tiers);
    }

    private static Tiers open(final Shape shape, final QuantitySource source, final PriceModel price) {
        return new Tiers(shape, source, List.of(new TierModel(Optional.empty(), price, BigDecimal.ZERO)));
    }

    private long size(final String service, final QuantitySource source) {
        return switch (source) {
            case USAGE -> grain(service);
            case EVENTS -> 1;
            case AMOUNT -> money.scaledPerMinor() * 100;
        };
    }

    private PriceModel price(final Shape shape, final String service, final QuantitySource source) {
        if (shape == Shape.STAIR_STEP) {
            return new PriceModel(BigDecimal.ZERO, BigDecimal.ONE);
        }
        return switch (source) {
            case USAGE -> new PriceModel(price(), per(service));
            case EVENTS -> new PriceModel(amount(), BigDecimal.ONE);
            case AMOUNT -> new PriceModel(dice.decimal("2.5", "0.3", "15", "100"), BigDecimal.valueOf(100));
        };
    }

    private BigDecimal flat(final Shape shape) {
        return shape == Shape.STAIR_STEP || dice.chance(25) ? amount() : BigDecimal.ZERO;
    }

    private BigDecimal per(final String service) {
        return switch (service) {
            case "voice" -> dice.decimal("60000", "1000", "3600000");
            case "data" -> dice.decimal("1000000", "1024", "7000");
            case "energy" -> dice.decimal("1000", "3000");
            default -> dice.decimal("1", "3", "1000");
        };
    }

    private BigDecimal price() {
        return dice.decimal("0.05", "0.10", "0.333", "1", "0.0123", "12", "0.000000001", "0")
                .multiply(magnitude());
    }

    /** An amount with at most the decimals that the currency holds. */
    private BigDecimal amount() {
        return dice.decimal("0.10", "0.25", "1", "0.0001", "0.005", "2.5", "10").multiply(magnitude());
    }

    private BigDecimal largeAmount() {
        return dice.decimal("1", "5", "20", "0.5", "100").multiply(magnitude());
    }

    private BigDecimal magnitude() {
        return switch (money.code()) {
            case "JPY" -> BigDecimal.valueOf(100);
            case "IDR" -> BigDecimal.valueOf(10_000);
            default -> BigDecimal.ONE;
        };
    }
}
