package io.ratinggrid.rating.reference;

import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/**
 * What a courier may do with the transfers and identities that were sent, in the worst order: items are delivered late, again, after they were
 * settled, and settled late and again; but nothing is settled other than it was answered.
 */
final class RandomDeliveries {
    private static final int LATEST = 6;

    private final Dice dice;
    private final ReferenceEngine engine;

    RandomDeliveries(final Dice dice, final ReferenceEngine engine) {
        this.dice = dice;
        this.engine = engine;
    }

    /** A delivery or a settlement, if anything was sent. */
    Optional<Command> next() {
        final List<ReferenceTransfers.Sent> sent = engine.transfers().sent();
        if (sent.isEmpty()) {
            return Optional.empty();
        }
        final int oldest = dice.chance(70) ? Math.max(0, sent.size() - LATEST) : 0;
        final ReferenceTransfers.Sent one = sent.get(dice.between(oldest, sent.size() - 1));
        final Optional<ResultCode> answer = engine.transfers().answer(one);
        return Optional.of(
                Commands.sealed(answer.isPresent() && dice.chance(60) ? settle(one, answer.get()) : deliver(one)));
    }

    /** By one who knows what is settled now, or who knew it when it was sent. */
    private Command deliver(final ReferenceTransfers.Sent sent) {
        final Command receive = Commands.copy(sent.receive());
        if (dice.chance(50)) {
            receive.settledBelow = engine.transfers().settledBelow(sent.partition());
        }
        return receive;
    }

    private static Command settle(final ReferenceTransfers.Sent sent, final ResultCode answer) {
        return Commands.settle(sent, answer);
    }
}
