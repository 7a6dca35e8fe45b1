package io.ratinggrid.ingest.input;

import java.time.Instant;

/**
 * What is too odd to be meant. All of it is said as a reject, with the limit.
 *
 * @param earliestMs   times before it are absurd
 * @param latestMs     times from it on are absurd
 * @param mostTimeMs   longest usage of a service counted in time
 * @param mostLineBytes longest line of an input
 * @param mostNameBytes longest account, subscriber, plan, bucket, origin and session name, in UTF-8 bytes
 */
public record InputLimits(long earliestMs, long latestMs, long mostTimeMs, int mostLineBytes, int mostNameBytes) {
    public static final InputLimits STANDARD = new InputLimits(
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli(),
            Instant.parse("2100-01-01T00:00:00Z").toEpochMilli(),
            366L * 86_400_000,
            1 << 20,
            200);

    /** Objects to a time outside the limits. */
    public void checkTime(final String field, final CharSequence text, final int column, final long timeMs)
            throws InvalidRecordException {
        if (timeMs < earliestMs || timeMs >= latestMs) {
            throw new InvalidRecordException(
                    field,
                    text,
                    column,
                    "is no plausible time",
                    "from " + Instant.ofEpochMilli(earliestMs) + " to " + Instant.ofEpochMilli(latestMs));
        }
    }
}
