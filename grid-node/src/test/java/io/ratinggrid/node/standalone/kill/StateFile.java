package io.ratinggrid.node.standalone.kill;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.persistence.journal.JournalStore;

/**
 * What a child shows of its state while nothing moves: the images of each partition, and its journal after what the parent has
 * seen.
 *
 * <pre>
 *  a partition:  i64 sequence, i32 images, each: i32 length, bytes;  i32 entries, each: i32 length, bytes
 * </pre>
 */
final class StateFile {

    /** One partition: the sequence of its last entry, all images, and some last entries of the journal. */
    record State(long sequence, List<byte[]> images, List<byte[]> entries) {

        /** With the entries after {@code seen} that are there. */
        static State of(
                final long sequence,
                final List<byte[]> images,
                final JournalStore journal,
                final int partition,
                final long seen) {
            final List<byte[]> entries = new ArrayList<>();
            for (byte[] entry = journal.read(partition, seen + 1); entry != null; ) {
                entries.add(entry);
                entry = journal.read(partition, seen + 1 + entries.size());
            }
            return new State(sequence, images, entries);
        }
    }

    private StateFile() {}

    /** Writes it whole or not at all. */
    static void write(final Path path, final List<State> states) throws IOException {
        final Path written = path.resolveSibling(path.getFileName() + ".new");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(written)))) {
            for (final State state : states) {
                out.writeLong(state.sequence());
                write(out, state.images());
                write(out, state.entries());
            }
        }
        Files.move(written, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static List<State> read(final Path path, final int partitions) throws IOException {
        final List<State> states = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (int partition = 0; partition < partitions; partition++) {
                states.add(new State(in.readLong(), readList(in), readList(in)));
            }
        }
        return states;
    }

    private static void write(final DataOutputStream out, final List<byte[]> list) throws IOException {
        out.writeInt(list.size());
        for (final byte[] bytes : list) {
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }

    private static List<byte[]> readList(final DataInputStream in) throws IOException {
        final List<byte[]> list = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            list.add(in.readNBytes(in.readInt()));
        }
        return list;
    }
}
