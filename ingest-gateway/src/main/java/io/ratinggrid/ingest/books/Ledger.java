package io.ratinggrid.ingest.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.ratinggrid.ingest.store.AppendLog;
import io.ratinggrid.ingest.store.WholeFile;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.SourceFile;

/**
 * Keeps the books of all files and how far streams are committed, in one log, so that both survive a crash together. File
 * number 0 stands for commands that came without a file. Any thread.
 */
public final class Ledger implements AutoCloseable {
    /** Number of the books of what came without a file. */
    public static final int NO_FILE = 0;

    private static final Fingerprint NO_FINGERPRINT = new Fingerprint("");
    private static final long ANEW_BYTES = 16 << 20;

    /** Of what the last one was made of, before the log is made anew. */
    private static final int ANEW_TIMES = 4;

    private final Path path;
    private final int partitions;
    private final Map<Integer, FileBooks> files = new TreeMap<>();
    private final Map<Fingerprint, FileBooks> byFingerprint = new HashMap<>();
    private final Map<Integer, StreamBooks> streams = new TreeMap<>();
    private final ByteSink entry = new ByteSink(256);
    private final AnswerCounts replayed = new AnswerCounts();
    private AppendLog log;
    private long anewBytes = ANEW_BYTES;

    private Ledger(final Path path, final int partitions) {
        this.path = path;
        this.partitions = partitions;
        put(new FileBooks(NO_FILE, "", NO_FINGERPRINT, "", QueuePlace.startOf(0)));
        log = AppendLog.open(path, this::replay);
        boundLog();
    }

    /** Opens the ledger kept in {@code file}, made if missing. */
    public static Ledger open(final Path file, final int partitions) {
        return new Ledger(file, partitions);
    }

    // -- files

    /** The file of that content, if it was ever begun. */
    public synchronized Optional<FileView> find(final Fingerprint fingerprint) {
        return Optional.ofNullable(byFingerprint.get(fingerprint)).map(FileView::of);
    }

    public synchronized FileView file(final int number) {
        return FileView.of(files.get(number));
    }

    /** Path of a file, empty for none. */
    public synchronized String pathOf(final int number) {
        final FileBooks file = files.get(number);
        return file == null ? "" : file.path;
    }

    /** Name of a file without its directory, empty for none, or one that is longer than names of files are. */
    public String nameOf(final int number) {
        final String path = pathOf(number);
        final String name = path.isEmpty() ? "" : Path.of(path).getFileName().toString();
        return name.getBytes(StandardCharsets.UTF_8).length > SourceFile.MOST_NAME_BYTES ? "" : name;
    }

    /** What came without a file and is in the queue, not yet committed; to be said at the start. */
    public synchronized void pendingWithoutFile(final long count) {
        final FileBooks none = files.get(NO_FILE);
        none.appended = Arrays.stream(none.answered).sum() + count - none.replayed;
    }

    /** Commands without a file were appended. */
    public synchronized void appendedWithoutFile(final int count) {
        files.get(NO_FILE).appended += count;
    }

    /** All files, and first what came without one. */
    public synchronized List<FileView> files() {
        return files.values().stream().map(FileView::of).toList();
    }

    /** Files that were not read to their end. */
    public synchronized List<FileView> unfinished() {
        return files.values().stream()
                .filter(file -> file.number != NO_FILE && !file.ended)
                .map(FileView::of)
                .toList();
    }

    /** A new file; everything of it will be appended after {@code place}. */
    public synchronized FileView begin(
            final Path path, final Fingerprint fingerprint, final String format, final QueuePlace place) {
        final FileBooks file =
                new FileBooks(files.size(), path.toAbsolutePath().toString(), fingerprint, format, place);
        put(file);
        LedgerEntry.begun(file, entry);
        log.append(entry);
        log.flush();
        return FileView.of(file);
    }

    /**
     * Keeps how far a file is read: its records up to {@code line} are filtered, in a store, or in the queue up to
     * {@code place} and durable there.
     */
    public synchronized void position(
            final int number,
            final long line,
            final QueuePlace place,
            final long moreFiltered,
            final long moreAppended,
            final boolean ended) {
        final FileBooks file = files.get(number);
        file.line = line;
        file.place = place;
        file.filtered += moreFiltered;
        file.appended += moreAppended;
        file.ended = ended;
        LedgerEntry.position(file, entry);
        log.append(entry);
        log.flush();
    }

    public synchronized void rejected(final int number, final long count) {
        files.get(number).rejected += count;
    }

    public synchronized void suspendedAtIntake(final int number, final long count) {
        files.get(number).suspendedAtIntake += count;
    }

    public synchronized void replayed(final int number, final long count) {
        files.get(number).replayed += count;
    }

    // -- streams

    /** How far an incarnation is committed. */
    public synchronized StreamPoint committed(final int incarnation) {
        return stream(incarnation).point();
    }

    /** Number of the last committed command of a partition. */
    public synchronized long committedNumber(final int incarnation, final int partition) {
        return stream(incarnation).numbers[partition];
    }

    /** A batch is committed, with these answers. */
    public synchronized void committed(
            final int incarnation,
            final int partition,
            final long number,
            final long checksum,
            final AnswerCounts counts) {
        apply(incarnation, partition, number, checksum);
        count(counts);
        LedgerEntry.committed(incarnation, partition, number, checksum, counts, entry);
        log.append(entry);
        log.flush();
        boundLog();
    }

    /** Everything in the incarnation's queue up to {@code index} is committed. */
    public synchronized void committedThrough(final int incarnation, final long index) {
        stream(incarnation).index = index;
        LedgerEntry.through(incarnation, index, entry);
        log.append(entry);
        log.flush();
    }

    /** Everything kept so far survives a loss of power. */
    public synchronized void force() {
        log.force();
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    // -- state

    private void put(final FileBooks file) {
        files.put(file.number, file);
        if (file.number != NO_FILE) {
            byFingerprint.put(file.fingerprint, file);
        }
    }

    private StreamBooks stream(final int incarnation) {
        return streams.computeIfAbsent(incarnation, serial -> new StreamBooks(serial, partitions));
    }

    private void apply(final int incarnation, final int partition, final long number, final long checksum) {
        final StreamBooks stream = stream(incarnation);
        stream.numbers[partition] = number;
        stream.checksums[partition] = checksum;
    }

    private void count(final AnswerCounts counts) {
        for (int i = 0; i < counts.size(); i++) {
            final FileBooks known = files.get(counts.file(i));
            final FileBooks file = known == null ? files.get(NO_FILE) : known;
            for (int kind = 0; kind < AnswerKind.COUNT; kind++) {
                file.answered[kind] += counts.counts(i)[kind];
            }
        }
    }

    private void replay(final ByteSource source) {
        switch (source.getByte()) {
            case LedgerEntry.BEGUN -> put(LedgerEntry.readBegun(source));
            case LedgerEntry.POSITION -> LedgerEntry.readPosition(source, files.get((int) source.getVar()));
            case LedgerEntry.COMMITTED -> {
                apply((int) source.getVar(), (int) source.getVar(), source.getVar(), source.getLong());
                replayed.read(source);
                count(replayed);
            }
            case LedgerEntry.THROUGH -> {
                final QueuePlace place = LedgerEntry.getPlace(source);
                stream(place.incarnation()).index = place.index();
            }
            case LedgerEntry.ANSWERS -> {
                replayed.read(source);
                count(replayed);
            }
            default -> throw new IllegalArgumentException("ledger entry is unknown, position=" + source.position());
        }
    }

    /** A gateway that runs for months writes an entry a batch, and the next start reads all of them. */
    private void boundLog() {
        if (log.size() > anewBytes) {
            writeAnew();
            anewBytes = Math.max(ANEW_BYTES, ANEW_TIMES * log.size());
        }
    }

    /** Replaces a long history by its outcome. */
    private void writeAnew() {
        final Path beside = path.resolveSibling(path.getFileName() + ".new");
        try {
            log.close();
            Files.deleteIfExists(beside);
            try (AppendLog anew = AppendLog.open(beside, source -> {})) {
                writeState(anew);
                anew.force();
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            WholeFile.forceDirectory(path.toAbsolutePath().getParent());
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write anew file=" + path, e);
        }
        log = AppendLog.open(path, source -> {});
    }

    private void writeState(final AppendLog anew) {
        final AnswerCounts none = new AnswerCounts();
        for (final StreamBooks stream : lastStreams()) {
            for (int i = 0; i < partitions; i++) {
                LedgerEntry.committed(stream.incarnation, i, stream.numbers[i], stream.checksums[i], none, entry);
                anew.append(entry);
            }
            LedgerEntry.through(stream.incarnation, stream.index, entry);
            anew.append(entry);
        }
        for (final FileBooks file : files.values()) {
            if (file.number != NO_FILE) {
                LedgerEntry.begun(file, entry);
                anew.append(entry);
            }
            LedgerEntry.position(file, entry);
            anew.append(entry);
            final AnswerCounts answers = new AnswerCounts();
            answers.set(file.number, file.answered);
            LedgerEntry.answers(answers, entry);
            anew.append(entry);
        }
    }

    private List<StreamBooks> lastStreams() {
        final List<StreamBooks> all = new ArrayList<>(streams.values());
        return all.subList(Math.max(0, all.size() - 2), all.size());
    }
}
