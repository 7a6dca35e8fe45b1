package io.ratinggrid.perf.journal;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongFunction;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;

/** Looks at records of events: each must be as it was drawn, rated, and there once. One thread; several share the partitions. */
public final class EventCheck {
    private final long events;
    private final LongFunction<Command> drawn;
    private final Problems problems;
    private final BitSet seen = new BitSet();
    private final ByteSink expected = new ByteSink(512);
    private final ByteSink found = new ByteSink(512);
    private final ByteSink scratch = new ByteSink(512);

    /**
     * Has seen none.
     *
     * @param events how many there were, the first is 0
     * @param drawn  one by its number, valid until the next
     */
    public EventCheck(final long events, final LongFunction<Command> drawn, final Problems problems) {
        this.events = events;
        this.drawn = drawn;
        this.problems = problems;
    }

    /** {@code event}: the number of the record's event, as its id tells it. */
    public void take(final JournalRecord record, final long event) {
        final String where = "event=" + event + " partition=" + record.partition();
        if (event < 0 || event >= events) {
            problems.add("never sent", where);
            return;
        }
        if (seen.get((int) event)) {
            problems.add("twice", where);
        }
        seen.set((int) event);
        if (record.code().kind() != ResultCode.Kind.RATED) {
            problems.add("not rated", where + " code=" + record.code());
        }
        final Command own = drawn.apply(event);
        own.content = CommandCodec.contentOf(own, scratch);
        encode(own, expected);
        encode(record.command(), found);
        if (!Arrays.equals(expected.bytes(), 0, expected.length(), found.bytes(), 0, found.length())) {
            problems.add("otherwise", where + " is not as it was drawn");
        }
    }

    private static void encode(final Command command, final ByteSink sink) {
        sink.truncate(0);
        CommandCodec.encode(command, sink);
    }

    /** Numbers of the events that it has seen. */
    public BitSet seen() {
        return seen;
    }

    /** What all threads have seen, once each; tells of what several have seen, and of what none has. */
    public static BitSet together(final List<BitSet> seen, final long events, final Problems problems) {
        final BitSet all = new BitSet();
        for (final BitSet one : seen) {
            final BitSet twice = (BitSet) one.clone();
            twice.and(all);
            twice.stream().forEach(event -> problems.add("twice", "event=" + event));
            all.or(one);
        }
        for (int event = all.nextClearBit(0); event < events; event = all.nextClearBit(event + 1)) {
            problems.add("lost", "event=" + event);
        }
        return all;
    }
}
