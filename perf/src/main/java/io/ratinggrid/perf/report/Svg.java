package io.ratinggrid.perf.report;

import java.util.Locale;

/** A drawing under way. One thread. */
final class Svg {
    private final StringBuilder text = new StringBuilder();

    /** As {@link String#format}, with points in numbers. */
    Svg add(final String format, final Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
