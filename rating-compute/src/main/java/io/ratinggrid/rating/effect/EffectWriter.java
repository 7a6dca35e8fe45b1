package io.ratinggrid.rating.effect;

import io.ratinggrid.rating.ByteSink;

/** Writes effects one behind the other; a counterpart of {@link Effect}. Fixed arities, so that nothing is allocated. */
public final class EffectWriter {
    private final ByteSink sink;

    public EffectWriter(final ByteSink sink) {
        this.sink = sink;
    }

    public ByteSink sink() {
        return sink;
    }

    /** Starts an effect; its fields follow by {@link #field}. */
    public EffectWriter put(final EffectKind kind) {
        sink.putByte(kind.number());
        return this;
    }

    public EffectWriter field(final long value) {
        sink.putSigned(value);
        return this;
    }

    public void text(final String text) {
        sink.putText(text);
    }
}
