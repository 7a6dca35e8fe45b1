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
    /** Where effects begin that change something. */
    private int changes;

    void begin(final ByteSink newSink, final Account newAccount, final long newSequence) {
        if (writer == null || writer.sink() != newSink) {
            writer = new EffectWriter(newSink);
        }
        account = newAccount;
        sequence = newSequence;
        applied = newSink.length();
        changes = applied;
    }

    EffectWriter put(final EffectKind kind) {
        return writer.put(kind);
    }

    /** Says that what was put since the last {@link #apply} only explains: there is no need to read it again. */
    void explained() {
        changes = writer.sink().length();
    }

    /** Applies what was put since the last call. */
    void apply() {
        final ByteSink sink = writer.sink();
        applier.apply(account, sequence, sink.bytes(), changes, sink.length() - changes);
        applied = sink.length();
        changes = applied;
    }

    /** Drops what was put since the last {@link #apply}. */
    void discard() {
        writer.sink().truncate(applied);
    }
}
