package io.ratinggrid.ingest.intake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Watches the free space under the data directory: a full disk under a mapped file would end the process. Any thread. */
public final class DiskGuard {
    private static final long CHECK_NS = 200_000_000;

    private final Path data;
    private final long leastBytes;
    private volatile long checkedNs = System.nanoTime() - CHECK_NS;
    private volatile boolean low;

    public DiskGuard(final Path data, final long leastBytes) {
        this.data = data;
        this.leastBytes = leastBytes;
    }

    /** True if less than the least is free; looked up a few times a second at most. */
    public boolean isLow() {
        if (System.nanoTime() - checkedNs >= CHECK_NS) {
            checkedNs = System.nanoTime();
            try {
                low = Files.getFileStore(data).getUsableSpace() < leastBytes;
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot ask for free space, directory=" + data, e);
            }
        }
        return low;
    }
}
