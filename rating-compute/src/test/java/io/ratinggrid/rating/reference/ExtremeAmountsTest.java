package io.ratinggrid.rating.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random commands with amounts and quantities about the ends of their range: the engine refuses with the reference, which
 * knows no range of its own inside, and both have changed nothing. {@code -Dratinggrid.rounds=N}, {@code -Dratinggrid.seed=N}.
 */
class ExtremeAmountsTest {
    private static final int ROUNDS = Integer.getInteger("ratinggrid.rounds", 400);
    private static final long SEED = Long.getLong("ratinggrid.seed", System.nanoTime());
    private static final long START_MS = 1_780_394_400_000L; // 2026-06-02T10:00:00Z
    private static final long DAY_MS = 86_400_000L;
    private static final int COMMANDS = 25;
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: %s
            timezone: Europe/London
            services: {a: {unit: thing}, b: {unit: thing}, c: {unit: thing}, d: {unit: thing}, e: {unit: thing}}
            buckets:
              stock: {unit: thing, services: {b: 1}, validity: forever}
              purse: {money: true, services: [a, e], validity: forever}
            tariffs:
              t:
                charges:
                  a: {service: a, line: A, price: 1000000 / thing}
                  b: {service: b, line: B, accumulator: bs, graduated: [{up-to: 10 things, price: 1 / thing}, {price: 3 / thing, flat: 7}]}
                  c: {service: c, line: C, accumulator: cs, package: {size: 3 things, price: 250000000000}}
                  d: {service: d, line: A, price: 0.01 / thing, discount: {percent: 50}, minimum: 1, connect-fee: 900000000000}
                  e: {service: e, line: E, price: 1000 / thing, overage: charge-now}
            plans:
              p: {tariffs: [t], fee: {amount: 990000000000, line: Fees, due: advance}, threshold: {amount: 800000000000, recurring: %s}}
              q: {fee: {amount: 990000000000, line: Fees, due: arrears}}
            """;

    @TempDir
    private Path directory;

    private final Dice dice = new Dice(SEED);
    private int nextId;

    @Test
    void shouldRefuseWhatDoesNotFit() throws IOException {
        System.out.println("extremes: seed=" + SEED + " rounds=" + ROUNDS);
        for (int round = 0; round < ROUNDS; round++) {
            final Path catalog = Files.createTempDirectory(directory, "extremes");
            Files.writeString(
                    catalog.resolve("catalog.yaml"),
                    CATALOG.formatted(dice.one("EUR", "IDR", "JPY"), dice.one("true", "false")));
            final List<CatalogModel> catalogs = BothEngines.load(catalog);
            final BothEngines engines = new BothEngines(catalogs);
            new RuleRequest(catalogs).opening().forEach(engines::execute);
            long now = START_MS;
            for (int i = 0; i < COMMANDS; i++) {
                now += dice.chance(10) ? 20 * DAY_MS : 1_000;
                check(engines, Commands.sealed(command(now)));
            }
        }
    }

    private static void check(final BothEngines engines, final Command command) {
        engines.execute(command);
        try {
            engines.figures("a");
        } catch (final AssertionError differs) {
            throw new AssertionError("seed=" + SEED + " after " + Commands.text(command), differs);
        }
    }

    private Command command(final long now) {
        final int roll = dice.between(0, 99);
        if (roll < 55) {
            final Command event = next(CommandType.USAGE, now);
            event.startMs = now;
            event.service = Symbol.of(dice.one("a", "b", "c", "d", "e"));
            event.quantity = quantity();
            event.session = dice.chance(25) ? dice.between(1L, 2L) : 0;
            return event;
        } else if (roll < 70) {
            final Command adjust = next(CommandType.ADJUST, now);
            adjust.subscriber = 0;
            adjust.text = "line";
            adjust.name = dice.one("A", "B", "Fees", "Other");
            amount(adjust, dice.chance(50));
            return adjust;
        } else if (roll < 85) {
            final Command topUp = next(CommandType.TOP_UP, now);
            topUp.name = dice.one("stock", "purse");
            topUp.quantity = quantity();
            topUp.text = "Shop";
            amount(topUp, false);
            return topUp;
        } else if (roll < 92) {
            final Command subscribe = next(CommandType.SUBSCRIBE, now);
            subscribe.subscriber = dice.between(0, 3);
            subscribe.name = dice.one("p", "q");
            return subscribe;
        }
        return next(CommandType.CLOSE_CYCLE, now);
    }

    private Command next(final CommandType type, final long now) {
        final Command command = Commands.of(type, "a", type == CommandType.CLOSE_CYCLE ? 0 : dice.between(1, 3), now);
        Commands.identify(command, "extremes", Integer.toString(nextId++));
        return command;
    }

    private long quantity() {
        return switch (dice.between(0, 5)) {
            case 0 -> Long.MAX_VALUE - dice.between(0, 3);
            case 1 -> 1L << dice.between(30, 62);
            case 2 -> 9_223_372L + dice.between(-2, 2);
            case 3 -> 9_223_372_036_854L / dice.between(1, 4);
            default -> dice.between(1L, 20L);
        };
    }

    private void amount(final Command command, final boolean negative) {
        final long amount =
                switch (dice.between(0, 4)) {
                    case 0 -> Long.MAX_VALUE - dice.between(0, 3);
                    case 1 -> 9_000_000_000_000_000_000L;
                    case 2 -> 4_611_686_018_427_387_904L;
                    default -> dice.between(1L, 1_000_000_000_000L);
                };
        Commands.amount(command, negative ? -amount : amount, dice.one(4, 4, 6, 7));
    }
}
