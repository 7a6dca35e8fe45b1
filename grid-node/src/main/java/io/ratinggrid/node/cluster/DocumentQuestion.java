package io.ratinggrid.node.cluster;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is asked of a document, see {@link io.ratinggrid.rating.wire.Ask#INVOICE}.
 *
 * @param asOfMs when it is asked whether it is overdue, milliseconds; 0: the time of the journal
 * @param line   of its lines, from 1; 0: all
 * @param traced whether it is asked what the line was made of
 * @param before sequence of the journal entry before which to look for that; 0: the one that issued the document
 */
record DocumentQuestion(long asOfMs, int number, int line, boolean traced, long before) {
    private static final Pattern TEXT =
            Pattern.compile("([^\\n]*)\\n([1-9]\\d{0,8})(?:\\n([1-9]\\d{0,8})(\\n(\\d{1,18}))?)?");

    /** Empty: it is none. */
    static Optional<DocumentQuestion> of(final String text) {
        final Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DocumentQuestion(
                    timeMs(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3)),
                    parts.group(4) != null,
                    parts.group(4) == null ? 0 : Long.parseLong(parts.group(5))));
        } catch (final DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Milliseconds; 0 if it is empty. */
    static long timeMs(final String text) {
        return text.isEmpty() ? 0 : Instant.parse(text).toEpochMilli();
    }
}
