package io.ratinggrid.perf.failover;

import java.util.BitSet;
import java.util.function.Consumer;

import io.ratinggrid.perf.journal.EventCheck;
import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Looks at each record of the journal: an event of the run must be as it was sent, rated, and there once. One thread. */
final class FailoverCheck implements Consumer<JournalRecord> {
    private final FailoverEvents events;
    private final EventCheck check;
    private long opened;

    FailoverCheck(final FailoverEvents events, final long sent, final Problems problems) {
        this.events = events;
        check = new EventCheck(sent, events::fill, problems);
    }

    @Override
    public void accept(final JournalRecord record) {
        if (record.command().type == CommandType.OPEN_ACCOUNT && record.code().kind() == ResultCode.Kind.RATED) {
            opened++;
        } else if (record.command().type == CommandType.USAGE) {
            final long event = events.numberOf(record.command());
            if (event >= 0) {
                check.take(record, event);
            }
        }
    }

    /** Numbers of the events of the run that it has seen. */
    BitSet seen() {
        return check.seen();
    }

    /** Accounts that were opened. */
    long opened() {
        return opened;
    }
}
