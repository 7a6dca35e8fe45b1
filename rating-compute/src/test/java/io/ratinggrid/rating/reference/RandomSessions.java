package io.ratinggrid.rating.reference;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.SessionGroup;

/** Random commands about a few sessions, which reserve, report more or less than they were granted, and fall silent. */
final class RandomSessions {
    private static final long HOUR = 3_600_000;

    private final Dice dice;
    /** Service of each rating group of a session. */
    private final Map<Long, String> services = new HashMap<>();

    RandomSessions(final Dice dice) {
        this.dice = dice;
    }

    /** Fills in a command that has its account, time and id. */
    Command next(
            final int subscribers, final long now, final Command command, final ToLongFunction<String> quantities) {
        command.type = dice.one(
                CommandType.RESERVE, CommandType.RESERVE, CommandType.RESERVE, CommandType.COMMIT, CommandType.RELEASE);
        command.subscriber = dice.between(dice.chance(10) ? 0 : 1, subscribers);
        command.session = dice.chance(99) ? dice.between(1L, 5L) : 0;
        command.name = Long.toString(command.session);
        command.requestNumber = dice.between(0, 9);
        command.validitySeconds = dice.one(0L, 1L, 60L, 600L, 1_800L, 90_000L, 604_800L, dice.chance(5) ? -1 : 30L);
        command.startMs = dice.chance(80) ? 0 : now + dice.one(-HOUR, -1L, 0L, 1_000L, -30 * 24 * HOUR);
        command.sessionEnds = dice.chance(command.type == CommandType.COMMIT ? 50 : 5);
        if (command.type != CommandType.RELEASE || dice.chance(30)) {
            for (int i = dice.one(0, 1, 1, 1, 2, 3); i > 0; i--) {
                fill(command, command.addGroup(), quantities);
            }
        }
        return command;
    }

    private void fill(final Command command, final SessionGroup group, final ToLongFunction<String> quantities) {
        group.group = dice.one(0, 0, 1, 2);
        final String service = services.computeIfAbsent(
                command.session * 8 + group.group, unused -> dice.one(RandomCatalogs.SERVICES));
        group.service = Symbol.of(dice.chance(97) ? service : "no-service");
        if (command.type == CommandType.RESERVE ? dice.chance(60) : command.type == CommandType.COMMIT) {
            group.hasUsed = true;
            group.used = dice.chance(90) ? quantities.applyAsLong(service) : 0;
        }
        if (command.type == CommandType.RESERVE && dice.chance(group.hasUsed ? 90 : 98)) {
            group.hasRequest = true;
            group.requested = dice.chance(98) ? quantities.applyAsLong(service) : 0;
        }
        if (dice.chance(50)) {
            final Command number = new Command();
            Commands.number(number, dice.one("447700900123", "4412", "12025550123"));
            group.number = number.number;
            group.numberLength = number.numberLength;
        }
        if (dice.chance(30)) {
            group.attribute(Symbol.of("roaming"), AttributeValue.hash(dice.one("yes", "no")));
        }
    }
}
