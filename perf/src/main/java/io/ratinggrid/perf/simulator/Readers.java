package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/**
 * Those who look at accounts by way of gateways, all night long. Most of them present the last sequence that any of them was told for the partition: no
 * answer may be from before it. What they are told is kept for the judge, who knows what the account was as of that sequence.
 */
final class Readers {
    private static final int MOST_BETWEEN_MS = 600;
    private static final int TIMEOUT_MS = 1_500;

    /** What an account was said to be. */
    record Told(int partition, long sequence, String account, String text) {}

    private final World world;
    private final Chance chance;
    private final long[] latest;
    private final List<Told> told = new ArrayList<>();

    Readers(final World world) {
        this.world = world;
        chance = world.chance.split();
        latest = new long[world.scale.partitions()];
    }

    void start() {
        world.time.at(chance.between(0, MOST_BETWEEN_MS) * 1_000L, this::read);
    }

    /** What was told of a partition, in the order of its sequences. */
    List<Told> told(final int partition) {
        return told.stream()
                .filter(one -> one.partition() == partition)
                .sorted(Comparator.comparingLong(Told::sequence))
                .toList();
    }

    private void read() {
        if (world.time.nowUs() > world.scale.durationMs() * 1_000L) {
            return;
        }
        start();
        final SimGateway gateway = chance.one(world.gateways);
        final String account = Traffic.account(chance.between(0, world.scale.accounts() - 1));
        final int partition = AccountKey.partition(AccountKey.of(account), world.scale.partitions());
        final long atLeast = chance.permille(800) ? latest[partition] : 0;
        if (gateway.isAlive() && !gateway.life().isStopped()) {
            gateway.transport()
                    .ask(Ask.question(Ask.ACCOUNT, partition, account, atLeast, ""), TIMEOUT_MS)
                    .thenAccept(answer -> hear(account, atLeast, answer));
        }
    }

    private void hear(final String account, final long atLeast, final AskAnswer answer) {
        if (answer.outcome() != AskAnswer.Outcome.GIVEN) {
            world.counts.add("reads refused", 1);
            return;
        }
        world.counts.add("reads answered", 1);
        final int partition = answer.partition();
        if (answer.sequence() < atLeast) {
            world.problems.add(
                    "stale read",
                    "partition=" + partition + " presented=" + atLeast + " answered=" + answer.sequence());
        }
        latest[partition] = Math.max(latest[partition], answer.sequence());
        told.add(new Told(partition, answer.sequence(), account, answer.text()));
    }
}
