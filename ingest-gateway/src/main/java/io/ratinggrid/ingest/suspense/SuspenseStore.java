package io.ratinggrid.ingest.suspense;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.ingest.store.JsonLinesFile;
import io.ratinggrid.rating.command.ResultCode;
import tools.jackson.databind.JsonNode;

/**
 * Keeps records in suspense in a file of JSON lines, each once: what is read or answered again after a crash is known by its
 * line or its number in the stream. Any thread.
 */
public final class SuspenseStore implements AutoCloseable {
    private static final int LIMIT = Integer.MAX_VALUE - 8;

    private record Lane(int incarnation, int partition) {}

    private final BitSet replayed = new BitSet();
    private final Map<Integer, Long> intakeCounts = new HashMap<>();
    private final Map<Integer, Long> replayCounts = new HashMap<>();
    private final Map<Integer, Set<Long>> linesOf = new HashMap<>();
    private final Map<Lane, Long> lastOf = new HashMap<>();
    private final Map<Integer, Long> readUpTo;
    private final JsonLinesFile file;
    private final long[] openOf = new long[128];
    private int[] fileOf = new int[1_024];
    private byte[] reasonOf = new byte[1_024];
    private long items;
    private final Map<Long, StreamPlace> underWay = new LinkedHashMap<>();

    private SuspenseStore(final Path path, final Map<Integer, Long> readUpTo) {
        this.readUpTo = readUpTo;
        file = JsonLinesFile.open(path, this::load);
    }

    /** {@code readUpTo}: by number of a file that was not read to its end, the last line that is not read again. */
    public static SuspenseStore open(final Path path, final Map<Integer, Long> readUpTo) {
        return new SuspenseStore(path, readUpTo);
    }

    private void load(final String text) {
        final JsonNode line = SuspenseLine.read(text);
        if (line.has("item")) {
            final SuspenseItem item = SuspenseLine.itemOf(line, text);
            count(item, SuspenseLine.placeOf(line));
            final Long readAgainFrom = readUpTo.get(item.place().number());
            if (readAgainFrom != null && item.place().line() > readAgainFrom && !line.has("number")) {
                linesOf.computeIfAbsent(item.place().number(), key -> new HashSet<>())
                        .add(item.place().line());
            }
        } else if (line.has("replaying")) {
            underWay.put(line.path("replaying").asLong(), SuspenseLine.placeOf(line));
        } else if (line.has("replayed")) {
            countReplayed(line.path("replayed").asLong());
        } else {
            underWay.remove(line.path("kept").asLong());
        }
    }

    private void count(final SuspenseItem item, final StreamPlace stream) {
        items = item.number();
        if (item.number() > LIMIT) {
            throw new IllegalStateException("suspenseItems=" + item.number() + " limit=" + LIMIT);
        }
        if (item.number() >= fileOf.length) {
            fileOf = Arrays.copyOf(fileOf, fileOf.length * 2);
            reasonOf = Arrays.copyOf(reasonOf, fileOf.length);
        }
        reasonOf[(int) item.number()] = (byte) item.reason().number();
        openOf[item.reason().number()]++;
        fileOf[(int) item.number()] = item.place().number();
        if (stream.number() == 0) {
            intakeCounts.merge(item.place().number(), 1L, Long::sum);
        } else {
            lastOf.put(new Lane(stream.incarnation(), stream.partition()), stream.number());
        }
    }

    private void countReplayed(final long item) {
        if (!replayed.get((int) item)) {
            openOf[reasonOf[(int) item]]--;
        }
        replayed.set((int) item);
        replayCounts.merge(fileOf[(int) item], 1L, Long::sum);
        underWay.remove(item);
    }

    /**
     * Settles the replays that were under way when the process died: they happened if the queue holds their numbers.
     *
     * @param inQueue whether a queue holds a number
     */
    public synchronized void settle(final Predicate<StreamPlace> inQueue) {
        new LinkedHashMap<>(underWay).forEach((item, place) -> {
            if (inQueue.test(place)) {
                replayed(item);
            } else {
                kept(item);
            }
        });
        file.flush();
    }

    /** Whether a record that may be read again is here already. */
    public synchronized boolean has(final int fileNumber, final long line) {
        return linesOf.getOrDefault(fileNumber, Set.of()).contains(line);
    }

    /** Whether the answer to a command is kept already. */
    public synchronized boolean has(final StreamPlace stream) {
        return lastOf.getOrDefault(new Lane(stream.incarnation(), stream.partition()), 0L) >= stream.number();
    }

    /** Keeps a record; its number is given here. It is in the file after {@link #flush}. */
    public synchronized long add(final SuspenseItem item, final StreamPlace stream) {
        final SuspenseItem numbered = new SuspenseItem(
                items + 1,
                item.reason(),
                item.place(),
                item.field(),
                item.value(),
                item.message(),
                item.event(),
                item.record());
        file.append(SuspenseLine.item(numbered, stream));
        count(numbered, stream);
        return numbered.number();
    }

    /**
     * To be called, and flushed, before an item is appended again under {@code stream}; after it {@link #replayed} or
     * {@link #kept}.
     */
    public synchronized void replaying(final long item, final StreamPlace stream) {
        underWay.put(item, stream);
        file.append(SuspenseLine.replaying(item, stream));
    }

    /** It was not appended. */
    public synchronized void kept(final long item) {
        underWay.remove(item);
        file.append(SuspenseLine.kept(item));
    }

    /** It was appended, and the queue has it as durably as it has anything. */
    public synchronized void replayed(final long item) {
        file.append(SuspenseLine.replayed(item));
        countReplayed(item);
    }

    /** Gives {@code reader} the items that are there now and were not replayed, oldest first; it may replay them. */
    public void forEachOpen(final Consumer<SuspenseItem> reader) {
        flush(false);
        JsonLinesFile.forEach(file.file(), JsonLinesFile.completeLines(file.file()), text -> {
            final JsonNode line = SuspenseLine.read(text);
            if (line.has("item") && isOpen(line.path("item").asLong())) {
                reader.accept(SuspenseLine.itemOf(line, text));
            }
        });
    }

    /**
     * Gives {@code reader} every item of a file that another process may be writing, oldest first, and whether it was not
     * replayed. A file that is missing has none.
     */
    public static void forEach(final Path path, final BiConsumer<SuspenseItem, Boolean> reader) {
        if (!Files.exists(path)) {
            return;
        }
        final long lines = JsonLinesFile.completeLines(path);
        final BitSet replayed = new BitSet();
        JsonLinesFile.forEach(path, lines, text -> {
            final JsonNode line = SuspenseLine.read(text);
            if (line.has("replayed")) {
                replayed.set(line.path("replayed").asInt());
            }
        });
        JsonLinesFile.forEach(path, lines, text -> {
            final JsonNode line = SuspenseLine.read(text);
            if (line.has("item")) {
                final SuspenseItem item = SuspenseLine.itemOf(line, text);
                reader.accept(item, !replayed.get((int) item.number()));
            }
        });
    }

    public synchronized boolean isOpen(final long item) {
        return item >= 1 && item <= items && !replayed.get((int) item);
    }

    /** Items that were not replayed. */
    public synchronized long countOpen() {
        return items - replayed.cardinality();
    }

    /** Records of a file that were suspended before they reached the queue, replayed ones too. */
    public synchronized long suspendedAtIntake(final int fileNumber) {
        return intakeCounts.getOrDefault(fileNumber, 0L);
    }

    /** Items of a reason that were not replayed. */
    public synchronized long countOpen(final ResultCode reason) {
        return openOf[reason.number()];
    }

    /** Items of a file that were replayed. */
    public synchronized long replayedOf(final int fileNumber) {
        return replayCounts.getOrDefault(fileNumber, 0L);
    }

    /** What was added survives the death of the process; with {@code power} a loss of power too. */
    public synchronized void flush(final boolean power) {
        if (power) {
            file.force();
        } else {
            file.flush();
        }
    }

    public Path file() {
        return file.file();
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
