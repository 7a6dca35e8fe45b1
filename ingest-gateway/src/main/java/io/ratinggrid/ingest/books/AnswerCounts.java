package io.ratinggrid.ingest.books;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.ResultCode;

/** How many records of which file were answered with which kind of code, for one batch; reused. One thread. */
public final class AnswerCounts {
    private int size;
    private int[] files = new int[8];
    private long[][] counts = new long[8][AnswerKind.COUNT];

    public void clear() {
        for (int i = 0; i < size; i++) {
            Arrays.fill(counts[i], 0);
        }
        size = 0;
    }

    public void add(final int file, final ResultCode code) {
        counts[indexOf(file)][AnswerKind.of(code.kind())]++;
    }

    void set(final int file, final long[] newCounts) {
        System.arraycopy(newCounts, 0, counts[indexOf(file)], 0, newCounts.length);
    }

    private int indexOf(final int file) {
        for (int i = size - 1; i >= 0; i--) {
            if (files[i] == file) {
                return i;
            }
        }
        if (size == files.length) {
            files = Arrays.copyOf(files, size * 2);
            counts = Arrays.copyOf(counts, size * 2);
            for (int i = size; i < counts.length; i++) {
                counts[i] = new long[AnswerKind.COUNT];
            }
        }
        files[size] = file;
        return size++;
    }

    int size() {
        return size;
    }

    int file(final int index) {
        return files[index];
    }

    long[] counts(final int index) {
        return counts[index];
    }

    void write(final ByteSink sink) {
        sink.putVar(size);
        for (int i = 0; i < size; i++) {
            sink.putVar(files[i]);
            for (final long count : counts[i]) {
                sink.putVar(count);
            }
        }
    }

    void read(final ByteSource source) {
        clear();
        final int entries = (int) source.getVar();
        for (int i = 0; i < entries; i++) {
            final long[] into = counts[indexOf((int) source.getVar())];
            for (int kind = 0; kind < into.length; kind++) {
                into[kind] = source.getVar();
            }
        }
    }
}
