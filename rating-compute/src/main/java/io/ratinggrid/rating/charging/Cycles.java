package io.ratinggrid.rating.charging;

import java.time.ZoneId;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.PoolDrawSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.effect.EffectKind;

/** Bill cycles of an account: opens, turns and closes them (docs/RATING.md, "Cycles"). Reused; one thread. */
final class Cycles {
    private final Grants grants;
    private final Fees fees;
    private final CycleClosing closing;
    private final Statements statements = new Statements();
    private final Levels levels = new Levels();

    Cycles(final Documents documents, final Grants grants, final Fees fees) {
        this.grants = grants;
        this.fees = fees;
        this.closing = new CycleClosing(documents, fees);
    }

    static ZoneId zone(final Account account) {
        return BillCycle.zone(AccountSlot.zone(account.head()));
    }

    static boolean isOpen(final Account account) {
        return AccountSlot.cycleTo(account.head()) != 0;
    }

    /** Opens the first cycle, the one that holds {@code timeMs}; none must be open. */
    void open(final Stage stage, final Account account, final long timeMs) {
        final int rule = AccountSlot.cycleRule(account.head());
        stage.put(EffectKind.CYCLE_OPENED)
                .field(Seconds.of(BillCycle.start(zone(account), rule, timeMs)))
                .field(Seconds.of(BillCycle.end(zone(account), rule, timeMs)));
        stage.apply();
    }

    /** Start of the cycle that holds an instant, seconds; the current one is found without a calendar. */
    static long cycleOf(final Account account, final long timeMs) {
        final StateRecord head = account.head();
        if (timeMs >= AccountSlot.cycleFrom(head) * 1000 && timeMs < AccountSlot.cycleTo(head) * 1000) {
            return AccountSlot.cycleFrom(head);
        }
        return Seconds.of(BillCycle.start(zone(account), AccountSlot.cycleRule(head), timeMs));
    }

    /** End of the cycle that holds an instant; both seconds. */
    static long endOf(final Account account, final long at) {
        return Seconds.of(BillCycle.end(zone(account), AccountSlot.cycleRule(account.head()), at * 1000));
    }

    /** True if the cycle that starts at {@code from} is older than the last one closed, so that its figures are gone. */
    static boolean isGone(final Account account, final long from) {
        final StateRecord head = account.head();
        if (from >= AccountSlot.cycleFrom(head)) {
            return false;
        }
        return BillCycle.end(zone(account), AccountSlot.cycleRule(head), from * 1000)
                < AccountSlot.closedUntil(head) * 1000;
    }

    /**
     * Turns cycles until the current one holds {@code timeMs} or lies after it.
     *
     * @throws TooMuchAtOnceException if those are too many for one command
     */
    void turnTo(final Stage stage, final Account account, final CatalogHistory catalogs, final long timeMs) {
        while (isOpen(account) && AccountSlot.cycleTo(account.head()) * 1000 <= timeMs) {
            final Catalog catalog = catalogs.at(AccountSlot.cycleTo(account.head()) * 1000);
            if (catalog == null) {
                return;
            }
            stage.keep();
            turn(stage, account, catalogs, catalog);
            stage.checkRoom();
        }
    }

    private void turn(final Stage stage, final Account account, final CatalogHistory catalogs, final Catalog catalog) {
        final StateRecord head = account.head();
        final long ended = AccountSlot.cycleFrom(head);
        final long at = AccountSlot.cycleTo(head);
        final long next = Seconds.of(BillCycle.end(zone(account), AccountSlot.cycleRule(head), at * 1000));
        stage.protectAll();
        statements.put(stage, account, catalog, at);
        grants.begin(account);
        carryBuckets(stage, account, at);
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            endBuckets(stage, account.record(ordinal), catalog, at, next);
        }
        stage.put(EffectKind.CYCLE_OPENED).field(at).field(next);
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            renew(stage, account, account.record(ordinal), catalogs, at, next);
        }
        stage.apply();
        levels.carry(stage, account, catalog, ended, at);
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            chargeFirstFees(stage, account, account.record(ordinal), catalogs, at, next);
        }
        stage.settle();
    }

    /** Takes the level of a late event on into the cycles behind its own. */
    void carryLate(
            final Stage stage,
            final Account account,
            final CatalogHistory catalogs,
            final StateRecord record,
            final int accumulator,
            final long cycleFrom) {
        levels.carryLate(stage, account, catalogs, record, accumulator, cycleFrom);
    }

    private static void carryBuckets(final Stage stage, final Account account, final long at) {
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (BucketSlot.isCarried(record, slot, at)) {
                    stage.put(EffectKind.BUCKETS_CARRIED).field(at);
                    return;
                }
            }
        }
    }

    /** By id, so that the order of grants carries over. */
    private void endBuckets(
            final Stage stage, final StateRecord record, final Catalog catalog, final long at, final long next) {
        for (int slot = nextBucket(record, 0); slot >= 0; slot = nextBucket(record, BucketSlot.id(record, slot))) {
            if ((BucketSlot.flags(record, slot) & BucketSlot.ENDED) == 0 && BucketSlot.to(record, slot) <= at) {
                endBucket(stage, record, slot, catalog.bucket(BucketSlot.type(record, slot)), at, next);
            }
        }
    }

    private void endBucket(
            final Stage stage,
            final StateRecord record,
            final int slot,
            final BucketType type,
            final long at,
            final long next) {
        final long rolled = rolledOver(record, slot, type);
        stage.put(EffectKind.BUCKET_ENDED)
                .field(record.ordinal())
                .field(BucketSlot.id(record, slot))
                .field(rolled)
                .field(BucketSlot.remaining(record, slot) - rolled);
        if (rolled > 0) {
            grants.put(
                    stage,
                    record.ordinal(),
                    type,
                    rolled,
                    at,
                    next,
                    BucketSlot.CARRIED | BucketSlot.ROLLED,
                    BucketSlot.cyclesLeft(record, slot) - 1);
        }
    }

    /** What goes into the next cycle: whole units only, for one that a drawdown rate has begun is spent, and none that a session holds. */
    static long rolledOver(final StateRecord record, final int slot, final BucketType type) {
        if (type == null || type.model().rollover().isEmpty() || BucketSlot.cyclesLeft(record, slot) == 0) {
            return 0;
        }
        final BucketModel.Rollover rollover = type.model().rollover().orElseThrow();
        final long left = BucketSlot.remaining(record, slot)
                - ReservationSlot.held(record, slot)
                - (BucketSlot.numerator(record, slot) > 0 ? 1 : 0);
        return Math.max(0, Math.min(left, rollover.maximum()));
    }

    /** Slot of the bucket with the smallest id above {@code id}, or -1. */
    private static int nextBucket(final StateRecord record, final int id) {
        int next = -1;
        for (int slot = 0; slot < record.slots(); slot++) {
            if (record.kind(slot) == SlotKind.BUCKET
                    && BucketSlot.id(record, slot) > id
                    && (next < 0 || BucketSlot.id(record, slot) < BucketSlot.id(record, next))) {
                next = slot;
            }
        }
        return next;
    }

    /** Grants of a cycle: every cycle's of a subscription that goes on, all of one that begins in it. */
    private void renew(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final CatalogHistory catalogs,
            final long at,
            final long next) {
        for (int slot = 0; slot < record.slots(); slot++) {
            final boolean begins = begins(record, slot, at, next);
            if (begins
                    || record.kind(slot) == SlotKind.SUBSCRIPTION
                            && SubscriptionSlot.holdsAt(record, slot, at * 1000)) {
                final long from = begins ? SubscriptionSlot.from(record, slot) : at;
                final Plan plan = catalogs.at(from * 1000).plan(SubscriptionSlot.plan(record, slot));
                if (plan != null) {
                    final boolean once = begins && !SubscriptionSlot.continued(record, slot);
                    grants.putPlan(stage, account, record, slot, plan, from, next, once);
                }
            }
        }
    }

    private static boolean begins(final StateRecord record, final int slot, final long at, final long next) {
        return record.kind(slot) == SlotKind.SUBSCRIPTION
                && SubscriptionSlot.from(record, slot) >= at
                && SubscriptionSlot.from(record, slot) < SubscriptionSlot.until(record, slot)
                && SubscriptionSlot.from(record, slot) < next;
    }

    private void chargeFirstFees(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final CatalogHistory catalogs,
            final long at,
            final long next) {
        for (int slot = 0; slot < record.slots(); slot++) {
            if (begins(record, slot, at, next)) {
                final long fromMs = SubscriptionSlot.from(record, slot) * 1000;
                fees.begin(stage, account, record, slot, catalogs.at(fromMs), fromMs);
            }
        }
    }

    /** When a cycle turns or can be closed next, whole seconds; {@link Seconds#FOREVER}: none is open, or no catalog holds then. */
    static long dueAt(final Account account, final CatalogHistory catalogs) {
        if (!isOpen(account)) {
            return Seconds.FOREVER;
        }
        final long turns = AccountSlot.cycleTo(account.head());
        final long closes = hasUnclosed(account) ? graceOver(oldestEnd(account), catalogs) : Seconds.FOREVER;
        return Math.min(catalogs.at(turns * 1000) == null ? Seconds.FOREVER : turns, closes);
    }

    private static long graceOver(final long to, final CatalogHistory catalogs) {
        final Catalog catalog = catalogs.at(to * 1000 - 1);
        return catalog == null ? Seconds.FOREVER : to + Math.floorDiv(catalog.graceMs() + 999, 1000);
    }

    private static boolean hasUnclosed(final Account account) {
        return AccountSlot.closedUntil(account.head()) < AccountSlot.cycleFrom(account.head());
    }

    /** End of the oldest cycle that is not closed, seconds. */
    private static long oldestEnd(final Account account) {
        return endOf(account, AccountSlot.closedUntil(account.head()));
    }

    /**
     * Closes the oldest cycle that is not closed, if its grace was over at or before {@code timeMs}; false if there is none.
     *
     * @throws TooMuchAtOnceException if that is too much for one command
     */
    boolean closeOldest(
            final Stage stage,
            final Account account,
            final CatalogHistory catalogs,
            final long atMs,
            final long timeMs) {
        turnTo(stage, account, catalogs, timeMs);
        final StateRecord head = account.head();
        final long from = AccountSlot.closedUntil(head);
        if (!isOpen(account) || !hasUnclosed(account)) {
            return false;
        }
        final long to = oldestEnd(account);
        if (to * 1000 + catalogs.at(to * 1000 - 1).graceMs() > timeMs) {
            return false;
        }
        stage.keep();
        stage.protectAll();
        closing.close(stage, account, catalogs, atMs, from, to);
        removePast(stage, account, from, to);
        stage.settle();
        stage.checkRoom();
        return true;
    }

    /** What only late events of the cycle just closed may still need stays; what is older goes. */
    private void removePast(final Stage stage, final Account account, final long from, final long to) {
        final StateRecord head = account.head();
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.LINE && LineSlot.from(head, slot) < from && closing.isSettled(head, slot)) {
                stage.put(EffectKind.LINE_REMOVED)
                        .field(LineSlot.line(head, slot))
                        .field(LineSlot.from(head, slot))
                        .field(LineSlot.flags(head, slot));
            }
        }
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            removePast(stage, account.record(ordinal), from, to);
        }
        stage.put(EffectKind.CYCLE_CLOSED).field(to);
        stage.apply();
    }

    private static void removePast(final Stage stage, final StateRecord record, final long from, final long to) {
        for (int slot = 0; slot < record.slots(); slot++) {
            final int kind = record.kind(slot);
            if (kind == SlotKind.ACCUMULATOR && AccumulatorSlot.from(record, slot) < from) {
                stage.put(EffectKind.ACCUMULATOR_REMOVED)
                        .field(record.ordinal())
                        .field(AccumulatorSlot.symbol(record, slot))
                        .field(AccumulatorSlot.from(record, slot));
            } else if (kind == SlotKind.POOL_DRAW && PoolDrawSlot.from(record, slot) < from) {
                stage.put(EffectKind.POOL_FORGOTTEN)
                        .field(record.ordinal())
                        .field(PoolDrawSlot.type(record, slot))
                        .field(PoolDrawSlot.from(record, slot));
            } else if (kind == SlotKind.BUCKET
                    && (BucketSlot.flags(record, slot) & (BucketSlot.ENDED | BucketSlot.HELD)) == BucketSlot.ENDED
                    && BucketSlot.to(record, slot) <= to) {
                stage.put(EffectKind.BUCKET_REMOVED)
                        .field(record.ordinal())
                        .field(BucketSlot.id(record, slot))
                        .field(BucketSlot.remaining(record, slot));
            } else if (kind == SlotKind.SESSION && Seconds.unsigned(record.getInt(slot, 40)) < from) {
                stage.put(EffectKind.SESSION_ENDED).field(record.ordinal()).field(record.getLong(slot, 8));
            }
        }
    }
}
