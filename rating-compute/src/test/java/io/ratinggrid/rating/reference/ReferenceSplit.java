package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.command.Command;

/**
 * Cuts an event at period and version boundaries where its charge says so.
 *
 * @param versions when catalog versions become effective
 */
record ReferenceSplit(ReferenceAccount account, List<Long> versions) {
    /** What the parts of an event without a session have in common. */
    private static final long SESSION = 0x5e55_1011_5e55_1011L;

    /** The event itself, or its parts, as records of one session. */
    List<Command> parts(final Command event, final ReferenceUsage usage) {
        final Fraction end = usage.service.dimension() == Dimension.TIME
                ? Fraction.of(event.startMs).plus(Fraction.of(event.quantity))
                : Fraction.of(event.untilMs);
        final List<Long> starts = new ArrayList<>(starts(event.startMs, end, usage));
        if (starts.size() < 2 || event.quantity == 0) {
            return List.of(event);
        }
        final List<Fraction> exact = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            final Fraction until = i + 1 < starts.size() ? Fraction.of(starts.get(i + 1)) : end;
            exact.add(Fraction.of(event.quantity)
                    .times(until.minus(Fraction.of(starts.get(i))))
                    .over(end.minus(Fraction.of(event.startMs))));
        }
        final List<Long> shares = largestRemainder(exact, event.quantity);
        final List<Command> parts = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            if (shares.get(i) > 0) {
                final Command part = Commands.copy(event);
                part.startMs = starts.get(i);
                part.quantity = shares.get(i);
                part.session = event.session == 0 ? SESSION : event.session;
                part.sessionEnds = false;
                parts.add(part);
            }
        }
        return parts;
    }

    private TreeSet<Long> starts(final long start, final Fraction end, final ReferenceUsage usage) {
        final TreeSet<Long> starts = new TreeSet<>(List.of(start));
        if (usage.charge.splitAtVersion()) {
            versions.stream()
                    .filter(version -> version > start && Fraction.of(version).isBelow(end))
                    .forEach(starts::add);
        }
        if (usage.charge.splitAtPeriod()) {
            ReferenceCycle cycle = ReferenceCycle.at(start, account.zone, account.cycleRule);
            while (Fraction.of(cycle.to()).isBelow(end)) {
                starts.add(wholeSeconds(cycle.to()));
                cycle = cycle.next(account.zone, account.cycleRule);
            }
        }
        return starts;
    }

    /** Times beyond what state can hold are out of range. */
    private static long wholeSeconds(final long time) {
        if (time / 1000 > Seconds.FOREVER) {
            throw new ArithmeticException("time=" + time);
        }
        return time;
    }

    /** Whole shares of a quantity, the largest remainders rounded up, of equal ones the first. */
    private static List<Long> largestRemainder(final List<Fraction> exact, final long quantity) {
        final List<Long> shares = new ArrayList<>(
                exact.stream().map(share -> share.floor().exactLong()).toList());
        final long missing =
                quantity - shares.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, exact.size())
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer part) -> exact.get(part).floor().minus(exact.get(part))))
                .limit(missing)
                .forEach(part -> shares.set(part, shares.get(part) + 1));
        return shares;
    }
}
