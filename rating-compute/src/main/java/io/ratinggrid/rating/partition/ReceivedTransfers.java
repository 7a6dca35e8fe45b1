package io.ratinggrid.rating.partition;

import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.ResultCode;

/**
 * What the accounts of a partition have answered to the items of other partitions' outboxes, refusals too, also of accounts that are
 * not open. An answer is kept until the partition that sent the item has said that every item up to it is settled, however long that
 * takes; of items below it is known that they are settled. One thread.
 */
final class ReceivedTransfers {

    /** An answer, the account or series that gave it, and the number that a series gave; 0: none. */
    private record Received(long account, ResultCode code, long number) {}

    private static final class Source {
        private final NavigableMap<Long, Received> answers = new TreeMap<>();
        private long settledBelow;
    }

    private final SortedMap<Integer, Source> sources = new TreeMap<>();

    /** Forgets answers that nobody can ask for again. */
    void settled(final int partition, final long below) {
        final Source source = sources.computeIfAbsent(partition, unused -> new Source());
        if (below > source.settledBelow) {
            source.settledBelow = below;
            source.answers.headMap(below).clear();
        }
    }

    boolean isSettled(final int partition, final long item) {
        final Source source = sources.get(partition);
        return source != null && item < source.settledBelow;
    }

    /** The answer to an item, or null if there was none. */
    ResultCode find(final int partition, final long item) {
        final Source source = sources.get(partition);
        final Received received = source == null ? null : source.answers.get(item);
        return received == null ? null : received.code();
    }

    /** The number that a series has answered an item, 0: none. */
    long number(final int partition, final long item) {
        final Source source = sources.get(partition);
        final Received received = source == null ? null : source.answers.get(item);
        return received == null ? 0 : received.number();
    }

    /** Keeps the answer to an item, unless it is settled. */
    void put(final int partition, final long item, final long account, final ResultCode code) {
        put(partition, item, account, code, 0);
    }

    /** Keeps an answer with the number that a series gave. */
    void put(final int partition, final long item, final long account, final ResultCode code, final long number) {
        if (!isSettled(partition, item)) {
            sources.computeIfAbsent(partition, unused -> new Source())
                    .answers
                    .put(item, new Received(account, code, number));
        }
    }

    /** Writes what is settled, and the answers of some accounts. */
    void write(final ByteSink sink, final LongPredicate accounts) {
        sink.putVar(sources.size());
        sources.forEach((partition, source) -> {
            sink.putVar(partition);
            sink.putVar(source.settledBelow);
            sink.putVar(source.answers.values().stream()
                    .filter(received -> accounts.test(received.account()))
                    .count());
            source.answers.forEach((item, received) -> {
                if (accounts.test(received.account())) {
                    sink.putVar(item);
                    sink.putLong(received.account());
                    sink.putByte(received.code().number());
                    sink.putVar(received.number());
                }
            });
        });
    }

    /** Adds what {@link #write} wrote; {@code numbered}: with numbers, which old images do not have. */
    void read(final ByteSource bytes, final boolean numbered) {
        for (long left = bytes.getVar(); left > 0; left--) {
            final int partition = (int) bytes.getVar();
            settled(partition, bytes.getVar());
            for (long answers = bytes.getVar(); answers > 0; answers--) {
                final long item = bytes.getVar();
                final long account = bytes.getLong();
                final ResultCode code = ResultCode.of(bytes.getByte());
                put(partition, item, account, code, numbered ? bytes.getVar() : 0);
            }
        }
    }
}
