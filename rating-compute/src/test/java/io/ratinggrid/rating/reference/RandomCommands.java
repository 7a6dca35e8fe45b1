package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.GrantAmount;
import io.ratinggrid.rating.command.Payer;

/**
 * Random commands for one account and its subscribers. It looks at the figures so far, so that usage often ends exactly where
 * a tier, a bucket, a session's block, a band or a cycle does.
 */
final class RandomCommands {
    private static final long MINUTE = 60_000;
    private static final List<String> IDENTITIES = List.of("msisdn:1", "msisdn:2", "imsi:1");
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final String account;
    private final List<String> others;
    private final RandomDeliveries deliveries;
    private final RandomSessions sessions;
    private final Dice dice;
    private final List<CatalogModel> catalogs;
    private final ReferenceEngine engine;
    private final List<Command> earlier = new ArrayList<>();
    private final ZoneId zone;
    private final int cycleRule;
    private long now;
    private long lastStart;
    private int subscribers;
    private int nextId;

    RandomCommands(
            final String account,
            final List<String> others,
            final Dice dice,
            final List<CatalogModel> catalogs,
            final ReferenceEngine engine,
            final Instant begin) {
        this.account = account;
        this.others = others;
        deliveries = new RandomDeliveries(dice, engine);
        this.dice = dice;
        sessions = new RandomSessions(dice);
        this.catalogs = catalogs;
        this.engine = engine;
        now = begin.toEpochMilli();
        lastStart = now;
        zone = ZoneId.of(dice.one(RandomCatalogs.TIME_ZONES));
        cycleRule = dice.one(
                1,
                1,
                1,
                15,
                28,
                31,
                ReferenceCycle.rule(7, LocalDate.parse("2026-03-29")),
                ReferenceCycle.rule(dice.between(1, 60), LocalDate.parse("2026-01-13")));
    }

    /** The first commands: an account with subscribers and a plan. */
    List<Command> opening() {
        final List<Command> opening = new ArrayList<>();
        final Command open = next(CommandType.OPEN_ACCOUNT);
        open.name = account;
        open.text = catalogs.get(0).currency();
        open.zone = zone.getId();
        open.cycleRule = cycleRule;
        if (dice.chance(40)) {
            Commands.amount(open, dice.one(0, 1, 5, 20, 100, 1_000_000), dice.between(0, 1));
        }
        opening.add(sealed(open));
        for (int i = dice.between(1, 4); i > 0; i--) {
            opening.add(addSubscriber());
        }
        if (dice.chance(15)) {
            opening.add(topUp());
        }
        for (int i = 0; i <= subscribers; i++) {
            if (dice.chance(70)) {
                opening.add(subscribe(i));
            }
        }
        return opening;
    }

    /** Time of the last command, in milliseconds. */
    long now() {
        return now;
    }

    /** One more command, some time later. */
    Command next() {
        pass();
        final int roll = dice.between(0, 99);
        if (roll < 44) {
            return usage();
        } else if (roll < 60) {
            return sealed(sessions.next(subscribers, now, next(CommandType.RESERVE), this::quantity));
        } else if (roll < 66) {
            return cancelEvent(dice.one(
                    CommandType.CANCEL_EVENT,
                    CommandType.CANCEL_EVENT,
                    CommandType.REPLACE_EVENT,
                    CommandType.MOVE_EVENT,
                    CommandType.MOVE_EVENT));
        } else if (roll < 70) {
            return topUp();
        } else if (roll < 74) {
            return adjust();
        } else if (roll < 75) {
            return subscribe(dice.between(0, subscribers));
        } else if (roll < 78) {
            return change(dice.between(0, subscribers));
        } else if (roll < 81) {
            return again();
        } else if (roll < 85) {
            return sealed(next(CommandType.CLOSE_CYCLE));
        } else if (roll < 86) {
            final Command advance = next(CommandType.ADVANCE_TIME);
            advance.fromMs = seconds(now - dice.between(0, 3) * DAY);
            return sealed(advance);
        } else if (roll < 87) {
            return dice.chance(30) ? addSubscriber() : money();
        } else if (roll < 90) {
            return transfer();
        } else if (roll < 91) {
            return dice.chance(50) ? move() : cancelEvent(CommandType.CANCEL_EVENT);
        } else if (roll < 98) {
            return deliveries.next().orElseGet(this::transfer);
        }
        return odd();
    }

    private void pass() {
        switch (dice.between(0, 19)) {
            case 0 -> now += dice.between(1L, 12L) * DAY / 2;
            case 1, 2 -> now += dice.between(1L, 30L) * HOUR;
            case 3 -> now = Math.max(now, cycleEnd() + dice.one(-1L, 0L, 1L, 1_000L, HOUR));
            default -> now += dice.between(0L, 40L) * MINUTE / 2;
        }
    }

    private long cycleEnd() {
        return ReferenceCycle.at(now, zone, cycleRule).to();
    }

    private Command next(final CommandType type) {
        final Command command = Commands.of(type, account, 0, now);
        if (dice.chance(90)) {
            Commands.identify(command, dice.one("switch", "switch", "web"), Integer.toString(nextId++));
        }
        return command;
    }

    private Command sealed(final Command command) {
        earlier.add(command);
        return Commands.sealed(command);
    }

    // usage

    private Command usage() {
        return sealed(usage(next(CommandType.USAGE)));
    }

    private Command usage(final Command event) {
        final String service = dice.one(RandomCatalogs.SERVICES);
        event.subscriber = dice.between(dice.chance(10) ? 0 : 1, subscribers);
        event.service = Symbol.of(service);
        event.startMs = start();
        event.quantity = quantity(service, event);
        Commands.number(event, dice.one("", "447700900123", "4412", "331234567", "12025550123", "99", "9", "4"));
        if (dice.chance(35)) {
            event.session = dice.between(1L, 4L) * 7 + event.service % 5;
            event.sessionEnds = dice.chance(15);
        }
        if (dice.chance(40)) {
            event.untilMs = event.startMs + dice.one(0L, 1L, 7L, 60_000L, 100_000L, HOUR, 3 * DAY, 70 * DAY);
        }
        event.online = dice.chance(20);
        if (dice.chance(60)) {
            Commands.identity(event, dice.one(IDENTITIES));
        }
        addAttributes(event);
        if (dice.chance(service.equals("clicks") ? 80 : 40)) {
            Commands.amount(event, dice.between(0L, 20_000L), dice.chance(97) ? dice.between(0, 2) : 9);
        }
        lastStart = event.startMs;
        return event;
    }

    private void addAttributes(final Command event) {
        if (dice.chance(40)) {
            Commands.attribute(event, "roaming", dice.one("yes", "no"));
        }
        if (dice.chance(60)) {
            Commands.attribute(event, "user", dice.one(RandomCatalogs.USERS));
        }
        if (dice.chance(10)) {
            Commands.attribute(event, "zone", dice.chance(80) ? dice.one(RandomCatalogs.ZONES) : "nowhere");
        }
    }

    private long start() {
        return switch (dice.between(0, 19)) {
            case 0 -> now - dice.between(1L, 20L) * DAY;
            case 1 -> now - dice.between(30L, 45L) * DAY;
            case 2 -> nearBand(now);
            case 3 -> nearBand(now) - dice.one(1L, 500L, 1_000L, 30_000L, 60_000L);
            case 4 -> cycleEnd() + dice.one(-60_000L, -1L, 0L, 1L);
            case 5 -> ReferenceCycle.at(now, zone, cycleRule).from() + dice.one(-60_000L, -1L, 0L, 1L);
            case 6 -> dice.chance(50) ? lastStart : nearVersion();
            case 7 -> lastStart + MINUTE;
            case 8 -> now + dice.between(0L, HOUR);
            default -> now - dice.between(0L, 2 * HOUR);
        };
    }

    /** Just before the last version of the catalog, or at it, if that is near. */
    private long nearVersion() {
        final long effective = catalogs.get(catalogs.size() - 1).effective().toEpochMilli();
        return Math.abs(effective - now) < 5 * DAY ? effective - dice.one(0L, 1L, 3_000L, 60_000L) : lastStart;
    }

    /** The next full hour or minute before one, where bands begin. */
    private long nearBand(final long time) {
        return Math.floorDiv(time, HOUR) * HOUR + dice.one(0L, 30 * MINUTE, -MINUTE, MINUTE);
    }

    /** Base units of a service, often as many as end somewhere. */
    private long quantity(final String service) {
        return Math.max(1, quantity(service, new Command()));
    }

    private long quantity(final String service, final Command event) {
        final long grain = RandomCatalogs.grain(service);
        return switch (dice.between(0, 19)) {
            case 0 -> 0;
            case 1, 2, 3 -> toTierBound(service, event).orElse(grain);
            case 4, 5, 6 -> toBucketEnd(service).orElse(60 * grain);
            case 7 -> 60 * grain;
            case 8 -> dice.between(1L, 10 * grain);
            case 9 -> dice.between(1L, 30L) * 60 * grain;
            case 10 -> service.equals("voice") && dice.chance(30) ? dice.between(1L, 40L) * DAY : grain;
            default -> dice.between(1L, 130L) * grain;
        };
    }

    private Optional<AccountFigures> figures() {
        return engine.figures(account);
    }

    /** What is missing to a tier's bound from where an accumulator stands, or a unit beyond. */
    private Optional<Long> toTierBound(final String service, final Command event) {
        final List<ChargeModel> charges = catalogs.get(0).tariffs().stream()
                .flatMap(tariff -> tariff.charges().stream())
                .filter(charge -> charge.service().equals(service))
                .toList();
        final List<BigDecimal> bounds = charges.stream()
                .flatMap(charge -> charge.pricing().values().stream())
                .filter(Tiers.class::isInstance)
                .flatMap(pricing -> ((Tiers) pricing).tiers().stream())
                .flatMap(tier -> tier.upTo().stream())
                .toList();
        if (bounds.isEmpty()) {
            return Optional.empty();
        }
        final List<Fraction> positions = new ArrayList<>(List.of(Fraction.ZERO));
        figures().ifPresent(figures -> positions.addAll(figures.accumulators().values()));
        final Fraction missing = Fraction.of(dice.one(bounds)).minus(dice.one(positions));
        return near(missing, dice.one(0L, 0L, 1L, RandomCatalogs.grain(service)));
    }

    private Optional<Long> toBucketEnd(final String service) {
        final List<AccountFigures.BucketFigure> buckets =
                figures().map(AccountFigures::buckets).orElse(List.of());
        if (buckets.isEmpty()) {
            return Optional.empty();
        }
        final AccountFigures.BucketFigure bucket = dice.one(buckets);
        final BigDecimal rate = catalogs.get(0).buckets().stream()
                .filter(type -> type.name().equals(bucket.type()))
                .map(type -> type.drawdown().getOrDefault(service, BigDecimal.ONE))
                .findFirst()
                .orElse(BigDecimal.ONE);
        return near(
                bucket.remaining().over(Fraction.of(rate)).floor(),
                dice.one(0L, 0L, 1L, RandomCatalogs.grain(service)));
    }

    private static Optional<Long> near(final Fraction wanted, final long beyond) {
        final boolean sensible = wanted.signum() > 0 && wanted.isBelow(Fraction.of(5_000_000));
        return sensible ? Optional.of(wanted.floor().exactLong() + beyond) : Optional.empty();
    }

    // other commands

    private Command addSubscriber() {
        final Command add = next(CommandType.ADD_SUBSCRIBER);
        final boolean known = subscribers > 0 && dice.chance(10);
        if (!known) {
            subscribers++;
        }
        add.name = "subscriber-" + (known ? dice.between(1, subscribers) : subscribers);
        return sealed(add);
    }

    private Command subscribe(final int subscriber) {
        final Command subscribe = next(CommandType.SUBSCRIBE);
        subscribe.subscriber = subscriber;
        subscribe.name = dice.chance(97) ? dice.one(RandomCatalogs.PLANS) : "no-plan";
        subscribe.fromMs = validFrom();
        subscribe.quantity = dice.one(0L, 0L, 0L, 1L, 3L, 7L, -1L, 1_000_001L);
        subscribe.untilMs = dice.chance(80) ? 0 : seconds(now + dice.between(-5L, 60L) * DAY);
        grantAmounts(subscribe, subscribe.name);
        return sealed(subscribe);
    }

    /** Now and then, mostly of buckets that the plan grants. */
    private void grantAmounts(final Command command, final String plan) {
        if (dice.chance(70)) {
            return;
        }
        final List<String> granted = dice.one(catalogs.toArray(CatalogModel[]::new)).plans().stream()
                .filter(model -> model.name().equals(plan))
                .flatMap(model -> model.grants().stream())
                .map(PlanModel.GrantModel::bucket)
                .distinct()
                .collect(Collectors.toCollection(ArrayList::new));
        if (dice.chance(5)) {
            granted.add(dice.one(RandomCatalogs.BUCKETS));
        }
        command.grantAmounts = granted.stream()
                .map(bucket -> new GrantAmount(
                        bucket,
                        dice.chance(4) ? dice.one(0L, -5L) : dice.one(1L, 70L, 2_000L, 90_000L),
                        isMoney(bucket) ? dice.between(0, 2) : 0))
                .toList();
    }

    /** A change of a subscription, mostly of one that there is. */
    private Command change(final int subscriber) {
        final Command change = next(dice.one(
                CommandType.CHANGE_PLAN,
                CommandType.CHANGE_PLAN,
                CommandType.CHANGE_PLAN,
                CommandType.CANCEL,
                CommandType.PAUSE,
                CommandType.RESUME));
        change.subscriber = subscriber;
        change.name = dice.chance(97) ? dice.one(RandomCatalogs.PLANS) : "no-plan";
        if (change.type == CommandType.CHANGE_PLAN) {
            change.text = dice.one("", "no-plan", "plan-a", "plan-b", "plan-c");
            change.quantity = dice.one(0L, 0L, 1L, 2L, 5L, 1_000_000L);
            if (!change.text.isEmpty() || dice.chance(10)) {
                grantAmounts(change, change.text);
            }
        }
        change.atCycleEnd = dice.chance(15);
        if (dice.chance(40)) {
            change.fromMs = dice.one(
                    now - dice.between(0L, 20L) * DAY,
                    now + dice.between(0L, 10L) * DAY,
                    cycleEnd(),
                    cycleEnd() - 1,
                    ReferenceCycle.at(now, zone, cycleRule).from());
        }
        return sealed(change);
    }

    /** Mostly of one of the last events. */
    private Command cancelEvent(final CommandType type) {
        final Command cancel = next(type);
        if (type == CommandType.REPLACE_EVENT) {
            usage(cancel);
        } else if (type == CommandType.MOVE_EVENT) {
            cancel.payer = dice.chance(3) ? Payer.ANY : dice.one(Payer.UNBILLED, Payer.PREPAID);
        }
        final List<Command> known = earlier.stream()
                .filter(command -> command.idLength > 0)
                .filter(command -> type != CommandType.MOVE_EVENT || isEvent(command))
                .toList();
        if (known.isEmpty() || dice.chance(3)) {
            cancel.name = dice.one("", "none");
            return sealed(cancel);
        }
        final int first = dice.chance(70) ? Math.max(0, known.size() - 6) : 0;
        final Command event = known.get(dice.between(first, known.size() - 1));
        cancel.name = new String(event.id(), StandardCharsets.UTF_8);
        cancel.text = event.origin == Symbol.of("web") ? "web" : dice.chance(97) ? "switch" : "";
        if (type != CommandType.REPLACE_EVENT && dice.chance(20)) {
            cancel.fromMs = event.type == CommandType.USAGE ? event.startMs : event.atMs;
        }
        return sealed(cancel);
    }

    /** Usage, or what may have become one. */
    private static boolean isEvent(final Command command) {
        return command.type == CommandType.USAGE || command.type.ratesAgain();
    }

    private Command topUp() {
        final Command topUp = next(CommandType.TOP_UP);
        topUp.subscriber = dice.between(0, subscribers);
        topUp.name = dice.chance(97) ? dice.one(RandomCatalogs.BUCKETS) : "no-bucket";
        topUp.quantity = dice.one(0L, 1L, 10L, 100L, 5_000L, 61_440L, 100_000L);
        if (isMoney(topUp.name) || dice.chance(30)) {
            Commands.amount(topUp, dice.one(0, 1, 333, 1_000, 50_000, -5), dice.between(0, 2));
            topUp.text = dice.chance(95) ? dice.one("Top-up", "Usage") : "";
        }
        topUp.fromMs = validFrom();
        topUp.untilMs = dice.chance(75) ? 0 : seconds(now + dice.between(-1L, 50L) * DAY);
        return sealed(topUp);
    }

    private Command adjust() {
        final Command adjust = next(CommandType.ADJUST);
        adjust.subscriber = dice.between(0, subscribers);
        if (dice.chance(30)) {
            adjust.name = dice.one("Usage", "Goodwill", "voice");
            adjust.text = "line";
            if (dice.chance(95)) {
                Commands.amount(adjust, dice.one(-1_000, -1, 0, 5, 20_000), dice.between(0, 2));
            }
            return sealed(adjust);
        }
        adjust.name = dice.chance(97) ? dice.one(RandomCatalogs.BUCKETS) : "no-bucket";
        adjust.text = "goodwill";
        if (isMoney(adjust.name)) {
            Commands.amount(adjust, dice.one(-1_000, -100, -1, 0, 5, 2_000), dice.between(0, 2));
        } else {
            adjust.quantity = dice.one(-5_000L, -50L, -1L, 0L, 1L, 100L, 60_000L);
        }
        adjust.untilMs = dice.chance(85) ? 0 : seconds(now + dice.between(-1L, 50L) * DAY);
        return sealed(adjust);
    }

    /** An invoice, a payment for any or a certain one, or a refund. */
    private Command money() {
        if (dice.chance(25)) {
            return creditNote();
        }
        if (dice.chance(15)) {
            final Command makeVoid = next(CommandType.VOID_INVOICE);
            makeVoid.quantity = document();
            return sealed(makeVoid);
        }
        final Command money =
                next(dice.one(CommandType.INVOICE, CommandType.PAYMENT, CommandType.PAYMENT, CommandType.REFUND));
        if (money.type != CommandType.INVOICE) {
            money.name = dice.one("", "a bank");
            Commands.amount(money, dice.one(0, 1, 500, 2_000, 100_000, -5), dice.chance(95) ? 2 : 3);
            money.quantity = dice.chance(70) ? 0 : dice.between(-1, 12);
        }
        return sealed(money);
    }

    private Command creditNote() {
        final Command note = next(CommandType.CREDIT_NOTE);
        note.quantity = document();
        if (dice.chance(60)) {
            note.name = dice.one("Usage", "Goodwill", "voice", "");
            Commands.amount(note, dice.one(0, 1, 1, 100, 500, 2_000, -5), dice.chance(95) ? 2 : 3);
        }
        return sealed(note);
    }

    /** The number of one of the latest documents, mostly. */
    private long document() {
        final int documents =
                figures().map(figures -> figures.documents().size()).orElse(0);
        return dice.chance(90) ? dice.between(Math.max(0, documents - 3), documents) : dice.between(-1, 3);
    }

    private Command transfer() {
        final Command transfer = next(CommandType.TRANSFER);
        transfer.subscriber = dice.between(0, subscribers);
        transfer.name = dice.chance(97) ? held(transfer.subscriber) : "no-bucket";
        transfer.text = dice.chance(97) ? dice.one(others) : "";
        transfer.zone = dice.chance(50) ? "" : "subscriber-" + dice.between(1, 4);
        if (isMoney(transfer.name)) {
            Commands.amount(transfer, dice.one(1, 5, 100, 2_000, 50_000, 0, -1), dice.between(0, 2));
        } else {
            transfer.quantity = dice.one(1L, 1L, 7L, 100L, 5_000L, 60_000L, 0L, -1L);
        }
        transfer.untilMs = dice.chance(85) ? 0 : seconds(now + dice.between(-1L, 50L) * DAY);
        return sealed(transfer);
    }

    private Command move() {
        final Command move = next(CommandType.MOVE_IDENTITY);
        move.subscriber = dice.between(0, subscribers);
        move.name = dice.chance(98) ? dice.one(IDENTITIES) : "";
        move.text = dice.chance(98) ? dice.one(others) : "";
        move.zone = dice.chance(50) ? "" : "subscriber-" + dice.between(1, 4);
        move.fromMs = now + dice.one(0L, HOUR, 3 * HOUR, -3 * HOUR, -3 * DAY);
        return sealed(move);
    }

    /** A type of bucket that a holder has, mostly. */
    private String held(final int subscriber) {
        final List<String> held = figures().map(AccountFigures::buckets).orElse(List.of()).stream()
                .filter(bucket -> bucket.owner() == subscriber || bucket.owner() == 0)
                .map(AccountFigures.BucketFigure::type)
                .toList();
        return held.isEmpty() || dice.chance(10) ? dice.one(RandomCatalogs.BUCKETS) : dice.one(held);
    }

    private static boolean isMoney(final String bucket) {
        return bucket.equals("purse") || bucket.equals("safe");
    }

    private long validFrom() {
        return switch (dice.between(0, 9)) {
            case 0 -> seconds(now - dice.between(0L, 40L) * DAY);
            case 1 -> seconds(now + dice.between(0L, 40L) * DAY);
            case 2 -> cycleEnd();
            case 3 -> ReferenceCycle.at(now, zone, cycleRule).from();
            default -> 0;
        };
    }

    /** An earlier command once more, sometimes with other content. */
    private Command again() {
        final Command again = Commands.copy(dice.one(earlier));
        again.atMs = dice.chance(80) ? now : again.atMs;
        if (dice.chance(30)) {
            again.quantity++;
            again.requestNumber++;
        }
        return Commands.sealed(again);
    }

    /** What should be refused. */
    private Command odd() {
        final Command odd = next(dice.one(CommandType.OPEN_ACCOUNT, CommandType.USAGE));
        if (odd.type == CommandType.OPEN_ACCOUNT) {
            odd.name = account;
            odd.text = catalogs.get(0).currency();
            odd.zone = zone.getId();
            odd.cycleRule = 1;
        } else if (odd.type == CommandType.USAGE) {
            odd.account += dice.between(0, 1);
            odd.subscriber = subscribers + dice.between(0, 1);
            odd.service = Symbol.of("no-service");
            odd.startMs = now - dice.one(0L, 400 * DAY);
            odd.quantity = 1;
        }
        return Commands.sealed(odd);
    }

    private static long seconds(final long time) {
        return Math.floorDiv(time, 1_000L) * 1_000;
    }

    /** Where cases begin: around the changes of clocks of two years, or anywhere in between. */
    static Instant begin(final Dice dice) {
        final Instant change = Instant.parse(dice.one(
                "2026-03-28T18:00:00Z",
                "2026-10-24T20:00:00Z",
                "2026-03-07T12:00:00Z",
                "2026-10-31T12:00:00Z",
                "2026-04-04T10:00:00Z",
                "2024-02-28T10:00:00Z",
                "2026-01-30T10:00:00Z"));
        return dice.chance(60) ? change : change.plus(Duration.ofHours(dice.between(0, 4_000)));
    }
}
