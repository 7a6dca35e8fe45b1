package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.IncrementModel;
import io.ratinggrid.rating.reference.ReferenceAccount.Session;

/**
 * How many units of a session a record's usage counts for, block by block.
 *
 * @param groups   ascending, the last open
 * @param calendar cuts time; empty: all usage is of {@code band}
 * @param cut      true: each stretch in one band is rounded up on its own
 */
record ReferenceIncrements(
        List<IncrementModel> groups,
        Optional<BandCalendarModel> calendar,
        String band,
        CatalogModel catalog,
        boolean cut) {

    /**
     * Blocks of one size that start in one band.
     *
     * @param from, to session offsets
     * @param group    session offset at which the increment group starts
     * @param size     of its blocks; the last may be shorter
     */
    record Run(String band, long from, long to, long group, long size) {
        long blocks() {
            return ceilDiv(to - group, size) - Math.floorDiv(from - group, size);
        }

        /** End of the block of this index, from 0. */
        long end(final long block) {
            return Math.min(to, group + (Math.floorDiv(from - group, size) + block + 1) * size);
        }
    }

    /** What a record adds: its blocks in time order, and what the session keeps of the last one. */
    record Counted(List<Run> runs, long counted, long slack, String band) {
        long blocks() {
            return runs.stream().mapToLong(Run::blocks).sum();
        }

        /** Units counted after the first {@code blocks} blocks, above 0. */
        long unitsAfter(final long blocks) {
            long left = blocks;
            for (final Run run : runs) {
                if (left <= run.blocks()) {
                    return run.end(left - 1);
                }
                left -= run.blocks();
            }
            throw new IllegalArgumentException("blocks=" + blocks + " of=" + blocks());
        }
    }

    /** What usage of {@code quantity} from {@code start} adds to a session. */
    Counted count(final Session session, final long start, final long quantity) {
        if (quantity == 0) {
            return new Counted(List.of(), session.counted(), session.slack(), session.band());
        }
        calendar.ifPresent(bands -> ReferenceAccount.checkTime(Math.addExact(start, quantity)));
        return calendar.isPresent() && cut ? cut(session, start, quantity) : keep(session, start, quantity);
    }

    private Counted keep(final Session session, final long start, final long quantity) {
        final long usage = Math.addExact(session.usage(), quantity);
        final long counted = usage <= session.counted() ? session.counted() : roundedUp(usage);
        final List<Run> runs = new ArrayList<>();
        addRuns(session.counted(), counted, start - session.usage(), Optional.empty(), runs);
        return new Counted(
                runs,
                counted,
                counted - usage,
                runs.isEmpty() ? session.band() : runs.get(runs.size() - 1).band());
    }

    private Counted cut(final Session session, final long start, final long quantity) {
        final List<Run> runs = new ArrayList<>();
        long counted = session.counted();
        long slack = session.slack();
        String last = session.band();
        long time = start;
        while (time < start + quantity) {
            final String band = band(time);
            final long stretch = time;
            while (time < start + quantity && band(time).equals(band)) {
                time = Math.min(ReferenceBands.nextMinute(time), start + quantity);
            }
            slack = band.equals(last) ? slack : 0;
            final long covered = Math.min(slack, time - stretch);
            slack -= covered;
            final long rest = time - stretch - covered;
            if (rest > 0) {
                final long after = roundedUp(counted + rest);
                addRuns(counted, after, 0, Optional.of(band), runs);
                slack = after - (counted + rest);
                counted = after;
            }
            last = band;
        }
        return new Counted(runs, counted, slack, last);
    }

    /** Adds the blocks between two session offsets; offset 0 is at {@code zero} on the clock. */
    private void addRuns(
            final long from, final long to, final long zero, final Optional<String> band, final List<Run> runs) {
        long at = from;
        while (at < to) {
            final IncrementModel group = group(at + 1);
            final long groupStart = start(group);
            long end = Math.min(to, group.upTo());
            if (calendar.isPresent() && band.isEmpty()) {
                final long minuteEnd = ReferenceBands.nextMinute(zero + at) - zero;
                end = Math.min(end, boundary(groupStart, group.size(), minuteEnd));
            }
            runs.add(new Run(band.orElse(band(zero + at)), at, end, groupStart, group.size()));
            at = end;
        }
    }

    private String band(final long time) {
        return calendar.map(bands -> ReferenceBands.at(time, bands, catalog)).orElse(band);
    }

    /** A session's usage rounded up through the groups. */
    long roundedUp(final long usage) {
        if (usage == 0) {
            return 0;
        }
        final IncrementModel group = group(usage);
        return Math.min(group.upTo(), boundary(start(group), group.size(), usage));
    }

    /** The first block boundary at or after an offset. */
    private static long boundary(final long group, final long size, final long offset) {
        return Math.addExact(group, Math.multiplyExact(ceilDiv(offset - group, size), size));
    }

    private static long ceilDiv(final long dividend, final long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }

    /** The group that holds the unit which ends at an offset. */
    private IncrementModel group(final long offset) {
        return groups.stream()
                .filter(group -> offset <= group.upTo())
                .findFirst()
                .orElseThrow();
    }

    private long start(final IncrementModel group) {
        final int index = groups.indexOf(group);
        return index == 0 ? 0 : groups.get(index - 1).upTo();
    }
}
