package io.ratinggrid.ingest.input;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.command.CommandType;

/** The commands of one line, in order; reused. */
public final class DecodedList {
    private final List<Decoded> pool = new ArrayList<>();
    private int size;

    public void clear() {
        size = 0;
    }

    public int size() {
        return size;
    }

    public Decoded get(final int index) {
        return pool.get(index);
    }

    /** A command reset to {@code type} at the end of the list. */
    public Decoded add(final CommandType type) {
        if (size == pool.size()) {
            pool.add(new Decoded());
        }
        final Decoded next = pool.get(size++);
        next.reset(type);
        return next;
    }
}
