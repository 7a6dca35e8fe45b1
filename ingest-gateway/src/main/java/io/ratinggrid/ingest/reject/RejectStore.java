package io.ratinggrid.ingest.reject;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.store.DamagedFileException;
import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.ingest.store.JsonLinesFile;
import io.ratinggrid.ingest.store.JsonObjectText;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps rejected records in a file of JSON lines, each once: a file that is read again after a crash rejects the same lines
 * again. Any thread.
 */
public final class RejectStore implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int SHOWN_CHARACTERS = 10_000;
    private static final Pattern PLACE = Pattern.compile("\\{\"v\":1,\"fileNumber\":(\\d+),\"line\":(\\d+)[,}]");

    private final Map<Integer, Long> counts = new HashMap<>();
    private final Map<Integer, Set<Long>> linesOf = new HashMap<>();
    private final Map<Integer, Long> readUpTo;
    private final JsonLinesFile file;

    private RejectStore(final Path path, final Map<Integer, Long> readUpTo) {
        this.readUpTo = readUpTo;
        file = JsonLinesFile.open(path, this::load);
    }

    /** {@code readUpTo}: by number of a file that was not read to its end, the last line that is not read again. */
    public static RejectStore open(final Path path, final Map<Integer, Long> readUpTo) {
        return new RejectStore(path, readUpTo);
    }

    private void load(final String text) {
        final Matcher place = PLACE.matcher(text);
        if (!place.lookingAt()) {
            throw new DamagedFileException("reject line is of no known version: " + text);
        }
        final int number = Integer.parseInt(place.group(1));
        final long line = Long.parseLong(place.group(2));
        counts.merge(number, 1L, Long::sum);
        final Long readAgainFrom = readUpTo.get(number);
        if (readAgainFrom != null && line > readAgainFrom) {
            linesOf.computeIfAbsent(number, key -> new HashSet<>()).add(line);
        }
    }

    /** Whether a record that may be read again is here already. */
    public synchronized boolean has(final int fileNumber, final long line) {
        return linesOf.getOrDefault(fileNumber, Set.of()).contains(line);
    }

    /** Keeps a record; it is in the file after {@link #flush}. */
    public synchronized void add(final FileLine place, final InvalidRecordException problem, final String record) {
        final String shown = record.length() <= SHOWN_CHARACTERS ? record : record.substring(0, SHOWN_CHARACTERS);
        final JsonObjectText line = new JsonObjectText()
                .add("v", 1)
                .add("fileNumber", place.number())
                .add("line", place.line());
        if (problem.column() > 0) {
            line.add("column", problem.column());
        }
        line.add("file", place.name())
                .add("field", problem.field())
                .add("value", problem.value())
                .add("wrong", problem.getMessage())
                .add("right", problem.right())
                .add("record", shown)
                .add("cut", shown.length() < record.length());
        file.append(line.toString());
        counts.merge(place.number(), 1L, Long::sum);
    }

    /**
     * Gives {@code reader} every rejected record of a file that another process may be writing. A file that is missing has
     * none.
     */
    public static void forEach(final Path path, final Consumer<RejectedRecord> reader) {
        if (Files.exists(path)) {
            JsonLinesFile.forEach(
                    path,
                    JsonLinesFile.completeLines(path),
                    text -> reader.accept(RejectedRecord.of(MAPPER.readTree(text))));
        }
    }

    /** Rejects of a file. */
    public synchronized long count(final int fileNumber) {
        return counts.getOrDefault(fileNumber, 0L);
    }

    public synchronized long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
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
