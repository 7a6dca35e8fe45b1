package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.catalog.model.AccumulatorModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.reference.ReferenceAccount.Reservation;

/** One command about a session that reserves, as docs/RATING.md says under "Reservations". */
final class ReferenceSession {
    private static final long WEEK_SECONDS = 604_800;
    private static final int MOST = 256;

    private final Command command;
    private final ReferenceEngine engine;
    private final ReferenceCatalogs catalogs;
    /** Of everything that it asks for, in order. */
    private final List<ResultCode> codes = new ArrayList<>();

    private boolean changed;

    ReferenceSession(final Command command, final ReferenceEngine engine, final ReferenceCatalogs catalogs) {
        this.command = command;
        this.engine = engine;
        this.catalogs = catalogs;
    }

    private List<SessionGroup> groups() {
        final List<SessionGroup> groups = new ArrayList<>();
        for (int i = 0; i < command.groups; i++) {
            groups.add(command.group(i));
        }
        return groups;
    }

    boolean isValid() {
        final Set<Integer> numbers = new HashSet<>();
        return command.session != 0
                && command.validitySeconds >= 0
                && command.validitySeconds <= WEEK_SECONDS
                && !(command.type == CommandType.RESERVE && command.groups == 0)
                && groups().stream().allMatch(group -> numbers.add(group.group) && isValid(group));
    }

    private boolean isValid(final SessionGroup group) {
        final boolean allowed =
                switch (command.type) {
                    case RESERVE -> group.hasRequest || group.hasUsed;
                    case COMMIT -> group.hasUsed && !group.hasRequest;
                    default -> !group.hasUsed && !group.hasRequest;
                };
        return allowed && group.used >= 0 && (!group.hasRequest || group.requested > 0);
    }

    long start() {
        return command.startMs == 0 ? command.atMs : command.startMs;
    }

    /** Times that cycles have to turn to, in order. */
    List<Long> times(final ReferenceAccount account) {
        final List<Long> times = new ArrayList<>(List.of(start()));
        groups().forEach(group -> times.add(usedFrom(account, group)));
        return times;
    }

    private long usedFrom(final ReferenceAccount account, final SessionGroup group) {
        return find(account, group.group).map(Reservation::start).orElse(start());
    }

    private Optional<Reservation> find(final ReferenceAccount account, final int group) {
        return ofSession(account).stream()
                .filter(reservation -> reservation.group() == group)
                .findFirst();
    }

    private List<Reservation> ofSession(final ReferenceAccount account) {
        return account.reservations.stream()
                .filter(one -> one.owner() == command.subscriber && one.session() == command.session)
                .toList();
    }

    void release(final ReferenceAccount account) {
        groups().forEach(group -> find(account, group.group).ifPresent(account::end));
        if (command.groups == 0 || command.sessionEnds) {
            endAll(account);
        }
    }

    private void endAll(final ReferenceAccount account) {
        final Set<Integer> ended = new HashSet<>();
        groups().forEach(group -> ended.add(group.group));
        for (final Reservation reservation : ofSession(account)) {
            account.end(reservation);
            ended.add(reservation.group());
        }
        if (command.sessionEnds) {
            ended.forEach(group ->
                    account.owners.get(command.subscriber).sessions.remove(Command.sessionOf(command.session, group)));
        }
    }

    /** Charges what was used, group by group, then reserves anew; what is refused for other reasons than money refuses all. */
    ReferenceUsage.Rated carryOut(final ReferenceAccount account) {
        ReferenceAccount rated = account;
        for (final SessionGroup group : groups()) {
            final long from = usedFrom(rated, group);
            final Optional<Reservation> reservation = find(rated, group.group);
            if (reservation.isPresent()) {
                rated.end(reservation.get());
                changed = true;
            }
            if (group.hasUsed) {
                rated = charge(group, from, rated);
            }
        }
        for (final SessionGroup group : groups()) {
            if (group.hasRequest) {
                reserve(group, rated);
            }
        }
        if (command.sessionEnds) {
            endAll(rated);
        }
        return new ReferenceUsage.Rated(outcome(), rated);
    }

    private ReferenceAccount charge(final SessionGroup group, final long from, final ReferenceAccount account) {
        final Command event = new Command();
        event.usageOf(command, group, group.used, from);
        try {
            final ReferenceUsage.Rated rated = engine.used(event, account.copy());
            codes.add(rated.code());
            changed = true;
            return rated.account();
        } catch (final Refusal refusal) {
            if (refusal.code != ResultCode.UNFUNDED) {
                throw refusal;
            }
            codes.add(refusal.code);
            return account;
        }
    }

    private void reserve(final SessionGroup group, final ReferenceAccount account) {
        final long ofSubscriber = account.reservations.stream()
                .filter(one -> one.owner() == command.subscriber)
                .count();
        try {
            if (ofSubscriber >= MOST) {
                throw new Refusal(ResultCode.TOO_MANY_RESERVED);
            }
            final Command event = new Command();
            event.usageOf(command, group, group.requested, start());
            ReferenceUsage usage = new ReferenceUsage(account, catalogs.at(start()), event, false);
            if (usage.charge.accumulator().map(AccumulatorModel::metric).equals(Optional.of(Metric.TIME_WEIGHTED))) {
                throw new Refusal(ResultCode.NOT_SUPPORTED);
            }
            event.quantity = usage.usageInFirstBand();
            usage = new ReferenceUsage(account, catalogs.at(start()), event, false);
            final ReferenceUsage.Quota quota = usage.quota(account);
            final long validity = command.validitySeconds == 0 ? 3_600 : command.validitySeconds;
            final long until = (Math.floorDiv(command.atMs, 1_000L) + 2 * validity) * 1_000;
            ReferenceAccount.checkTime(until);
            account.reserve(new Reservation(
                    command.subscriber, command.session, group.group, quota.units(), start(), until, quota.holds()));
            engine.draw(quota.holds().keySet());
            codes.add(quota.units() < event.quantity ? ResultCode.PARTLY_FUNDED : ResultCode.DONE);
            changed = true;
        } catch (final Refusal refusal) {
            codes.add(refusal.code);
        }
    }

    /** Refused if nothing came of it; unfunded is an answer, which stands. */
    private ResultCode outcome() {
        final Optional<ResultCode> refused = codes.stream()
                .filter(code -> code != ResultCode.DONE && code != ResultCode.PARTLY_FUNDED)
                .findFirst();
        if (refused.isPresent() && !changed) {
            if (refused.get() != ResultCode.UNFUNDED) {
                throw new Refusal(refused.get());
            }
            return ResultCode.UNFUNDED;
        }
        return codes.stream().allMatch(ResultCode.DONE::equals) ? ResultCode.DONE : ResultCode.PARTLY_FUNDED;
    }
}
