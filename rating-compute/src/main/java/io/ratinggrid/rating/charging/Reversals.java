package io.ratinggrid.rating.charging;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.PoolDrawSlot;
import io.ratinggrid.rating.account.ReversalSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.UniqueSlot;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * Takes back what an event did (docs/RATING.md, "Cancelled events"): its effects the other way round, whatever tiers and prices
 * say now. Whether it may be, and was not before, its callers find out. Reused; one thread.
 */
final class Reversals {
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private final ExactAmount moved = new ExactAmount();
    private final ExactAmount fraction = new ExactAmount();
    private final ExactAmount total = new ExactAmount();
    private long[] moneyBuckets = new long[4];
    private int moneyBucketCount;
    /** Whole units that money buckets have got back and the prepaid line has not been lowered by. */
    private long givenBack;

    private long session;
    private int sessionOwner;
    private SessionState sessionBefore = SessionState.NONE;
    private SessionState sessionAfter = SessionState.NONE;

    /** Carries out {@code reverse-event}: the event is taken back, or it is journaled why it is not. */
    ResultCode reverse(final Stage stage, final Account account, final Command command) {
        final StateRecord head = account.head();
        final int slot = ReversalSlot.find(head, command.item);
        if (slot < 0) {
            return ResultCode.ALREADY_SETTLED;
        }
        final long high = ReversalSlot.high(head, slot);
        final long low = ReversalSlot.low(head, slot);
        stage.protect(command.subscriber);
        ResultCode code = ResultCode.of(command.answer);
        if (code == ResultCode.DONE) {
            code = takeBack(stage, account, command.reversal);
        }
        if (code != ResultCode.DONE) {
            stage.discard();
        }
        settle(stage, command.item, high, low, code);
        return code;
    }

    /** Says what became of it. */
    static void settle(final Stage stage, final long item, final long high, final long low, final ResultCode code) {
        stage.put(EffectKind.REVERSAL_SETTLED)
                .field(item)
                .field(high)
                .field(low)
                .field(code.number());
        stage.apply();
    }

    private ResultCode takeBack(final Stage stage, final Account account, final byte[] effects) {
        moneyBucketCount = 0;
        givenBack = 0;
        session = 0;
        sessionBefore = SessionState.NONE;
        sessionAfter = SessionState.NONE;
        fraction.clear();
        source.wrap(effects, 0, effects.length);
        try {
            while (source.remaining() > 0) {
                effect.decode(source);
                if (!takeBack(stage, account)) {
                    return ResultCode.NOT_REVERSIBLE;
                }
            }
        } catch (final ArithmeticException e) {
            return ResultCode.AMOUNT_OVERFLOW;
        }
        restoreSession(stage, account);
        return ResultCode.DONE;
    }

    /** False: it would leave an accumulator below zero. */
    private boolean takeBack(final Stage stage, final Account account) {
        switch (effect.kind()) {
            case LINE_BEFORE, BUCKET_BEFORE -> fraction.set(0, effect.field(0), effect.field(1));
            case SLICE -> addMoneyBucket(effect.field(5));
            case BUCKET_DRAWN -> giveBack(stage, account.record(effect.intField(0)));
            case POOL_DRAWN -> giveBackShare(stage, account.record(effect.intField(0)));
            case ACCUMULATED -> {
                return moveBack(stage, account.record(effect.intField(0)));
            }
            case UNIQUE_SEEN -> forget(stage, account.record(effect.intField(0)));
            case CHARGED -> credit(stage, account.head());
            case SESSION_BEFORE -> {
                if (session == 0) {
                    sessionBefore = SessionState.of(effect, 0);
                }
            }
            case SESSION_MOVED -> {
                if (session == 0) {
                    session = effect.field(1);
                    sessionOwner = effect.intField(0);
                }
                sessionAfter = SessionState.of(effect, 2);
            }
            case SESSION_ENDED -> sessionAfter = SessionState.NONE;
            default -> throw new IllegalStateException("effect=" + effect.kind() + " cannot be taken back");
        }
        return true;
    }

    private void addMoneyBucket(final long id) {
        if (moneyBucketCount == moneyBuckets.length) {
            moneyBuckets = Arrays.copyOf(moneyBuckets, moneyBucketCount * 2);
        }
        moneyBuckets[moneyBucketCount++] = id;
    }

    private boolean isMoneyBucket(final long id) {
        for (int i = 0; i < moneyBucketCount; i++) {
            if (moneyBuckets[i] == id) {
                return true;
            }
        }
        return false;
    }

    /** What was drawn beyond the fraction before. */
    private void loadMoved(final int whole) {
        moved.set(effect.field(whole), effect.field(whole + 1), effect.field(whole + 2));
        moved.subtract(fraction);
        fraction.clear();
    }

    /** To the bucket that paid; what came from one that is gone would have expired. */
    private void giveBack(final Stage stage, final StateRecord record) {
        loadMoved(2);
        final int slot = BucketSlot.find(record, effect.intField(1));
        if (slot < 0) {
            return;
        }
        total.set(0, BucketSlot.numerator(record, slot), BucketSlot.denominator(record, slot));
        total.subtract(moved);
        stage.put(EffectKind.BUCKET_DRAWN)
                .field(record.ordinal())
                .field(effect.field(1))
                .field(total.whole())
                .field(Math.toIntExact(total.numerator()))
                .field(Math.toIntExact(total.denominator()));
        stage.apply();
        if (isMoneyBucket(effect.field(1))) {
            givenBack = Math.subtractExact(givenBack, total.whole());
        }
    }

    /** What a member has drawn of a pool counts no more, unless it is gone with its cycle. */
    private void giveBackShare(final Stage stage, final StateRecord record) {
        if (PoolDrawSlot.find(record, effect.intField(1), effect.field(2)) < 0) {
            return;
        }
        total.clear();
        total.subtract(moved.set(effect.field(3), effect.field(4), effect.field(5)));
        stage.put(EffectKind.POOL_DRAWN)
                .field(record.ordinal())
                .field(effect.field(1))
                .field(effect.field(2))
                .field(total.whole())
                .field(total.numerator())
                .field(total.denominator());
        stage.apply();
    }

    private boolean moveBack(final Stage stage, final StateRecord record) {
        final int accumulator = effect.intField(1);
        final long from = effect.field(2);
        final int slot = AccumulatorSlot.find(record, accumulator, from);
        if (slot < 0) {
            return true;
        }
        final long left = Math.subtractExact(AccumulatorSlot.value(record, slot), effect.field(3));
        if (left < 0) {
            return false;
        }
        if (left == 0 && !AccumulatorSlot.flatCharged(record, slot)) {
            stage.put(EffectKind.ACCUMULATOR_REMOVED)
                    .field(record.ordinal())
                    .field(accumulator)
                    .field(from);
        } else {
            stage.put(EffectKind.ACCUMULATED)
                    .field(record.ordinal())
                    .field(accumulator)
                    .field(from)
                    .field(Math.negateExact(effect.field(3)))
                    .field(AccumulatorSlot.latestMs(record, slot));
        }
        stage.apply();
        return true;
    }

    private void forget(final Stage stage, final StateRecord record) {
        if (UniqueSlot.seen(record, effect.intField(1), effect.field(2), effect.field(3))) {
            stage.put(EffectKind.UNIQUE_FORGOTTEN)
                    .field(record.ordinal())
                    .field(effect.field(1))
                    .field(effect.field(2))
                    .field(effect.field(3));
            stage.apply();
        }
    }

    /** On the line of the event's own cycle, also if that was billed and the line is gone since. */
    private void credit(final Stage stage, final StateRecord head) {
        loadMoved(3);
        final int line = effect.intField(0);
        final int flags = effect.intField(2);
        final int slot = LineSlot.find(head, line, effect.field(1), flags);
        if (slot < 0) {
            total.clear();
        } else {
            LineSlot.amount(head, slot, total);
        }
        final long whole = total.whole();
        final long numerator = total.numerator();
        final long denominator = total.denominator();
        total.subtract(moved);
        if (flags == LineSlot.PREPAID) {
            final long left = Math.subtractExact(whole, givenBack);
            if (total.whole() != left) {
                total.set(left, numerator, denominator);
            }
            givenBack = 0;
        }
        if (total.whole() != whole || total.numerator() != numerator || total.denominator() != denominator) {
            stage.put(EffectKind.CHARGED)
                    .field(line)
                    .field(effect.field(1))
                    .field(flags)
                    .field(Math.subtractExact(total.whole(), whole))
                    .field(total.numerator())
                    .field(total.denominator());
            stage.apply();
        }
    }

    /** A session that has gone on since, or begun anew, goes on as if the event had been there. */
    private void restoreSession(final Stage stage, final Account account) {
        if (session != 0) {
            final StateRecord record = account.record(sessionOwner);
            final boolean isLatest = SessionState.of(record, session).equals(sessionAfter);
            if (isLatest && !sessionBefore.equals(sessionAfter)) {
                if (sessionBefore.equals(SessionState.NONE)) {
                    stage.put(EffectKind.SESSION_ENDED).field(sessionOwner).field(session);
                } else {
                    sessionBefore.putMoved(stage, sessionOwner, session);
                }
                stage.apply();
            }
        }
    }
}
