package io.ratinggrid.ingest.cdr;

import java.util.function.Function;

import io.ratinggrid.ingest.input.TextView;

/** Remembers what was made of the few values that a column mostly has, so that no text is built for each record. */
final class TextCache<T> {
    private static final int SLOTS = 256;

    private final Function<String, T> maker;
    private final String[] texts = new String[SLOTS];
    private final Object[] made = new Object[SLOTS];

    TextCache(final Function<String, T> maker) {
        this.maker = maker;
    }

    @SuppressWarnings("unchecked")
    T of(final CharSequence text) {
        if (!(text instanceof TextView view)) {
            return maker.apply(text.toString());
        }
        int hash = 0;
        for (int i = 0; i < view.length(); i++) {
            hash = hash * 31 + view.charAt(i);
        }
        final int slot = (hash ^ hash >>> 8 ^ hash >>> 16) & SLOTS - 1;
        if (texts[slot] == null || !view.contentEquals(texts[slot])) {
            final String whole = view.toString();
            made[slot] = maker.apply(whole);
            texts[slot] = whole;
        }
        return (T) made[slot];
    }
}
