package io.ratinggrid.ingest.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.store.WholeFile;

/** The incarnations in a data directory; the file {@code streams/current} names the one that is appended to. */
public final class Incarnations {
    private final Path root;
    private final int partitions;
    private final Function<Path, EventQueue> opener;
    private final RandomGenerator random;

    /** {@code opener} opens the queue of a directory; {@code random} makes ids. */
    public Incarnations(
            final Path root,
            final int partitions,
            final Function<Path, EventQueue> opener,
            final RandomGenerator random) {
        this.root = root;
        this.partitions = partitions;
        this.opener = opener;
        this.random = random;
    }

    /** Opens the current incarnation, or makes the first. */
    public Incarnation open(final NumberedQueue.Visitor visitor) {
        try {
            Files.createDirectories(root);
            final Optional<Path> current = current();
            if (current.isEmpty()) {
                final Incarnation first = create();
                makeCurrent(first);
                return first;
            }
            return open(current.get(), visitor);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open streams, directory=" + root, e);
        }
    }

    /** A new incarnation, empty and not yet the current one. */
    public Incarnation create() {
        try {
            final int serial = lastSerial() + 1;
            final StreamId id = StreamId.random(random);
            final Path directory = root.resolve(String.format("%06d-%s", serial, id));
            Files.createDirectories(directory.resolve("queue"));
            final Incarnation created = open(directory, (index, partition, number, bytes, offset, length) -> {});
            WholeFile.forceDirectory(root);
            return created;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot make a stream, directory=" + root, e);
        }
    }

    /** From now on, and after a restart, this one is appended to. */
    public void makeCurrent(final Incarnation incarnation) {
        WholeFile.replace(
                root.resolve("current"),
                nameOf(incarnation.serial(), incarnation.id()).getBytes(StandardCharsets.UTF_8));
    }

    /** Opens the queue of an earlier incarnation for reading; empty if its files are gone. */
    public Optional<EventQueue> openEarlier(final int serial) {
        try {
            return directories().stream()
                    .filter(directory -> serialOf(directory) == serial)
                    .findFirst()
                    .map(directory -> opener.apply(directory.resolve("queue")));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list streams, directory=" + root, e);
        }
    }

    /** Whether the queue of an earlier incarnation holds a number of a partition, or one after it. */
    public boolean holds(final int serial, final int partition, final long number) {
        final Optional<EventQueue> earlier = openEarlier(serial);
        if (earlier.isEmpty()) {
            return false;
        }
        final boolean[] found = new boolean[1];
        try (EventQueue queue = earlier.get()) {
            NumberedQueue.read(
                    queue,
                    EventQueue.NONE,
                    (index, in, last, bytes, offset, length) -> found[0] |= in == partition && last >= number);
        }
        return found[0];
    }

    private Incarnation open(final Path directory, final NumberedQueue.Visitor visitor) throws IOException {
        final String name = directory.getFileName().toString();
        final StreamId id = StreamId.of(name.substring(name.indexOf('-') + 1));
        final int session = Incarnation.nextSession(directory);
        final EventQueue queue = opener.apply(directory.resolve("queue"));
        final Incarnation incarnation = new Incarnation(directory, serialOf(directory), id, session, partitions, queue);
        try {
            incarnation.recover(visitor);
        } catch (final RuntimeException e) {
            queue.close();
            throw e;
        }
        return incarnation;
    }

    private Optional<Path> current() throws IOException {
        final Path file = root.resolve("current");
        return Files.exists(file)
                ? Optional.of(root.resolve(Files.readString(file).strip()))
                : Optional.empty();
    }

    private int lastSerial() throws IOException {
        return directories().stream().mapToInt(Incarnations::serialOf).max().orElse(0);
    }

    private List<Path> directories() throws IOException {
        try (Stream<Path> found = Files.list(root)) {
            return found.filter(Files::isDirectory)
                    .filter(directory -> directory.getFileName().toString().matches("\\d{6}-[0-9a-f]{32}"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }

    private static int serialOf(final Path directory) {
        return Integer.parseInt(directory.getFileName().toString().substring(0, 6));
    }

    private static String nameOf(final int serial, final StreamId id) {
        return String.format("%06d-%s", serial, id);
    }
}
