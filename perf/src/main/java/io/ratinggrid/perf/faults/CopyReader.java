package io.ratinggrid.perf.faults;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;

import io.ratinggrid.perf.journal.StoredJournal;
import org.apache.ignite.IgniteCheckedException;

/**
 * A process that writes down the copy of the journal of one dead node.
 *
 * <p>Arguments: directory of the node, its name, file to write.
 *
 * <pre>
 *  an entry:  i32 partition, i64 sequence, i32 length, bytes;  at the end  i32 -1, and for each whole copy  i32 partition;  i32 -1
 * </pre>
 */
final class CopyReader {
    private static final int END = -1;

    private CopyReader() {}

    public static void main(final String[] args) {
        try {
            write(StoredJournal.open(Path.of(args[0]), args[1]), Path.of(args[2]));
            System.out.println("written");
            Runtime.getRuntime().halt(0);
        } catch (final Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void write(final StoredJournal journal, final Path file) throws IOException, IgniteCheckedException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            final BitSet partitions = journal.partitions();
            for (int i = partitions.nextSetBit(0); i >= 0; i = partitions.nextSetBit(i + 1)) {
                for (final Map.Entry<Long, byte[]> entry : journal.entries(i).entrySet()) {
                    out.writeInt(i);
                    out.writeLong(entry.getKey());
                    out.writeInt(entry.getValue().length);
                    out.write(entry.getValue());
                }
            }
            out.writeInt(END);
            final BitSet whole = journal.whole();
            for (int i = whole.nextSetBit(0); i >= 0; i = whole.nextSetBit(i + 1)) {
                out.writeInt(i);
            }
            out.writeInt(END);
        }
    }
}
