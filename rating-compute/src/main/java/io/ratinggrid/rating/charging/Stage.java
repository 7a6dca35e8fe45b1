package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.EffectApplier;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.effect.EffectWriter;

/** Effects of one command as they are decided; applied in steps, so that a later step sees what an earlier one did. */
final class Stage {
    private final EffectApplier applier = new EffectApplier();
    private EffectWriter writer;
    private Account account;
    private long sequence;
    private int applied;

    void begin(final ByteSink newSink, final Account newAccount, final long newSequence) {
        if (writer == null || writer.sink() != newSink) {
            writer = new EffectWriter(newSink);
        }
        account = newAccount;
        sequence = newSequence;
        applied = newSink.length();
    }

    EffectWriter put(final EffectKind kind) {
        return writer.put(kind);
    }

    /** Puts effects that were decided on a copy of the account. */
    void putAll(final ByteSink effects) {
        writer.sink().putBytes(effects.bytes(), 0, effects.length());
    }

    /** Applies what was put since the last call. */
    void apply() {
        final ByteSink sink = writer.sink();
        applier.apply(account, sequence, sink.bytes(), applied, sink.length() - applied);
        applied = sink.length();
    }

    /** Drops what was put since the last {@link #apply}. */
    void discard() {
        writer.sink().truncate(applied);
    }
}
