package io.ratinggrid.node.demo;

import java.time.Instant;

/**
 * What the generator makes.
 *
 * @param seed           the same seed and settings make the same files
 * @param subscribers    lines, in about six accounts for ten lines
 * @param records        call detail records, of all kinds together
 * @param recordsPerFile records of one CSV file
 * @param base           the moment of the carrier's story: its bill cycle began 27 days before, and all records lie before it
 */
public record CarrierSettings(long seed, int subscribers, long records, int recordsPerFile, Instant base) {
    /** The deck's last date of effect, a cycle, and the oldest record. */
    private static final Instant EARLIEST_BASE = Instant.parse("2026-03-01T00:00:00Z");

    private static final int LEAST_SUBSCRIBERS = 1_000;

    /** 100,000 subscribers and a million records. */
    public static CarrierSettings standard(final Instant base) {
        return new CarrierSettings(1, 100_000, 1_000_000, 50_000, base);
    }

    public CarrierSettings {
        if (subscribers < LEAST_SUBSCRIBERS || subscribers > 1_000_000 || records < 1 || recordsPerFile < 1) {
            throw new IllegalArgumentException(
                    "subscribers=" + subscribers + " records=" + records + " recordsPerFile=" + recordsPerFile);
        }
        if (base.isBefore(EARLIEST_BASE)) {
            throw new IllegalArgumentException("base=" + base + " must not be before " + EARLIEST_BASE);
        }
    }

    public CarrierSettings records(final long other) {
        return new CarrierSettings(seed, subscribers, other, recordsPerFile, base);
    }
}
