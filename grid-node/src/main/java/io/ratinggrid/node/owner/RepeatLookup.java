package io.ratinggrid.node.owner;

import java.util.function.LongSupplier;

import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.StreamRun;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/**
 * Finds the answers that commands of a batch were given before: from the stream's latest run in memory, else backwards
 * through the entries that have runs of the stream, one read after another. Checks that the batch has the bytes of then
 * wherever a run ends within it. What cannot be read now is asked for again: a batch that is told to be committed without its codes counts as
 * done in all of its commands, also in those that were suspended.
 */
final class RepeatLookup {
    private static final byte[] NOT_KEPT = {};

    private final int partition;
    private final OwnerSeams seams;
    private final PendingBatch pending;
    private final PartitionReply.Outcome found;
    private final byte[] codes;
    private final LongSupplier keptFrom;
    private final int retryAfterMs;
    private final Runnable ended;
    private long missingTo;

    /**
     * For a batch of which all is committed; {@code found} is said when the codes are, {@code ended} run in any case. Entries below
     * {@code keptFrom} may be gone; one above that is not seen is not in the copy that was asked, which may be behind for a while.
     */
    RepeatLookup(
            final int partition,
            final OwnerSeams seams,
            final PendingBatch pending,
            final PartitionReply.Outcome found,
            final LongSupplier keptFrom,
            final int retryAfterMs,
            final Runnable ended) {
        this.partition = partition;
        this.seams = seams;
        this.pending = pending;
        this.found = found;
        this.keptFrom = keptFrom;
        this.retryAfterMs = retryAfterMs;
        this.ended = ended;
        codes = new byte[pending.batch().count()];
        missingTo = pending.batch().lastNumber();
    }

    void start(final StreamState stream) {
        final PartitionBatch batch = pending.batch();
        if (!stream.remembers(batch.firstNumber())) {
            read(stream.lastSequence());
            return;
        }
        for (long number = batch.firstNumber(); number <= batch.lastNumber(); number++) {
            codes[(int) (number - batch.firstNumber())] = stream.recentCode(number);
        }
        finish(codes);
    }

    private void read(final long sequence) {
        if (sequence == 0) {
            finish(NOT_KEPT);
            return;
        }
        seams.reads().call(() -> entry(sequence), (entry, failure) -> {
            if (failure != null) {
                seams.listener().alarm(partition, "answers cannot be read, sequence=" + sequence + ": " + failure);
                answer(PartitionReply.busy(pending.batch(), retryAfterMs));
            } else if (entry == null && sequence >= keptFrom.getAsLong()) {
                seams.listener().alarm(partition, "answers are not seen, sequence=" + sequence);
                answer(PartitionReply.busy(pending.batch(), retryAfterMs));
            } else if (entry == null) {
                seams.listener().alarm(partition, "answers are no longer there, sequence=" + sequence);
                finish(NOT_KEPT);
            } else {
                onEntry(entry);
            }
        });
    }

    /** Null if there is none; throws if it is damaged. Runs on a read thread. */
    private JournalEntry entry(final long sequence) {
        final byte[] bytes = seams.journal().read(partition, sequence);
        return bytes == null ? null : JournalEntryCodec.decode(bytes);
    }

    private void onEntry(final JournalEntry entry) {
        int from = 0;
        for (final StreamRun run : entry.runs()) {
            if (run.streamHigh() == pending.stream().high()
                    && run.streamLow() == pending.stream().low()) {
                onRun(run, entry.codes(), from);
                return;
            }
            from += run.count();
        }
        seams.listener().alarm(partition, "no run of stream=" + pending.stream() + " in " + entry.header());
        finish(NOT_KEPT);
    }

    private void onRun(final StreamRun run, final byte[] entryCodes, final int from) {
        final long first = pending.batch().firstNumber();
        final boolean endsWithin = run.lastNumber() >= first - 1
                && run.lastNumber() <= pending.batch().lastNumber();
        if (endsWithin && pending.chainAt(run.lastNumber()) != run.chain()) {
            answer(PartitionReply.mismatch(pending.batch(), run.lastNumber()));
            return;
        }
        final long low = Math.max(first, run.firstNumber());
        for (long number = low; number <= Math.min(missingTo, run.lastNumber()); number++) {
            codes[(int) (number - first)] = entryCodes[from + (int) (number - run.firstNumber())];
        }
        missingTo = Math.min(missingTo, run.firstNumber() - 1);
        if (missingTo < first) {
            finish(codes);
        } else {
            read(run.previousSequence());
        }
    }

    private void finish(final byte[] answered) {
        answer(
                found == PartitionReply.Outcome.COMMITTED && answered != NOT_KEPT
                        ? PartitionReply.committed(pending.batch(), answered)
                        : PartitionReply.repeated(pending.batch(), answered));
    }

    private void answer(final PartitionReply reply) {
        ended.run();
        pending.answer(reply);
    }
}
