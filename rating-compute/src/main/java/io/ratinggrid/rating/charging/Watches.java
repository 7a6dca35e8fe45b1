package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.NoticeSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.WatchSlot;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.Thresholds;
import io.ratinggrid.rating.effect.EffectKind;

/**
 * Looks, after a command, whether thresholds have been reached, and puts a notice for each, once (docs/RATING.md, "Being told").
 * Only looks at state, so that it does not matter what changed it. Reused; one thread.
 */
final class Watches {
    private final Spending spending;
    private final WideSum grantedSum = new WideSum();
    private final WideSum leftSum = new WideSum();
    private final WideSum newDrawnSum = new WideSum();

    private Stage stage;
    private Account account;
    private long atMs;
    private int number;
    private int first;
    /** What is being looked at. */
    private StateRecord record;

    private int what;
    private Thresholds thresholds;
    private long from;
    private long of;
    private int percentTold;
    private long told;

    Watches(final Spending spending) {
        this.spending = spending;
    }

    /** Of the account and one subscriber, or, with {@code all}, of every one. */
    void check(
            final Stage newStage,
            final Account newAccount,
            final Catalog catalog,
            final int subscriber,
            final long newAtMs,
            final boolean all) {
        stage = newStage;
        account = newAccount;
        atMs = newAtMs;
        number = -1;
        checkRecord(account.head(), catalog);
        if (all) {
            for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
                checkRecord(account.record(ordinal), catalog);
            }
        } else if (subscriber != 0) {
            checkRecord(account.record(subscriber), catalog);
        }
        for (final Plan plan : catalog.cappedPlans()) {
            checkSpend(plan, catalog);
        }
        stage.apply();
    }

    private void checkRecord(final StateRecord looked, final Catalog catalog) {
        record = looked;
        for (final Thresholds some : catalog.balanceThresholds()) {
            thresholds = some;
            checkBalance();
        }
        for (final Thresholds some : catalog.accumulatorThresholds()) {
            thresholds = some;
            checkAccumulators();
        }
    }

    /** The time of the command, or, where the current cycle does not hold it, the instant of the cycle nearest to it. */
    private long watchedMs() {
        final StateRecord head = account.head();
        return Cycles.isOpen(account)
                ? Math.max(AccountSlot.cycleFrom(head) * 1000, Math.min(atMs, AccountSlot.cycleTo(head) * 1000 - 1))
                : atMs;
    }

    private void checkBalance() {
        final long timeMs = watchedMs();
        final int watch = WatchSlot.find(record, WatchSlot.BALANCE, thresholds.symbol(), 0);
        final int newestTold = watch < 0 ? Integer.MAX_VALUE : WatchSlot.newest(record, watch);
        int newest = 0;
        grantedSum.clear();
        leftSum.clear();
        newDrawnSum.clear();
        for (int slot = record.first(SlotKind.BUCKET); slot >= 0; slot = record.next(SlotKind.BUCKET, slot)) {
            if (BucketSlot.type(record, slot) == thresholds.symbol()
                    && (BucketSlot.flags(record, slot) & BucketSlot.ENDED) == 0
                    && BucketSlot.holdsAt(record, slot, timeMs)) {
                newest = Math.max(newest, BucketSlot.id(record, slot));
                grantedSum.add(BucketSlot.granted(record, slot));
                leftSum.add(BucketSlot.remaining(record, slot));
                if (BucketSlot.id(record, slot) > newestTold) {
                    newDrawnSum.add(BucketSlot.granted(record, slot)).subtract(BucketSlot.remaining(record, slot));
                }
            }
        }
        if (newest == 0) {
            return;
        }
        try {
            final long granted = grantedSum.exact();
            final long used = Math.subtractExact(granted, leftSum.exact());
            if (granted > 0) {
                checkBalance(granted, used, Math.addExact(granted - used, newDrawnSum.exact()), newest);
            }
        } catch (final ArithmeticException outOfRange) {
            // More than an amount can say: nothing is told of it.
        }
    }

    /** {@code leftBefore}: with what was drawn of buckets that were not there when it was told of. */
    private void checkBalance(final long granted, final long used, final long leftBefore, final int newest) {
        final long left = granted - used;
        begin(WatchSlot.BALANCE, 0, granted);
        final int slot = WatchSlot.find(record, what, thresholds.symbol(), 0);
        final int newestTold = slot < 0 ? newest : WatchSlot.newest(record, slot);
        percentTold = slot < 0 ? 0 : WatchSlot.percent(record, slot);
        told = slot < 0 ? 0 : WatchSlot.told(record, slot);
        final int percentBefore = percentTold;
        final long toldBefore = told;
        if (newest > newestTold) {
            rearm(leftBefore);
        }
        for (int i = 0; i < thresholds.size(); i++) {
            final int percent = thresholds.percent(i);
            if (percent > 0) {
                if (percent > percentTold && isReached(i, left) && raise(i, share(percent, granted), used)) {
                    percentTold = percent;
                }
            } else if ((told == 0 || thresholds.level(i) < told)
                    && isReached(i, left)
                    && raise(i, thresholds.level(i), left)) {
                told = thresholds.level(i);
            }
        }
        if (percentTold != percentBefore || told != toldBefore || newest > newestTold) {
            putWatch(Math.max(newest, newestTold));
        }
    }

    /** What was not reached any more, with what has been granted since and before that was drawn, may be told of again. */
    private void rearm(final long left) {
        int percent = 0;
        long level = 0;
        for (int i = 0; i < thresholds.size(); i++) {
            if (isReached(i, left)) {
                if (thresholds.percent(i) > 0 && thresholds.percent(i) <= percentTold) {
                    percent = thresholds.percent(i);
                } else if (thresholds.percent(i) == 0 && told > 0 && thresholds.level(i) >= told) {
                    level = thresholds.level(i);
                }
            }
        }
        percentTold = percent;
        told = level;
    }

    private boolean isReached(final int index, final long left) {
        final int percent = thresholds.percent(index);
        return percent > 0 ? of - left >= share(percent, of) : left <= thresholds.level(index);
    }

    /** So much of a whole above 0, rounded up. */
    private static long share(final int percent, final long whole) {
        return whole / 100 * percent + (whole % 100 * percent + 99) / 100;
    }

    private void checkAccumulators() {
        for (int slot = record.first(SlotKind.ACCUMULATOR); slot >= 0; slot = record.next(SlotKind.ACCUMULATOR, slot)) {
            if (AccumulatorSlot.symbol(record, slot) == thresholds.symbol()
                    && AccumulatorSlot.from(record, slot) >= AccountSlot.closedUntil(account.head())) {
                begin(WatchSlot.ACCUMULATOR, AccumulatorSlot.from(record, slot), 0);
                checkTotal(AccumulatorSlot.value(record, slot));
            }
        }
    }

    private void checkSpend(final Plan plan, final Catalog catalog) {
        record = account.head();
        thresholds = plan.capThresholds();
        for (int slot = record.first(SlotKind.LINE); slot >= 0; slot = record.next(SlotKind.LINE, slot)) {
            final long cycle = LineSlot.from(record, slot);
            if (cycle >= AccountSlot.closedUntil(record) && isFirst(plan, slot, cycle)) {
                begin(WatchSlot.SPEND, cycle, plan.cap());
                checkSpent(plan, catalog);
            }
        }
    }

    private boolean isFirst(final Plan plan, final int slot, final long cycle) {
        int other = record.first(SlotKind.LINE);
        while (!isSpent(plan, other, cycle) && other < slot) {
            other = record.next(SlotKind.LINE, other);
        }
        return other == slot && isSpent(plan, slot, cycle);
    }

    private boolean isSpent(final Plan plan, final int slot, final long cycle) {
        return LineSlot.flags(record, slot) == 0
                && LineSlot.from(record, slot) == cycle
                && plan.hasLine(LineSlot.line(record, slot));
    }

    private void checkSpent(final Plan plan, final Catalog catalog) {
        final long spent;
        try {
            spent = spending.spent(record, plan, from, catalog.money().scaledPerMinor());
        } catch (final ArithmeticException outOfRange) {
            return;
        }
        checkTotal(spent);
    }

    private void checkTotal(final long total) {
        final int slot = WatchSlot.find(record, what, thresholds.symbol(), from);
        final long toldBefore = slot < 0 ? 0 : WatchSlot.told(record, slot);
        percentTold = 0;
        told = toldBefore;
        for (int i = 0; i < thresholds.size(); i++) {
            final long level = thresholds.level(i);
            if (level > toldBefore && level <= total && raise(i, level, total)) {
                told = level;
            }
        }
        if (told != toldBefore) {
            putWatch(0);
        }
    }

    private void begin(final int newWhat, final long newFrom, final long newOf) {
        what = newWhat;
        from = newFrom;
        of = newOf;
    }

    /** False: as many notices of the account are not delivered as may be; this one is for a later command. */
    private boolean raise(final int index, final long threshold, final long reached) {
        final StateRecord head = account.head();
        if (number < 0) {
            number = WatchSlot.lastNumber(head);
            first = number - NoticeSlot.count(head);
        }
        if (number - first >= NoticeSlot.MOST) {
            return false;
        }
        number++;
        stage.put(EffectKind.NOTICE_RAISED)
                .field(record.ordinal())
                .field(what)
                .field(thresholds.symbol())
                .field(from)
                .field(number)
                .field(thresholds.percent(index))
                .field(threshold)
                .field(reached)
                .field(of)
                .field(atMs / 1000);
        return true;
    }

    private void putWatch(final int newest) {
        stage.put(EffectKind.WATCHED)
                .field(record.ordinal())
                .field(what)
                .field(thresholds.symbol())
                .field(from)
                .field(percentTold)
                .field(told)
                .field(newest);
    }
}
