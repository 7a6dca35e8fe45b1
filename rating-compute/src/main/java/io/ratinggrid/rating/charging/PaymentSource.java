package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;

/** What an event was paid from, as its effects say (docs/RATING.md, "Moved events"). Reused; one thread. */
final class PaymentSource {
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();

    /** True if nothing of the event with these effects is paid from elsewhere; of one that cost nothing it is true of both. */
    boolean isAlready(final byte[] effects, final Payer payer) {
        source.wrap(effects, 0, effects.length);
        while (source.remaining() > 0) {
            effect.decode(source);
            if (isOwed() ? !payer.mayOwe() : isDrawn() && !payer.mayDraw()) {
                return false;
            }
        }
        return true;
    }

    private boolean isOwed() {
        return effect.kind() == EffectKind.CHARGED && effect.intField(2) != LineSlot.PREPAID;
    }

    private boolean isDrawn() {
        return effect.kind() == EffectKind.BUCKET_DRAWN || effect.kind() == EffectKind.CHARGED;
    }
}
