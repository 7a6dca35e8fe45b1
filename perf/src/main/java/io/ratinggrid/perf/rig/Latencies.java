package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.Recorder;

/**
 * Times from the moment at which something was to be sent until its answer, in nanoseconds, with three significant digits. Any
 * thread records, and any ends intervals; one thread closes.
 */
public final class Latencies implements AutoCloseable {
    private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final double US = 1_000.0;

    private final Recorder recorder = new Recorder(TimeUnit.HOURS.toNanos(1), 3);
    private final Histogram all = new Histogram(TimeUnit.HOURS.toNanos(1), 3);
    private final PrintStream out;
    private final HistogramLogWriter log;
    private final Path distribution;
    private final Path compressed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Thread intervals;

    /**
     * Keeps a histogram for each interval in {@code NAME.hlog} of a directory, and all of them in {@code NAME.hgrm}, as a table, and
     * {@code NAME.hdr}, compressed as HdrHistogram reads it.
     */
    public Latencies(final Path directory, final String name) throws IOException {
        out = new PrintStream(Files.newOutputStream(directory.resolve(name + ".hlog")), false);
        log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
        log.outputStartTime(System.currentTimeMillis());
        log.outputLegend();
        distribution = directory.resolve(name + ".hgrm");
        compressed = directory.resolve(name + ".hdr");
        recorder.reset();
    }

    public void record(final long ns) {
        recorder.recordValue(Math.max(0, ns));
    }

    /** Ends an interval each {@code ms} from now on, on a thread of its own: whoever sends may be kept waiting meanwhile. At most once. */
    public Latencies every(final long ms) {
        intervals = new Thread(
                () -> {
                    while (!isClosedWithin(ms)) {
                        interval();
                    }
                },
                "intervals");
        intervals.setDaemon(true);
        intervals.start();
        return this;
    }

    private boolean isClosedWithin(final long ms) {
        try {
            return closed.await(ms, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            return true;
        }
    }

    /** Ends an interval of the time series. */
    public synchronized void interval() {
        final Histogram interval = recorder.getIntervalHistogram();
        if (interval.getTotalCount() > 0) {
            log.outputIntervalHistogram(interval);
            all.add(interval);
        }
    }

    /** Adds percentiles, in nanoseconds, and how many there are; nothing if there is none. */
    public synchronized void addTo(final Figures figures, final String name) {
        interval();
        figures.put(name + " count", all.getTotalCount());
        if (all.getTotalCount() > 0) {
            for (final double percentile : PERCENTILES) {
                figures.put(name + " p" + plain(percentile), all.getValueAtPercentile(percentile));
            }
            figures.put(name + " max", all.getMaxValue());
        }
    }

    private static String plain(final double percentile) {
        return percentile == Math.rint(percentile) ? Integer.toString((int) percentile) : Double.toString(percentile);
    }

    @Override
    public void close() throws IOException {
        endIntervals();
        interval();
        out.close();
        try (PrintStream file = new PrintStream(Files.newOutputStream(distribution))) {
            all.outputPercentileDistribution(file, US);
        }
        final ByteBuffer bytes = ByteBuffer.allocate(all.getNeededByteBufferCapacity());
        final int length = all.encodeIntoCompressedByteBuffer(bytes);
        Files.write(compressed, Arrays.copyOf(bytes.array(), length));
    }

    private void endIntervals() {
        closed.countDown();
        try {
            if (intervals != null) {
                intervals.join();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
