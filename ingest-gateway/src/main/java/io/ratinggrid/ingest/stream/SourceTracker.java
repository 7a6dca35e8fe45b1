package io.ratinggrid.ingest.stream;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.command.CommandPeek;
import io.ratinggrid.rating.command.SourceFile;
import io.ratinggrid.rating.wire.PartitionBatch;

/** Which files the commands of a batch came from, while it is gathered. Nothing is allocated for a command. One thread. */
final class SourceTracker {
    private final SourceNames names;
    private final CommandPeek peek = new CommandPeek();
    private final int[] files = new int[PartitionBatch.MOST_SOURCES];
    private int count;
    /** That the last command came from. */
    private int last;

    SourceTracker(final SourceNames names) {
        this.names = names;
    }

    /** Number of the file that an encoded command came from; 0: none. */
    int fileOf(final byte[] bytes, final int offset, final int length) {
        return names == SourceNames.NONE ? 0 : peek.sourceFile(bytes, offset, length);
    }

    boolean hasRoomFor(final int file) {
        return count < files.length || has(file);
    }

    void add(final int file) {
        if (!has(file)) {
            files[count++] = file;
        }
        last = file;
    }

    private boolean has(final int file) {
        if (file == last || file == 0) {
            return true;
        }
        for (int i = 0; i < count; i++) {
            if (files[i] == file) {
                return true;
            }
        }
        return false;
    }

    void clear() {
        count = 0;
        last = 0;
    }

    /** The files that have names, and begins anew. */
    List<SourceFile> take() {
        final List<SourceFile> taken = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            final String name = names.of(files[i]);
            if (!name.isEmpty()) {
                taken.add(new SourceFile(files[i], name));
            }
        }
        clear();
        return List.copyOf(taken);
    }
}
