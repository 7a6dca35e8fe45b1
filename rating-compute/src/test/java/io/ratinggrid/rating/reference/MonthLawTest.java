package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PlanModel.FeeDiscountModel;
import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.catalog.model.ProrationModel.Unused;
import io.ratinggrid.rating.catalog.model.SpendModel;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The law of the month: documents and what is unbilled add up to the cumulative price, for random plans, changes, cuts and
 * orders. The price is added up here from the times of the subscriptions and the quantities used, and both engines must come to
 * it whether cycles are closed as soon as they may be or all at the end; and what documents say, less what is still to be paid of
 * them, is what was paid. {@code -Dratinggrid.months=N},
 * {@code -Dratinggrid.seed=N}.
 */
class MonthLawTest {
    private static final int CASES = Integer.getInteger("ratinggrid.months", 40);
    private static final long SEED = Long.getLong("ratinggrid.seed", System.nanoTime());
    private static final long DAY = 24 * 60 * 60 * 1000L;
    private static final int GRACE_DAYS = 20;
    private static final BigDecimal CLICK = new BigDecimal("0.333");
    private static final List<String> DISCOUNTS = List.of(
            "volume-discount: [{percent: 33.3}]",
            "volume-discount: [{up-to: 5.00, percent: 1}, {up-to: 10.00}, {percent: 50}]",
            "volume-discount: []");
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2025-01-01T00:00:00Z
            currency: EUR
            timezone: UTC
            grace: %d days
            payment-terms: 10 days
            services: {clicks: {unit: click}}
            tariffs: {t: {charges: {c: {service: clicks, line: Clicks, price: %s / click}}}}
            plans:
              base: {tariffs: [t], threshold: %s%s}
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldComeToTheCumulativePriceInAnyOrder() throws IOException {
        System.out.println("month law: seed=" + SEED + " cases=" + CASES);
        for (int i = 0; i < CASES; i++) {
            new Case(SEED + i, Files.createTempDirectory(directory, "case")).check();
        }
    }

    /** What one subscription was, from a time to a time. */
    private record Segment(PlanModel plan, long quantity, long from, long until, long countedFrom) {
        Segment endedAt(final long time) {
            return new Segment(plan, quantity, from, time, countedFrom);
        }
    }

    private static final class Case {
        private final long seed;
        private final Dice dice;
        private final List<CatalogModel> catalogs;
        private final ZoneId zone;
        private final int cycleRule;
        private final List<Command> commands = new ArrayList<>();
        private final List<Segment> segments = new ArrayList<>();
        private final List<Segment> paused = new ArrayList<>();
        private final Map<Long, Long> clicks = new TreeMap<>();
        /** Events that were not cancelled. */
        private final List<Command> used = new ArrayList<>();

        private final long begin;
        private long now;
        private int nextId;
        /** Paid and not paid out, on the engines that carry out the script. */
        private long paidCents;

        Case(final long seed, final Path directory) throws IOException {
            this.seed = seed;
            dice = new Dice(seed);
            Files.writeString(directory.resolve("catalog.yaml"), catalog());
            catalogs = BothEngines.load(directory);
            zone = ZoneId.of(dice.one(RandomCatalogs.TIME_ZONES));
            cycleRule = dice.one(
                    1,
                    15,
                    30,
                    31,
                    ReferenceCycle.rule(7, LocalDate.parse("2026-03-29")),
                    ReferenceCycle.rule(dice.between(1, 40), LocalDate.parse("2026-01-13")));
            begin = Instant.parse(dice.one("2026-01-20T10:00:00Z", "2026-03-25T10:00:00Z", "2026-10-20T10:00:00Z"))
                    .toEpochMilli();
            now = begin;
        }

        private String catalog() {
            final StringBuilder text = new StringBuilder(CATALOG.formatted(
                    GRACE_DAYS,
                    CLICK.toPlainString(),
                    dice.one("1000000.00", "5.00", "0.50"),
                    dice.chance(50)
                            ? ", spend: {minimum: %s, maximum: 30.00, line: Spend, %s}"
                                    .formatted(dice.one("0.00", "7.00"), dice.one(DISCOUNTS))
                            : ""));
            for (int i = 0; i < 4; i++) {
                text.append("  p%d: {fee: {amount: %s, line: %s, due: %s%s}, proration: %s}%n"
                        .formatted(
                                i,
                                dice.one("30.00", "50.00", "100.00", "0.07", "9.99"),
                                dice.one("Fee", "Fee " + i),
                                dice.one("advance", "advance", "arrears"),
                                dice.chance(40) ? discount() : "",
                                proration()));
            }
            return text.toString();
        }

        private String discount() {
            return ", discount: {percent: %s, amount: %s%s}"
                    .formatted(
                            dice.one("0", "50", "33.333", "100"),
                            dice.one("1.00", "0.05", "40.00"),
                            dice.chance(70) ? ", cycles: " + dice.between(1, 3) : "");
        }

        private String proration() {
            final String unused = dice.one("net", "net", "carry", "refund", "keep");
            final boolean bySecond = dice.chance(25);
            return "{by: %s, days: %s, unused: %s%s%s}"
                    .formatted(
                            bySecond ? "second" : "day",
                            dice.one("actual", "actual", "30"),
                            unused,
                            bySecond ? "" : ", change-day: " + dice.one("new", "old"),
                            unused.equals("refund") ? "" : ", bill: " + dice.one("now", "later"));
        }

        void check() {
            final BothEngines script = new BothEngines(catalogs);
            for (final Command command : opening()) {
                assertEquals(ResultCode.DONE, run(script, command));
            }
            for (int i = 0; i < 60; i++) {
                now += dice.between(1L, 3 * DAY) / 1000 * 1000;
                if (dice.chance(50)) {
                    use(script);
                } else if (dice.chance(20)) {
                    cancelEvent(script);
                } else if (dice.chance(20)) {
                    pay(script);
                } else {
                    subscription(script);
                }
            }
            final ReferenceCycle last = ReferenceCycle.at(now + 40 * DAY, zone, cycleRule);
            final Command end = command(CommandType.ADVANCE_TIME, last.from() + GRACE_DAYS * DAY);
            end.fromMs = end.atMs;
            run(script, end);
            final BigDecimal expected = price(last);
            assertEquals(expected, total(script), () -> "closed at the end, seed=" + seed);
            assertEquals(BigDecimal.valueOf(paidCents, 2), settled(script), () -> "paid, seed=" + seed);
            assertEquals(expected, total(closedEarly()), () -> "closed early, seed=" + seed);
        }

        private List<Command> opening() {
            final Command open = command(CommandType.OPEN_ACCOUNT, now);
            open.name = "a";
            open.text = "EUR";
            open.zone = zone.getId();
            open.cycleRule = cycleRule;
            final Command subscribe = command(CommandType.SUBSCRIBE, now);
            subscribe.name = "base";
            return List.of(open, subscribe);
        }

        private ResultCode run(final BothEngines engines, final Command command) {
            commands.add(Commands.sealed(command));
            return carryOut(engines, command);
        }

        private ResultCode carryOut(final BothEngines engines, final Command command) {
            final ResultCode code = engines.execute(command);
            if (code == ResultCode.DONE && command.type == CommandType.PAYMENT) {
                paidCents += command.amountUnscaled;
            } else if (code == ResultCode.DONE && command.type == CommandType.REFUND) {
                paidCents -= command.amountUnscaled;
            }
            return code;
        }

        private Command command(final CommandType type, final long at) {
            final Command command = Commands.of(type, "a", 0, at);
            Commands.identify(command, "test", Integer.toString(nextId++));
            return command;
        }

        /** An invoice, a payment, a refund, or an invoice that is made void. */
        private void pay(final BothEngines engines) {
            final Command command = command(
                    dice.one(
                            CommandType.INVOICE,
                            CommandType.PAYMENT,
                            CommandType.PAYMENT,
                            CommandType.REFUND,
                            CommandType.VOID_INVOICE),
                    now);
            if (command.type == CommandType.VOID_INVOICE) {
                command.quantity = dice.one(0, engines.figures("a").documents().size());
                command.quantity = Math.max(1, command.quantity - dice.between(0, 2));
            } else if (command.type != CommandType.INVOICE) {
                Commands.amount(command, dice.between(1L, 20_000L), 2);
                command.quantity = command.type == CommandType.PAYMENT && dice.chance(30) ? dice.between(1, 20) : 0;
            }
            run(engines, command);
        }

        /** Usage of the last days, cut at random and in any order. */
        private void use(final BothEngines engines) {
            for (int i = dice.between(1, 4); i > 0; i--) {
                final Command event = command(CommandType.USAGE, now);
                event.service = Symbol.of("clicks");
                event.startMs = Math.max(begin, now - dice.between(0L, 5 * DAY));
                event.quantity = dice.between(1, 20);
                assertEquals(ResultCode.DONE, run(engines, event));
                used.add(event);
                clicks.merge(ReferenceCycle.at(event.startMs, zone, cycleRule).from(), event.quantity, Long::sum);
            }
        }

        /** An event of this cycle or the one before, once; what was spent in older cycles is not looked at again. */
        private void cancelEvent(final BothEngines engines) {
            final long current = ReferenceCycle.at(now, zone, cycleRule).from();
            final long first = Math.max(
                    now - 30 * DAY,
                    ReferenceCycle.at(current - 1, zone, cycleRule).from());
            final List<Command> known =
                    used.stream().filter(event -> event.startMs >= first).toList();
            if (known.isEmpty()) {
                return;
            }
            final Command event = dice.one(known);
            used.remove(event);
            final Command cancel = command(CommandType.CANCEL_EVENT, now);
            cancel.name = new String(event.id(), StandardCharsets.UTF_8);
            cancel.text = "test";
            assertEquals(ResultCode.DONE, run(engines, cancel));
            final List<ReferenceTransfers.Sent> sent = engines.transfers().sent();
            assertEquals(ResultCode.DONE, run(engines, sent.get(sent.size() - 1).receive()));
            clicks.merge(ReferenceCycle.at(event.startMs, zone, cycleRule).from(), -event.quantity, Long::sum);
        }

        private void subscription(final BothEngines engines) {
            final Command command = command(
                    dice.one(
                            CommandType.SUBSCRIBE,
                            CommandType.CHANGE_PLAN,
                            CommandType.CHANGE_PLAN,
                            CommandType.CANCEL,
                            CommandType.PAUSE,
                            CommandType.RESUME),
                    now);
            command.name = dice.one("p0", "p1", "p2", "p3");
            command.quantity = dice.between(0L, 3L);
            command.text = command.type == CommandType.CHANGE_PLAN ? dice.one("p0", "p1", "p2", "p3", "") : "";
            command.atCycleEnd = command.type == CommandType.CHANGE_PLAN && dice.chance(20);
            final long time =
                    command.atCycleEnd ? ReferenceCycle.at(now, zone, cycleRule).to() : now;
            final Segment old = find(command.name, time);
            final Segment waiting = paused.stream()
                    .filter(segment -> segment.plan.name().equals(command.name))
                    .findFirst()
                    .orElse(null);
            if (run(engines, command) != ResultCode.DONE) {
                return;
            }
            final boolean takesEffect = old != null
                    && (command.type == CommandType.CHANGE_PLAN
                            || command.type == CommandType.CANCEL
                            || command.type == CommandType.PAUSE);
            if (takesEffect) {
                segments.set(segments.indexOf(old), old.endedAt(time));
            }
            if (command.type == CommandType.PAUSE) {
                paused.add(old);
            } else if (command.type == CommandType.RESUME || command.type == CommandType.CANCEL && old == null) {
                paused.remove(waiting);
            }
            final String plan = command.text.isEmpty() ? command.name : command.text;
            if (command.type == CommandType.SUBSCRIBE) {
                segments.add(new Segment(plan(plan), Math.max(1, command.quantity), time, Long.MAX_VALUE, time));
            } else if (command.type == CommandType.CHANGE_PLAN) {
                final long quantity = command.quantity == 0 ? old.quantity : command.quantity;
                final long counted = plan.equals(command.name) ? old.countedFrom : time;
                segments.add(new Segment(plan(plan), quantity, time, old.until, counted));
            } else if (command.type == CommandType.RESUME) {
                segments.add(new Segment(plan(plan), waiting.quantity, time, waiting.until, waiting.countedFrom));
            }
        }

        private PlanModel plan(final String name) {
            return catalogs.get(0).plans().stream()
                    .filter(plan -> plan.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private Segment find(final String plan, final long time) {
            return segments.stream()
                    .filter(segment -> segment.plan.name().equals(plan))
                    .filter(segment -> segment.from <= time && time < segment.until)
                    .findFirst()
                    .orElse(null);
        }

        /** The same commands with closings in between, each as early as it may be or some time later. */
        private BothEngines closedEarly() {
            final BothEngines engines = new BothEngines(catalogs);
            paidCents = 0;
            for (final Command command : commands) {
                if (dice.chance(60) && command.type != CommandType.OPEN_ACCOUNT) {
                    close(engines, command.atMs);
                }
                carryOut(engines, command);
            }
            assertEquals(BigDecimal.valueOf(paidCents, 2), settled(engines), () -> "paid, closed early, seed=" + seed);
            return engines;
        }

        /** The bill is as it was estimated just before, unless turning the cycle brought other documents. */
        private void close(final BothEngines engines, final long at) {
            final Fraction estimate = engines.estimate("a");
            final int before = engines.figures("a").documents().size();
            final ResultCode code = engines.execute(Commands.sealed(command(CommandType.CLOSE_CYCLE, at)));
            final List<AccountFigures.DocumentFigure> documents =
                    engines.figures("a").documents();
            final List<AccountFigures.DocumentFigure> issued = documents.subList(before, documents.size());
            if (code == ResultCode.DONE && issued.stream().allMatch(one -> one.kind() == DocumentKind.CYCLE)) {
                final Fraction billed = issued.stream()
                        .map(AccountFigures.DocumentFigure::total)
                        .reduce(Fraction.ZERO, Fraction::plus);
                assertEquals(billed, estimate, () -> "estimate, seed=" + seed);
            }
        }

        private static BigDecimal total(final BothEngines engines) {
            final AccountFigures figures = engines.figures("a");
            return money(figures.billed().plus(figures.unbilled()).exactLong());
        }

        /** Documents less what is still to be paid of them and what is paid ahead: all that was paid and not paid out. */
        private static BigDecimal settled(final BothEngines engines) {
            final AccountFigures figures = engines.figures("a");
            final Fraction open = figures.invoices().values().stream()
                    .map(AccountFigures.InvoiceFigure::open)
                    .reduce(Fraction.ZERO, Fraction::plus);
            return money(figures.billed().minus(open).plus(figures.paidAhead()).exactLong());
        }

        private static BigDecimal money(final long scaled) {
            return Money.of("EUR").decimal(scaled).setScale(2);
        }

        // the price

        /** Of everything up to the last cycle, whose fees in advance are charged and whose others are not. */
        private BigDecimal price(final ReferenceCycle last) {
            BigDecimal price = BigDecimal.ZERO;
            ReferenceCycle cycle = ReferenceCycle.at(begin, zone, cycleRule);
            while (cycle.from() <= last.from()) {
                final boolean isLast = cycle.from() == last.from();
                price = price.add(spent(clicks.getOrDefault(cycle.from(), 0L), isLast));
                for (final Segment segment : segments) {
                    price = price.add(price(segment, cycle, isLast));
                }
                cycle = cycle.next(zone, cycleRule);
            }
            return price.setScale(2);
        }

        /** What clicks cost, with the minimum, maximum and volume discount of cycles that are closed. */
        private BigDecimal spent(final long quantity, final boolean isOpen) {
            final BigDecimal spent =
                    CLICK.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
            final Optional<SpendModel> spend = plan("base").spend();
            if (isOpen || spend.isEmpty()) {
                return spent;
            }
            BigDecimal charged = spent;
            BigDecimal below = BigDecimal.ZERO;
            for (final SpendModel.SpendTier tier : spend.get().discount()) {
                final BigDecimal bound = tier.upTo().orElse(spent).min(spent).max(below);
                charged = charged.subtract(
                        bound.subtract(below).multiply(tier.percent().movePointLeft(2)));
                below = bound;
            }
            return charged.min(spend.get().maximum().orElseThrow())
                    .max(spend.get().minimum().orElseThrow())
                    .setScale(2, RoundingMode.HALF_UP);
        }

        private BigDecimal price(final Segment segment, final ReferenceCycle cycle, final boolean isLast) {
            if (segment.from >= cycle.to() || segment.until <= cycle.from() || segment.from == segment.until) {
                return BigDecimal.ZERO;
            }
            if (!segment.plan.inAdvance()) {
                return isLast ? BigDecimal.ZERO : part(segment, cycle, segment.from, segment.until);
            }
            final BigDecimal paid = part(segment, cycle, segment.from, Long.MAX_VALUE);
            final ProrationModel proration = segment.plan.proration().orElseThrow();
            return proration.unused() == Unused.KEEP || segment.until >= cycle.to()
                    ? paid
                    : paid.subtract(part(segment, cycle, segment.until, Long.MAX_VALUE));
        }

        private BigDecimal part(final Segment segment, final ReferenceCycle cycle, final long from, final long until) {
            final ProrationModel model = segment.plan.proration().orElseThrow();
            final long first =
                    from <= cycle.from() ? position(cycle.from(), model, false) : position(from, model, true);
            final long next = until >= cycle.to() ? position(cycle.to(), model, false) : position(until, model, true);
            final long whole = position(cycle.to(), model, false) - position(cycle.from(), model, false);
            final long unit = model.bySecond() ? 86_400 : 1;
            final long per = model.days() == 0 ? whole : model.days() * unit;
            final long used = next - first >= whole ? per : Math.max(0, Math.min(per, next - first));
            return fee(segment, cycle)
                    .multiply(BigDecimal.valueOf(segment.quantity * used))
                    .divide(BigDecimal.valueOf(per), 2, RoundingMode.HALF_UP);
        }

        /** For a whole cycle, of one. */
        private BigDecimal fee(final Segment segment, final ReferenceCycle cycle) {
            if (segment.plan.discount().isEmpty()) {
                return segment.plan.fee();
            }
            final FeeDiscountModel discount = segment.plan.discount().get();
            int number = 1;
            ReferenceCycle first = ReferenceCycle.at(segment.countedFrom, zone, cycleRule);
            while (first.from() < cycle.from()) {
                first = first.next(zone, cycleRule);
                number++;
            }
            final BigDecimal kept = BigDecimal.ONE.subtract(discount.percent().movePointLeft(2));
            return discount.cycles() > 0 && number > discount.cycles()
                    ? segment.plan.fee()
                    : segment.plan
                            .fee()
                            .multiply(kept)
                            .subtract(discount.amount())
                            .max(BigDecimal.ZERO);
        }

        /** A second, or a day; that of a change may belong to what was there. */
        private long position(final long time, final ProrationModel model, final boolean isChange) {
            if (model.bySecond()) {
                return time / 1000;
            }
            final LocalDate date = Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
            return date.toEpochDay() + (isChange && model.changeDayIsOld() ? 1 : 0);
        }
    }
}
