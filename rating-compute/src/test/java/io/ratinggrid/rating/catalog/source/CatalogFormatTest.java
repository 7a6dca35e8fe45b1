package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.DayType;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.HolidayModel;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.NoticeModel;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.catalog.model.PricingModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.RefillModel;
import io.ratinggrid.rating.catalog.model.Rounding;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.Shape;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.catalog.model.TierModel;
import io.ratinggrid.rating.catalog.model.ZoneModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each key of the format becomes in the model. */
class CatalogFormatTest {
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    @TempDir
    Path directory;

    private CatalogModel load(final String body) {
        Mistakes.in(directory, body);
        final CatalogLoad load = CatalogSource.load(directory);
        assertEquals(
                List.of(),
                load.problems().stream()
                        .filter(p -> p.severity() == Severity.ERROR)
                        .toList());
        CatalogCompiler.compile(load.versions().get(0));
        return load.versions().get(0);
    }

    private ChargeModel charge(final String rest) {
        new Mistakes(directory).file("retail.csv", "prefix,rate\n44,0.05\n");
        final CatalogModel model = load(
                """
                services: {voice: {unit: second}, data: {unit: octet}, sms: {unit: message}, sale: {unit: order}}
                zones: {domestic: ["44"]}
                bands: {week: {otherwise: night, rules: [{band: day, days: [mon-fri], from: "08:00", to: "20:00"}]}}
                decks: {retail: {file: retail.csv}}
                buckets: {gift: {unit: GB, services: [data]}}
                tariffs: {standard: {charges: {it: {%s}}}}
                """
                        .formatted(rest));
        return model.tariffs().get(0).charges().get(0);
    }

    private PricingModel pricing(final String rest) {
        return charge(rest).pricing().get("");
    }

    private static PricingModel.Tiers open(
            final Shape shape, final QuantitySource source, final String amount, final long per) {
        return new PricingModel.Tiers(shape, source, List.of(tier(Optional.empty(), amount, per, "0")));
    }

    private static TierModel tier(final Optional<Long> upTo, final String amount, final long per, final String flat) {
        return new TierModel(
                upTo.map(BigDecimal::valueOf),
                new PriceModel(new BigDecimal(amount), BigDecimal.valueOf(per)),
                new BigDecimal(flat));
    }

    @Test
    void shouldReadTheHead() {
        final CatalogModel model = load("");
        assertEquals("2026-01", model.version());
        assertEquals(Instant.parse("2026-01-01T00:00:00Z"), model.effective());
        assertEquals("EUR", model.currency());
        assertEquals(ZoneId.of("Europe/London"), model.timeZone());
        assertEquals(Duration.ZERO, model.grace());
        assertEquals(Duration.ofDays(3), load("grace: 3 d").grace());
        assertEquals(Optional.empty(), model.termDays());
        assertEquals(Optional.of(14), load("payment-terms: 14 days").termDays());
        assertEquals(Optional.of(0), load("payment-terms: 0 s").termDays());
        assertEquals(List.of(), model.legalEntities());
        assertEquals(
                List.of("acme", "branch"),
                load("legal-entities: [acme, branch]").legalEntities());
    }

    @Test
    void shouldReadLocalTimesInTheCatalogsZone() {
        new Mistakes(directory)
                .file("catalog.yaml", Mistakes.HEADER.replace("effective: 2026-01-01", "effective: 2026-07-01T12:00"));
        assertEquals(
                Instant.parse("2026-07-01T11:00:00Z"),
                CatalogSource.load(directory).versions().get(0).effective());
    }

    @Test
    void shouldReadServicesZonesAndHolidays() {
        final CatalogModel model = load(
                """
                services: {voice: {unit: minute}, data: {unit: GB}, sms: {unit: message}, energy: {unit: kWh, decimals: 3}}
                zones: {home: ["44", 4420, "0044"], all: [""]}
                holidays: {england: [2026-01-01, 2026-12-25]}
                """);
        assertEquals(
                List.of(
                        new ServiceModel("voice", Dimension.TIME, "minute", 0),
                        new ServiceModel("data", Dimension.VOLUME, "GB", 0),
                        new ServiceModel("sms", Dimension.COUNT, "message", 0),
                        new ServiceModel("energy", Dimension.COUNT, "kWh", 3)),
                model.services());
        assertEquals(
                List.of(new ZoneModel("home", List.of("44", "4420", "0044")), new ZoneModel("all", List.of(""))),
                model.zones());
        assertEquals(
                List.of(new HolidayModel("england", List.of(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 25)))),
                model.holidays());
    }

    @Test
    void shouldReadZonesFromAFile() {
        new Mistakes(directory).file("zones.csv", "Zone;Prefix\nhome;44\nabroad;33\nhome;4420\n");
        assertEquals(
                List.of(new ZoneModel("abroad", List.of("33")), new ZoneModel("home", List.of("44", "4420"))),
                load("zones: {abroad: {file: zones.csv}, home: {file: zones.csv}}\n")
                        .zones());
    }

    @Test
    void shouldReadBands() {
        assertEquals(
                List.of(new BandCalendarModel(
                        "week",
                        ZoneId.of("Europe/Paris"),
                        Optional.of("england"),
                        "night",
                        List.of(
                                new BandRuleModel("day", EnumSet.range(DayType.MONDAY, DayType.FRIDAY), 480, 1200),
                                new BandRuleModel(
                                        "leisure",
                                        EnumSet.of(DayType.SATURDAY, DayType.SUNDAY, DayType.HOLIDAY),
                                        0,
                                        1440)))),
                load("""
                        holidays: {england: [2026-01-01]}
                        bands:
                          week:
                            timezone: Europe/Paris
                            holidays: england
                            otherwise: night
                            rules:
                              - {band: day, days: [mon-fri], from: "08:00", to: "20:00"}
                              - {band: leisure, days: [weekend, holiday]}
                        """)
                        .bandCalendars());
    }

    @Test
    void shouldReadBuckets() {
        final List<BucketModel> buckets =
                load("""
                services: {voice: {unit: second}, data: {unit: octet}}
                zones: {domestic: ["44"]}
                bands: {week: {otherwise: night}}
                buckets:
                  minutes:
                    unit: minute
                    services: {voice: 1.5}
                    zones: [domestic]
                    bands: [night]
                    priority: 10
                    validity: cycle
                    repays: true
                    rollover: {maximum: 50 minutes, cycles: 2}
                    covers-connect-fee: true
                    pooled: true
                    member-cap: {quantity: 20 minutes, hard: true}
                    notify: [80%, 5 minutes]
                    refill: {at: 1 minute, amount: 10 minutes, price: 10.00, line: Refill, bill: now, most: 3}
                  credits: {unit: credit, decimals: 9, services: {data: 0.5 / GB}, validity: 30 days}
                  main: {money: true, validity: cycle, rollover: {maximum: 5.00}, refill: {at: 0.00, amount: 10.00, most: 1}}
                """)
                        .buckets();
        assertEquals(
                new BucketModel(
                        "minutes",
                        false,
                        Dimension.TIME,
                        "minute",
                        0,
                        Map.of("voice", new BigDecimal("1.5")),
                        List.of("domestic"),
                        List.of("night"),
                        10,
                        true,
                        true,
                        BucketModel.Validity.CYCLE,
                        true,
                        Optional.of(new BucketModel.Rollover(3_000_000, 2)),
                        Optional.of(new MemberCapModel(new BigDecimal(1_200_000), true)),
                        List.of(new NoticeModel(80, BigDecimal.ZERO), new NoticeModel(0, new BigDecimal(300_000))),
                        Optional.of(new RefillModel(
                                new BigDecimal(60_000),
                                new BigDecimal(600_000),
                                new BigDecimal("10.00"),
                                "Refill",
                                true,
                                3))),
                buckets.get(0));
        assertEquals(
                Optional.of(new RefillModel(
                        new BigDecimal("0.00"), new BigDecimal("10.00"), BigDecimal.ZERO, "", false, 1)),
                buckets.get(2).refill());
        assertEquals(Map.of("data", new BigDecimal("0.5")), buckets.get(1).drawdown());
        assertEquals(new BucketModel.Validity(false, 30), buckets.get(1).validity());
        assertEquals(
                Map.of("voice", BigDecimal.ONE, "data", BigDecimal.ONE),
                buckets.get(2).drawdown());
        assertEquals(
                Optional.of(new BucketModel.Rollover(5_000_000, 1)),
                buckets.get(2).rollover(),
                "money counts in millionths of EUR");
    }

    @Test
    void shouldReadPlans() {
        assertEquals(
                List.of(new PlanModel(
                        "mobile",
                        List.of("standard"),
                        new BigDecimal("50.00"),
                        "Mobile plan",
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new PlanModel.GrantModel("minutes", new BigDecimal("6000000"), true),
                                new PlanModel.GrantModel("main", new BigDecimal("5.00"), false)),
                        Optional.of(new PlanModel.ThresholdModel(new BigDecimal("2000.00"), true)),
                        Optional.empty(),
                        Map.of(
                                "minutes", Optional.of(new MemberCapModel(new BigDecimal(600_000), false)),
                                "main", Optional.of(new MemberCapModel(new BigDecimal("2.50"), true)),
                                "spare", Optional.empty()),
                        7)),
                load("""
                        services: {voice: {unit: second}}
                        buckets:
                          minutes: {unit: minute, services: [voice], pooled: true}
                          main: {money: true, pooled: true}
                          spare: {money: true, pooled: true, member-cap: 1.00}
                        tariffs: {standard: {charges: {calls: {service: voice, price: free}}}}
                        plans:
                          mobile:
                            tariffs: [standard]
                            fee: {amount: 50.00, line: Mobile plan, due: arrears}
                            grants: {minutes: 100 minutes}
                            once: {main: 5.00}
                            threshold: {amount: 2000.00, recurring: true}
                            member-caps:
                              minutes: 10 minutes
                              main: {amount: 2.50, hard: true}
                              spare: all
                            priority: 7
                        """)
                        .plans());
    }

    @Test
    void shouldReadAFallbackWhereverItIsWritten() {
        final List<TariffModel> tariffs =
                load("""
                tariffs:
                  standard: {fallback: world, charges: {calls: {service: voice, price: free}}}
                  world: {charges: {more: {service: voice, price: free}}}
                services: {voice: {unit: second}}
                """)
                        .tariffs();
        assertEquals(Optional.of("world"), tariffs.get(0).fallback());
    }

    @Test
    void shouldReadEveryKeyOfACharge() {
        final ChargeModel charge = charge(
                """
                service: voice, line: Calls, when: {zone: domestic, roaming: "yes"}, weight: 3,
                bands: week, at-band-boundary: cut, at-period-boundary: split, at-version-boundary: split, increments: 60/6, free: 10 seconds, connect-fee: 0.05, minimum: 0.10,
                maximum: {amount: 5.00, then: cut}, price: {day: 0.10 / minute, night: 0.05 / minute},
                accumulator: {name: month, metric: sum, count-included: true, pooled: true},
                discount: {percent: 10, amount: 0.50}, rounding: {per: event, places: 3, mode: half-even},
                overage: block, flat-at-zero: false""");
        assertEquals(
                new ChargeModel(
                        "it",
                        "Calls",
                        "voice",
                        Map.of("zone", "domestic", "roaming", "yes"),
                        3,
                        Optional.of("week"),
                        true,
                        true,
                        true,
                        List.of(new IncrementModel(60_000, 60_000), new IncrementModel(Long.MAX_VALUE, 6_000)),
                        10_000,
                        new BigDecimal("0.05"),
                        Optional.of(new BigDecimal("0.10")),
                        Optional.of(new BigDecimal("5.00")),
                        true,
                        Map.of(
                                "day", open(Shape.GRADUATED, QuantitySource.USAGE, "0.10", 60_000),
                                "night", open(Shape.GRADUATED, QuantitySource.USAGE, "0.05", 60_000)),
                        Optional.of(new AccumulatorModel("month", Metric.SUM, true, true, "", List.of())),
                        new BigDecimal("10"),
                        new BigDecimal("0.50"),
                        new Rounding(Optional.of(3), RoundingMode.HALF_EVEN),
                        new OverageModel(OverageModel.Policy.BLOCK, 0),
                        false),
                charge);
    }

    @Test
    void shouldReadWhatAChargeLeavesOut() {
        assertEquals(
                new ChargeModel(
                        "it",
                        "it",
                        "voice",
                        Map.of(),
                        0,
                        Optional.empty(),
                        false,
                        false,
                        false,
                        List.of(new IncrementModel(Long.MAX_VALUE, 1)),
                        0,
                        ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Map.of("", open(Shape.GRADUATED, QuantitySource.USAGE, "0", 1_000)),
                        Optional.empty(),
                        ZERO,
                        ZERO,
                        Rounding.PER_LINE,
                        OverageModel.BILL_LATER,
                        true),
                charge("service: voice, price: free"));
    }

    @Test
    void shouldReadIncrements() {
        final IncrementModel minute = new IncrementModel(Long.MAX_VALUE, 60_000);
        assertEquals(
                List.of(minute),
                charge("service: voice, price: free, increments: 60/60").increments());
        assertEquals(
                List.of(new IncrementModel(Long.MAX_VALUE, 1_000_000)),
                charge("service: data, price: free, increments: 1 MB / 1 MB").increments());
        assertEquals(
                List.of(
                        new IncrementModel(60_000, 30_000),
                        new IncrementModel(120_000, 10_000),
                        new IncrementModel(Long.MAX_VALUE, 1_000)),
                charge(
                                "service: voice, price: free, increments: [{up-to: 60 s, size: 30 s}, {up-to: 2 min, size: 10 s},"
                                        + " {size: 1 s}]")
                        .increments());
    }

    @Test
    void shouldReadPrices() {
        assertEquals(
                open(Shape.GRADUATED, QuantitySource.USAGE, "0.05", 60_000),
                pricing("service: voice, price: 0.05 / minute"));
        assertEquals(
                open(Shape.GRADUATED, QuantitySource.USAGE, "0.05", 6_000),
                pricing("service: voice, price: \"0.05 EUR / 6 s\""));
        assertEquals(open(Shape.GRADUATED, QuantitySource.EVENTS, "20.00", 1), pricing("service: sale, flat: 20.00"));
        assertEquals(
                open(Shape.GRADUATED, QuantitySource.EVENTS, "0.50", 1), pricing("service: sale, price: 0.50 / event"));
        assertEquals(
                open(Shape.PACKAGE_DOWN, QuantitySource.USAGE, "5.00", 10_000_000_000L),
                pricing("service: data, package: {size: 10 GB, price: 5.00, round: down}"));
        assertEquals(new PricingModel.Carried(true), pricing("service: sale, carried: unit"));
        assertEquals(new PricingModel.Deck("retail"), pricing("service: voice, deck: retail"));
    }

    @Test
    void shouldReadTiers() {
        assertEquals(
                new PricingModel.Tiers(
                        Shape.GRADUATED,
                        QuantitySource.USAGE,
                        List.of(
                                tier(Optional.of(500_000_000_000L), "0.40", 1_000_000_000, "0"),
                                tier(Optional.empty(), "0.20", 1_000_000_000, "1.00"))),
                pricing(
                        "service: data, graduated: [{up-to: 500 GB, price: 0.40 / GB}, {price: 0.20 / GB, flat: 1.00}]"));
        assertEquals(
                new PricingModel.Tiers(
                        Shape.VOLUME,
                        QuantitySource.USAGE,
                        List.of(tier(Optional.of(10L), "10.00", 1, "0"), tier(Optional.empty(), "5.00", 1, "0"))),
                pricing("service: sms, volume: [{up-to: 10, price: 10.00 / message}, {price: 5.00 / message}]"));
        assertEquals(
                new PricingModel.Tiers(
                        Shape.STAIR_STEP,
                        QuantitySource.USAGE,
                        List.of(tier(Optional.of(10L), "0", 1, "5.00"), tier(Optional.of(20L), "0", 1, "8.00"))),
                pricing("service: sms, stair-step: [{up-to: 10, amount: 5.00}, {up-to: 20 messages, amount: 8.00}]"));
    }

    @Test
    void shouldReadPercentages() {
        final ChargeModel charge = charge("service: sale, percentage: {percent: 2.5, plus: 0.30}");
        assertEquals(
                open(Shape.GRADUATED, QuantitySource.AMOUNT, "2.5", 100),
                charge.pricing().get(""));
        assertEquals(new BigDecimal("0.30"), charge.connectFee());
        assertEquals(
                new PricingModel.Tiers(
                        Shape.GRADUATED,
                        QuantitySource.AMOUNT,
                        List.of(
                                tier(Optional.of(1_000_000_000L), "2.5", 100, "0"),
                                tier(Optional.empty(), "2", 100, "0"))),
                pricing("service: sale, graduated-percentage: [{up-to: 1000.00, percent: 2.5}, {percent: 2}]"),
                "bounds are millionths of EUR");
    }

    @Test
    void shouldReadAMatrixAndPricesByBand() {
        assertEquals(
                new PricingModel.Matrix(List.of(
                        new PricingModel.Row(
                                Map.of("roaming", "yes", "rating-group", "10"),
                                1,
                                open(Shape.GRADUATED, QuantitySource.USAGE, "0.10", 1_000_000),
                                Optional.of("abroad")),
                        new PricingModel.Row(
                                Map.of(),
                                0,
                                open(Shape.GRADUATED, QuantitySource.USAGE, "0.01", 1_000_000),
                                Optional.empty()))),
                pricing(
                        """
                        service: data, matrix: [
                        {when: {roaming: "yes", rating-group: "10"}, weight: 1, price: 0.10 / MB, name: abroad},
                        {price: 0.01 / MB}]"""));
        assertEquals(
                Map.of(
                        "day", open(Shape.PACKAGE_UP, QuantitySource.USAGE, "0.20", 60_000),
                        "night", open(Shape.GRADUATED, QuantitySource.USAGE, "0.05", 60_000)),
                charge("service: voice, bands: week, by-band: {day: {package: {size: 60 s, price: 0.20}},"
                                + " night: {price: 0.05 / minute}}")
                        .pricing());
    }

    @Test
    void shouldCountWhatTheAccumulatorCounts() {
        final ChargeModel active = charge("service: sale, accumulator: {name: users, metric: unique, unique-by: user},"
                + " graduated: [{up-to: 100 users, price: 0.50 / user}, {price: 0.40 / user}]");
        assertEquals(
                QuantitySource.EVENTS, ((PricingModel.Tiers) active.pricing().get("")).source());
        assertEquals("user", active.accumulator().orElseThrow().unique());
        final PricingModel.Tiers counted = (PricingModel.Tiers) pricing(
                "service: data, accumulator: {name: n, metric: count}, graduated: [{up-to: 10, price: 1.00 / event}]");
        assertEquals(QuantitySource.EVENTS, counted.source());
        assertEquals(Optional.of(BigDecimal.TEN), counted.tiers().get(0).upTo());
    }

    @Test
    void shouldReadOverdraftsInTheUnitOfTheBucket() {
        assertEquals(
                new OverageModel(OverageModel.Policy.OVERDRAW, 100_000_000_000L),
                charge("service: data, price: free, overage: {overdraw: 100 GB}")
                        .overage());
    }

    @Test
    void shouldReadTestsThatTheCatalogCarries() {
        new Mistakes(directory)
                .file(
                        "tests/calls.yaml",
                        """
                - name: one call
                  account: {plans: [mobile]}
                  events:
                    - {service: voice, quantity: 3m, attributes: {roaming: "yes"}}
                  expect: {lines: {Calls: 0.15}}
                """);
        load("");
        final CatalogTest test = CatalogSource.load(directory).tests().get(0);
        assertEquals("one call", test.name());
        assertEquals(
                new Position("tests/calls.yaml", 4, 7), test.events().get(0).at());
        assertEquals(
                new CatalogTest.Text(new Position("tests/calls.yaml", 4, 34), "3m"),
                test.events().get(0).fields().get("quantity"));
        assertEquals(
                "[Text[at=tests/calls.yaml:2:21, text=mobile]]",
                ((CatalogTest.Items) test.account().fields().get("plans"))
                        .items()
                        .toString());
    }

    @Test
    void shouldReportMistakesInTests() {
        Mistakes.in(directory, "")
                .file(
                        "tests/bad.yaml",
                        """
                        - §§name: here
                          events: []
                        - name: one
                          account: {}
                          events: §{}
                          expect: §{}
                          §expected: {}
                        - name: §one
                          account: {}
                          events: [§call]
                          expect: {§line: {}, charges: {}}
                        """)
                .are(
                        "a test needs 'account'; for example account: {plans: [mobile]}",
                        "a test needs 'expect'; for example expect: {lines: {...}}",
                        "a list of commands is expected, not a mapping; [{...}]",
                        "nothing is expected; one of lines, charges, buckets",
                        "'expected' is no key of a test; did you mean 'expect'?",
                        "test 'one' is already at tests/bad.yaml:3:9; another name",
                        "a command is written as keys and values, not as 'call'; key: value",
                        "'line' is no key of 'expect'; did you mean 'lines'?");
    }
}
