package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SessionSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.effect.EffectKind;

/** Sessions that reserve, commit and release (docs/RATING.md, "Reservations"). Reused; one thread. */
final class Reservations {
    /** How long what is granted may be used unless the command says, seconds. */
    static final long VALIDITY_SECONDS = 3_600;

    private static final long MOST_VALIDITY_SECONDS = 7 * 86_400;
    private static final int MOST_OF_A_SUBSCRIBER = 256;
    /** Most that lapse in one command, so that its effects stay within an entry; the rest lapses in the next. */
    private static final int MOST_LAPSED = 1_000;

    private final Cycles cycles;
    private final EventRating rating;
    private final Quotas quotas;
    private final Command event = new Command();
    private boolean changed;
    private ResultCode refusal;
    private boolean isShort;

    Reservations(final Cycles cycles, final EventRating rating, final Refills refills) {
        this.cycles = cycles;
        this.rating = rating;
        quotas = new Quotas(refills);
    }

    static long validity(final Command command) {
        return command.validitySeconds == 0 ? VALIDITY_SECONDS : command.validitySeconds;
    }

    /**
     * Ends what has lapsed at {@code dueMs}, in order of its time; cycles that ended before that turn first.
     *
     * @throws TooMuchAtOnceException if more cycles lie between than one command may turn
     */
    void lapse(final Stage stage, final Account account, final CatalogHistory catalogs, final long dueMs) {
        if (!isDue(ReservationSlot.earliestUntil(account.head()), dueMs)) {
            return;
        }
        int left = MOST_LAPSED;
        long until = earliest(account);
        while (isDue(until, dueMs) && left > 0) {
            cycles.turnTo(stage, account, catalogs, until * 1000 - 1);
            left -= end(stage, account, until, left);
            until = earliest(account);
        }
        if (until != Seconds.FOREVER) {
            stage.put(EffectKind.RESERVATIONS_CHECKED).field(until);
            stage.apply();
        }
    }

    private static boolean isDue(final long until, final long dueMs) {
        return until != Seconds.FOREVER && until * 1000 <= dueMs;
    }

    private static long earliest(final Account account) {
        long earliest = Seconds.FOREVER;
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = record.first(SlotKind.RESERVATION); slot >= 0; ) {
                earliest = Math.min(earliest, ReservationSlot.until(record, slot));
                slot = record.next(SlotKind.RESERVATION, slot);
            }
        }
        return earliest;
    }

    /** Ends those that lapse at a time, at most so many; how many they were. */
    private static int end(final Stage stage, final Account account, final long until, final int most) {
        int ended = 0;
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = record.first(SlotKind.RESERVATION); slot >= 0 && ended < most; ) {
                if (ReservationSlot.until(record, slot) == until) {
                    putEnd(stage, record, slot, ReservationEnd.LAPSED);
                    ended++;
                }
                slot = record.next(SlotKind.RESERVATION, slot);
            }
        }
        stage.apply();
        return ended;
    }

    private static void putEnd(final Stage stage, final StateRecord record, final int slot, final int why) {
        stage.put(EffectKind.RESERVATION_ENDED)
                .field(record.ordinal())
                .field(ReservationSlot.session(record, slot))
                .field(ReservationSlot.group(record, slot))
                .field(why);
    }

    ResultCode execute(
            final Stage stage,
            final Account account,
            final long sequence,
            final Command command,
            final CatalogHistory catalogs) {
        if (!isValid(command)) {
            return ResultCode.INVALID_VALUE;
        }
        if (command.type == CommandType.RELEASE) {
            release(stage, account.record(command.subscriber), command);
            return ResultCode.DONE;
        }
        final long startMs = startMs(command);
        final Catalog catalog = catalogs.at(startMs);
        if (catalog == null) {
            return ResultCode.NO_CATALOG;
        }
        if (!Cycles.isOpen(account)) {
            return ResultCode.NO_TARIFF;
        }
        turn(stage, account, command, catalogs);
        if (Cycles.isGone(account, Cycles.cycleOf(account, startMs))) {
            return ResultCode.PERIOD_FINAL;
        }
        stage.protectWhole(command.subscriber);
        changed = false;
        refusal = null;
        isShort = false;
        final ResultCode refused = chargeUsed(stage, account, sequence, command, catalogs);
        if (refused != null) {
            stage.discard();
            return refused;
        }
        for (int i = 0; i < command.groups; i++) {
            if (command.group(i).hasRequest) {
                reserve(stage, account, command, command.group(i), catalogs, startMs);
            }
        }
        if (command.sessionEnds) {
            endAll(stage, account.record(command.subscriber), command);
        }
        if (refusal != null && !changed && refusal != ResultCode.UNFUNDED) {
            stage.discard();
            return refusal;
        }
        stage.settleWhole();
        if (refusal != null && !changed) {
            return refusal;
        }
        return isShort ? ResultCode.PARTLY_FUNDED : ResultCode.DONE;
    }

    private static long startMs(final Command command) {
        return command.startMs == 0 ? command.atMs : command.startMs;
    }

    private static boolean isValid(final Command command) {
        if (command.session == 0
                || command.validitySeconds < 0
                || command.validitySeconds > MOST_VALIDITY_SECONDS
                || command.type == CommandType.RESERVE && command.groups == 0) {
            return false;
        }
        for (int i = 0; i < command.groups; i++) {
            if (!isValid(command, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isValid(final Command command, final int index) {
        final SessionGroup group = command.group(index);
        for (int i = 0; i < index; i++) {
            if (command.group(i).group == group.group) {
                return false;
            }
        }
        if (group.used < 0 || group.hasRequest && group.requested <= 0) {
            return false;
        }
        return switch (command.type) {
            case RESERVE -> group.hasRequest || group.hasUsed;
            case COMMIT -> group.hasUsed && !group.hasRequest;
            default -> !group.hasUsed && !group.hasRequest;
        };
    }

    /** Cycles turn to all that is charged and reserved, before what happens all or not at all. */
    private void turn(final Stage stage, final Account account, final Command command, final CatalogHistory catalogs) {
        cycles.turnTo(stage, account, catalogs, startMs(command));
        for (int i = 0; i < command.groups; i++) {
            final StateRecord record = account.record(command.subscriber);
            cycles.turnTo(stage, account, catalogs, usedFromMs(record, command, command.group(i)));
        }
    }

    /** What was used began when it was reserved, if that still holds. */
    private static long usedFromMs(final StateRecord record, final Command command, final SessionGroup group) {
        final int slot = ReservationSlot.find(record, command.session, group.group);
        return slot < 0 ? startMs(command) : ReservationSlot.startMs(record, slot);
    }

    /** Frees what the groups hold, and charges what they used, one by one; the code of one that is refused, but for money. */
    private ResultCode chargeUsed(
            final Stage stage,
            final Account account,
            final long sequence,
            final Command command,
            final CatalogHistory catalogs) {
        for (int i = 0; i < command.groups; i++) {
            final SessionGroup group = command.group(i);
            final StateRecord record = account.record(command.subscriber);
            final long usedFromMs = usedFromMs(record, command, group);
            final int slot = ReservationSlot.find(record, command.session, group.group);
            if (slot >= 0) {
                putEnd(stage, record, slot, group.hasUsed ? ReservationEnd.COMMITTED : ReservationEnd.RELEASED);
                stage.apply();
                changed = true;
            }
            if (group.hasUsed) {
                stage.put(EffectKind.USED)
                        .field(group.group)
                        .field(group.service)
                        .field(usedFromMs)
                        .field(group.used);
                event.usageOf(command, group, group.used, usedFromMs);
                final ResultCode code = rating.rate(stage, account, sequence, event, catalogs);
                note(code);
                if (code.kind() != ResultCode.Kind.RATED && code != ResultCode.UNFUNDED) {
                    return code;
                }
            }
        }
        return null;
    }

    private void note(final ResultCode code) {
        changed |= code.kind() == ResultCode.Kind.RATED;
        isShort |= code != ResultCode.DONE;
        if (code.kind() != ResultCode.Kind.RATED && refusal == null) {
            refusal = code;
        }
    }

    private void reserve(
            final Stage stage,
            final Account account,
            final Command command,
            final SessionGroup group,
            final CatalogHistory catalogs,
            final long startMs) {
        final StateRecord record = account.record(command.subscriber);
        int reservations = 0;
        for (int slot = record.first(SlotKind.RESERVATION); slot >= 0; ) {
            reservations++;
            slot = record.next(SlotKind.RESERVATION, slot);
        }
        note(
                reservations < MOST_OF_A_SUBSCRIBER
                        ? quotas.reserve(stage, account, command, group, catalogs, startMs)
                        : ResultCode.TOO_MANY_RESERVED);
    }

    /** Those of the groups that are named, or all of the session. */
    private static void release(final Stage stage, final StateRecord record, final Command command) {
        stage.protectWhole(record.ordinal());
        for (int i = 0; i < command.groups; i++) {
            final int slot = ReservationSlot.find(record, command.session, command.group(i).group);
            if (slot >= 0) {
                putEnd(stage, record, slot, ReservationEnd.RELEASED);
            }
        }
        if (command.groups == 0 || command.sessionEnds) {
            stage.apply();
            endAll(stage, record, command);
        }
        stage.apply();
        stage.settleWhole();
    }

    /** Frees all that a session holds; if it ends, what is known of its usage goes. */
    private static void endAll(final Stage stage, final StateRecord record, final Command command) {
        for (int slot = record.first(SlotKind.RESERVATION); slot >= 0; ) {
            if (ReservationSlot.session(record, slot) == command.session) {
                putEnd(stage, record, slot, ReservationEnd.RELEASED);
                endUsage(stage, record, command, ReservationSlot.group(record, slot));
            }
            slot = record.next(SlotKind.RESERVATION, slot);
        }
        for (int i = 0; i < command.groups; i++) {
            if (ReservationSlot.find(record, command.session, command.group(i).group) < 0) {
                endUsage(stage, record, command, command.group(i).group);
            }
        }
        stage.apply();
    }

    private static void endUsage(final Stage stage, final StateRecord record, final Command command, final int group) {
        final long session = Command.sessionOf(command.session, group);
        if (command.sessionEnds && SessionSlot.find(record, SlotKind.SESSION, session) >= 0) {
            stage.put(EffectKind.SESSION_ENDED).field(record.ordinal()).field(session);
        }
    }
}
