package io.ratinggrid.ingest.cdr;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

import io.ratinggrid.ingest.input.DecimalText;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.TimeText;
import io.ratinggrid.rating.text.StrictDates;

/** Reads times as a mapping says they are written. Reused; one thread. */
final class TimeFormat {
    static final String RIGHT = "iso, epoch-seconds, epoch-milliseconds, or a pattern such as dd/MM/yyyy HH:mm:ss";

    private enum Kind {
        ISO,
        EPOCH_SECONDS,
        EPOCH_MILLISECONDS,
        PATTERN
    }

    private final Kind kind;
    private final String word;
    private final DateTimeFormatter formatter;
    private final LocalZone zone;
    private final TimeText iso = new TimeText();
    private final DecimalText decimal = new DecimalText();

    /**
     * A format of a mapping.
     *
     * @throws IllegalArgumentException if it is none
     */
    TimeFormat(final String word, final LocalZone zone) {
        this.word = word;
        this.zone = zone;
        kind = switch (word) {
            case "iso", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss" -> Kind.ISO;
            case "epoch-seconds" -> Kind.EPOCH_SECONDS;
            case "epoch-milliseconds" -> Kind.EPOCH_MILLISECONDS;
            default -> Kind.PATTERN;
        };
        formatter = kind == Kind.PATTERN ? StrictDates.pattern(word) : null;
    }

    /** Milliseconds since the epoch. */
    long parse(final CharSequence text) throws InvalidRecordException {
        return switch (kind) {
            case ISO -> iso.parse(text, zone);
            case EPOCH_SECONDS -> epoch(text, 1_000);
            case EPOCH_MILLISECONDS -> epoch(text, 1);
            case PATTERN -> pattern(text);
        };
    }

    private long epoch(final CharSequence text, final int unitMs) throws InvalidRecordException {
        if (!decimal.parse(text) || decimal.decimals() > 9 || Math.abs(decimal.unscaled()) > Long.MAX_VALUE / 1_000) {
            throw new InvalidRecordException(
                    "", text, 0, "is no time", "a number of " + word.substring(6) + " since 1970");
        }
        long value = decimal.unscaled() * unitMs;
        for (int i = 0; i < decimal.decimals(); i++) {
            value /= 10;
        }
        return value;
    }

    private long pattern(final CharSequence text) throws InvalidRecordException {
        try {
            final TemporalAccessor parsed =
                    formatter.parseBest(text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from);
            if (parsed instanceof ZonedDateTime zoned) {
                return zoned.toInstant().toEpochMilli();
            }
            if (parsed instanceof OffsetDateTime offset) {
                return offset.toInstant().toEpochMilli();
            }
            final LocalDateTime local = (LocalDateTime) parsed;
            return ZonedDateTime.ofLocal(local, zone.zone(), null).toInstant().toEpochMilli();
        } catch (final DateTimeException e) {
            throw new InvalidRecordException("", text, 0, "is no time", "written as " + word);
        }
    }
}
