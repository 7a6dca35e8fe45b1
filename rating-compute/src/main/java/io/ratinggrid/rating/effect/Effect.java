package io.ratinggrid.rating.effect;

import io.ratinggrid.rating.ByteSource;

/**
 * One decoded effect, reused. Layout: u8 kind, its numbers as zigzag variable-length, then its text if it has one.
 */
public final class Effect {
    private static final int FIELDS_LIMIT = 12;

    private final long[] fields = new long[FIELDS_LIMIT];
    private EffectKind kind;
    private String text;

    public Effect decode(final ByteSource source) {
        kind = EffectKind.of(source.getByte());
        for (int i = 0; i < kind.fields(); i++) {
            fields[i] = source.getSigned();
        }
        text = kind.named() ? source.getText() : null;
        return this;
    }

    public EffectKind kind() {
        return kind;
    }

    /** Number {@code index} of {@link EffectKind}'s list for the kind. */
    public long field(final int index) {
        return fields[index];
    }

    /** A field that is an ordinal, symbol, flag or id. */
    public int intField(final int index) {
        return (int) fields[index];
    }

    public String text() {
        return text;
    }
}
