package io.ratinggrid.ingest.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.ratinggrid.ingest.store.WholeFile;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Hash64;

/**
 * A {@link StreamPoint} in a file, so that a start reads only the end of the queue.
 *
 * <pre>
 *  i64 hash of the rest   i64 index   var partitions   (i64 number  i64 checksum)*
 * </pre>
 */
final class PointFile {
    private static final int HASH_BYTES = 8;

    private final Path file;

    PointFile(final Path file) {
        this.file = file;
    }

    void write(final StreamPoint point) {
        final ByteSink body = new ByteSink(4_096);
        body.putLong(point.index());
        body.putVar(point.partitions());
        for (int i = 0; i < point.partitions(); i++) {
            body.putLong(point.numbers()[i]);
            body.putLong(point.checksums()[i]);
        }
        final ByteSink whole = new ByteSink(body.length() + HASH_BYTES);
        whole.putLong(Hash64.hash(body.bytes(), 0, body.length(), 0));
        whole.putBytes(body.bytes(), 0, body.length());
        WholeFile.replace(file, whole.copy());
    }

    /** Empty if there is none, or it is damaged: then the queue is read from its start. */
    Optional<StreamPoint> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            final byte[] bytes = Files.readAllBytes(file);
            final ByteSource source = new ByteSource().wrap(bytes, 0, bytes.length);
            if (bytes.length < HASH_BYTES
                    || source.getLong() != Hash64.hash(bytes, HASH_BYTES, bytes.length - HASH_BYTES, 0)) {
                return Optional.empty();
            }
            final long index = source.getLong();
            final int partitions = (int) source.getVar();
            final long[] numbers = new long[partitions];
            final long[] checksums = new long[partitions];
            for (int i = 0; i < partitions; i++) {
                numbers[i] = source.getLong();
                checksums[i] = source.getLong();
            }
            return Optional.of(new StreamPoint(index, numbers, checksums));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read file=" + file, e);
        }
    }
}
