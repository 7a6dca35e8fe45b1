package io.ratinggrid.perf.failover;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Looks at each record of the journal: an event of the run must be as it was sent, rated, and there once. One thread. */
final class FailoverCheck implements Consumer<JournalRecord> {
    private final FailoverEvents events;
    private final long sent;
    private final Problems problems;
    private final BitSet seen = new BitSet();
    private final ByteSink expected = new ByteSink(512);
    private final ByteSink found = new ByteSink(512);
    private long opened;

    FailoverCheck(final FailoverEvents events, final long sent, final Problems problems) {
        this.events = events;
        this.sent = sent;
        this.problems = problems;
    }

    @Override
    public void accept(final JournalRecord record) {
        if (record.command().type == CommandType.OPEN_ACCOUNT && record.code().kind() == ResultCode.Kind.RATED) {
            opened++;
        } else if (record.command().type == CommandType.USAGE) {
            final long event = events.numberOf(record.command());
            if (event >= 0) {
                take(record, event);
            }
        }
    }

    private void take(final JournalRecord record, final long event) {
        final String where = "event=" + event + " partition=" + record.partition();
        if (event >= sent) {
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
        final Command drawn = events.fill(event);
        drawn.content = CommandCodec.contentOf(drawn, expected);
        encode(drawn, expected);
        encode(record.command(), found);
        if (!Arrays.equals(expected.bytes(), 0, expected.length(), found.bytes(), 0, found.length())) {
            problems.add("otherwise", where + " is not as it was sent");
        }
    }

    private static void encode(final Command command, final ByteSink sink) {
        sink.truncate(0);
        CommandCodec.encode(command, sink);
    }

    /** Events of the run that it has seen; an account has all of its own in one partition, and so before one of these. */
    BitSet seen() {
        return seen;
    }

    /** Accounts that were opened. */
    long opened() {
        return opened;
    }
}
