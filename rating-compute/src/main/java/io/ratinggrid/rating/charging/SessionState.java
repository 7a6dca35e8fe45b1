package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.SessionSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.ExactAmount;

/** Where a session that goes on stands, as the effects that move it say it. */
record SessionState(
        long charge,
        long counted,
        long slack,
        long tierPosition,
        long lastBand,
        long at,
        long grossWhole,
        long grossNumerator,
        long grossDenominator) {

    /** A session that is not there. */
    static final SessionState NONE = new SessionState(0, 0, 0, 0, 0, 0, 0, 0, 1);

    /** As a subscriber's record has it. */
    static SessionState of(final StateRecord record, final long session) {
        final int slot = SessionSlot.find(record, SlotKind.SESSION, session);
        if (slot < 0) {
            return NONE;
        }
        final ExactAmount gross =
                SessionSlot.gross(record, SessionSlot.find(record, SlotKind.SESSION_MONEY, session), new ExactAmount());
        return new SessionState(
                SessionSlot.charge(record, slot),
                SessionSlot.counted(record, slot),
                SessionSlot.slack(record, slot),
                SessionSlot.tierPosition(record, slot),
                SessionSlot.lastBand(record, slot),
                SessionSlot.at(record, slot),
                gross.whole(),
                gross.numerator(),
                gross.denominator());
    }

    /** Of an effect whose fields begin at {@code first}. */
    static SessionState of(final Effect effect, final int first) {
        final long numerator = effect.field(first + 7);
        return new SessionState(
                effect.field(first),
                effect.field(first + 1),
                effect.field(first + 2),
                effect.field(first + 3),
                effect.field(first + 4),
                effect.field(first + 5),
                effect.field(first + 6),
                numerator,
                numerator == 0 ? 1 : effect.field(first + 8));
    }

    void putMoved(final Stage stage, final int subscriber, final long session) {
        stage.put(EffectKind.SESSION_MOVED)
                .field(subscriber)
                .field(session)
                .field(charge)
                .field(counted)
                .field(slack)
                .field(tierPosition)
                .field(lastBand)
                .field(at)
                .field(grossWhole)
                .field(grossNumerator)
                .field(grossDenominator);
    }
}
