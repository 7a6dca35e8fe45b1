package io.ratinggrid.ingest.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.stream.NumberedQueue;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;

/**
 * What the queues hold beyond the kept positions: which commands of files that were not read to their end, so that they are
 * not appended again when those lines are read again; and how many uncommitted ones without a file.
 */
public final class AppendedCommands {
    private final Map<Integer, FileView> unfinished = new HashMap<>();
    private final Map<Integer, Set<Long>> keys = new HashMap<>();
    private final StreamPoint committed;
    private final ByteSource source = new ByteSource();
    private final Command command = new Command();
    private long pendingWithoutFile;

    /** {@code committed}: of the current incarnation. */
    public AppendedCommands(final Iterable<FileView> files, final StreamPoint committed) {
        this.committed = committed;
        for (final FileView file : files) {
            if (file.number() != Ledger.NO_FILE && !file.ended()) {
                unfinished.put(file.number(), file);
            }
        }
    }

    /** The first incarnation that has to be read, at most {@code current}. */
    public int firstIncarnation(final int current) {
        return unfinished.values().stream()
                .mapToInt(file -> file.place().incarnation())
                .reduce(current, Math::min);
    }

    /** Where in an incarnation to read from; {@code last}: its last index, from which nothing has to be read. */
    public long indexIn(final int incarnation, final boolean current, final long last) {
        long first = current ? committed.index() : last;
        for (final FileView file : unfinished.values()) {
            if (file.place().incarnation() == incarnation) {
                first = Math.min(first, file.place().index());
            } else if (file.place().incarnation() < incarnation) {
                first = EventQueue.NONE;
            }
        }
        return first;
    }

    /** Takes in the records of an incarnation. */
    public NumberedQueue.Visitor visitor(final boolean current) {
        return (index, partition, number, bytes, offset, length) -> {
            CommandCodec.decode(source.wrap(bytes, offset, length), command);
            final FileView file = unfinished.get(command.sourceFile);
            if (file != null && command.sourceLine > file.line()) {
                keys.computeIfAbsent(file.number(), key -> new HashSet<>()).add(key(partition, command));
            }
            if (current
                    && command.sourceFile == Ledger.NO_FILE
                    && number > committed.numbers()[partition]) {
                pendingWithoutFile++;
            }
        };
    }

    public long pendingWithoutFile() {
        return pendingWithoutFile;
    }

    /** Whether a command read again is in the queue already. */
    boolean has(final int partition, final Command again) {
        final Set<Long> known = keys.get(again.sourceFile);
        return known != null && known.contains(key(partition, again));
    }

    private static long key(final int partition, final Command command) {
        final long id = Hash64.hash(command.id, 0, command.idLength, partition);
        return Hash64.mix(id ^ Hash64.mix(command.sourceLine));
    }
}
