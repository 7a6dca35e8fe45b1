package io.ratinggrid.node.standalone.kill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.ratinggrid.node.export.JournalReader;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.toy.PureReplay;
import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.StreamRun;

/** What must be true of a grid and its gateway, whatever killed them before. Throws where it is not. */
final class KillChecks {
    private final JournalStore journal;
    private final Grid grid;
    private final KillGateway gateway;
    private final long seed;

    KillChecks(final JournalStore journal, final Grid grid, final KillGateway gateway, final long seed) {
        this.journal = journal;
        this.grid = grid;
        this.gateway = gateway;
        this.seed = seed;
    }

    /** Each partition as recovered is what its journal alone makes, byte by byte. */
    void recoveredIsReplayed() {
        for (int partition = 0; partition < KillChild.PARTITIONS; partition++) {
            final PureReplay replay = PureReplay.of(journal, KillChild.PARTITIONS, partition, KillChild.CHUNKS);
            final Answer<byte[]> recovered = query(partition, ToyLogic::dump);
            check(recovered.sequence() == replay.tip().sequence(), "sequence", partition, recovered.sequence());
            check(Arrays.equals(recovered.value(), replay.logic().dump()), "state", partition, replay.tip());
        }
    }

    /** Everything reconciles with a ledger kept from the events' numbers alone. All in the queue is committed. */
    void everythingBalances() {
        final long events = gateway.accepted();
        check(gateway.answered() == events, "answered", -1, gateway.answered() + " of " + events);
        final long[] counts = new long[KillChild.PARTITIONS];
        final Map<Long, Long> sums = new HashMap<>();
        final Map<Long, Long> numbers = new HashMap<>();
        for (long event = 1; event <= events; event++) {
            final Usage usage = Usage.of(seed, event);
            final int partition = usage.partition(KillChild.PARTITIONS);
            final byte[] codes = gateway.answers().codes(partition);
            check(codes[(int) counts[partition]] == usage.code().number(), "answer", partition, event);
            counts[partition]++;
            sums.merge(usage.account(), usage.charged(), Long::sum);
            numbers.merge(usage.account(), 1L, Long::sum);
        }
        streamsAreWhole(counts);
        sums.forEach((account, sum) -> {
            final int partition = new Usage(account, 0).partition(KillChild.PARTITIONS);
            check(query(partition, logic -> logic.sum(account)).value().equals(sum), "sum", partition, account);
            check(
                    query(partition, logic -> logic.events(account)).value().equals(numbers.get(account)),
                    "events",
                    partition,
                    account);
        });
        recoveredIsReplayed();
        imagesAreReplayed();
    }

    /** The journal has each number of the stream once, in order, in entries without a gap. */
    private void streamsAreWhole(final long[] counts) {
        final long[] last = new long[KillChild.PARTITIONS];
        final long[] records = new long[KillChild.PARTITIONS];
        final long[] entries = {0};
        new JournalReader(journal, KillChild.PARTITIONS).readAll(entry -> {
            entries[0]++;
            follow(entry, last, records);
        });
        check(Arrays.equals(last, counts), "last numbers", -1, Arrays.toString(last));
        check(Arrays.equals(records, counts), "records", -1, Arrays.toString(records));
        KillChild.say("JOURNAL entries=" + entries[0] + " events="
                + Arrays.stream(last).sum());
    }

    private static void follow(final JournalEntry entry, final long[] last, final long[] records) {
        final int partition = entry.header().partition();
        records[partition] += entry.recordCount();
        for (final StreamRun run : entry.runs()) {
            check(run.firstNumber() == last[partition] + 1, "stream number", partition, run);
            last[partition] = run.lastNumber();
        }
    }

    private void imagesAreReplayed() {
        for (int partition = 0; partition < KillChild.PARTITIONS; partition++) {
            final PureReplay replay = PureReplay.of(journal, KillChild.PARTITIONS, partition, KillChild.CHUNKS);
            final List<byte[]> live = query(partition, KillChecks::images).value();
            final List<byte[]> replayed = images(replay.logic());
            for (int chunk = 0; chunk < live.size(); chunk++) {
                check(Arrays.equals(live.get(chunk), replayed.get(chunk)), "image", partition, "chunk=" + chunk);
            }
        }
    }

    private static List<byte[]> images(final ToyLogic logic) {
        final List<byte[]> images = new ArrayList<>();
        for (int chunk = 0; chunk < logic.chunks(); chunk++) {
            final ByteSink sink = new ByteSink(1_024);
            logic.writeChunk(chunk, sink);
            images.add(sink.copy());
        }
        return images;
    }

    private <T> Answer<T> query(final int partition, final Function<ToyLogic, T> read) {
        final CompletableFuture<Answer<T>> answer = new CompletableFuture<>();
        grid.query(partition, 0, logic -> read.apply((ToyLogic) logic), answer::complete);
        check(answer.join().outcome() == Answer.Outcome.GIVEN, "query", partition, answer.join());
        return answer.join();
    }

    private static void check(final boolean sound, final String what, final int partition, final Object detail) {
        if (!sound) {
            throw new IllegalStateException(what + " is wrong: partition=" + partition + " " + detail);
        }
    }
}
