package io.ratinggrid.perf.faults;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongFunction;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Follows events that are to be taken back: each is, once, with the outcome that the ledger's arithmetic has. One thread. */
final class ReversalCheck {
    private final Problems problems;
    private final Map<OutboxItem, Line> asked = new HashMap<>();
    private int done;

    ReversalCheck(final Problems problems) {
        this.problems = problems;
    }

    /** A line was done that asks for it. */
    void asked(final Line line, final OutboxItem item) {
        asked.put(item, line);
    }

    /** Takes the next record; true if it takes an event back. */
    boolean take(final JournalRecord record, final LongFunction<AccountBook> books) {
        final Command command = record.command();
        if (command.type != CommandType.REVERSE_EVENT) {
            return false;
        }
        if (record.code().kind() != ResultCode.Kind.DUPLICATE) {
            final OutboxItem item = new OutboxItem(record.partition(), command.item);
            final Line line = asked.remove(item);
            if (line == null) {
                problems.add("done twice", "taken back more often than asked: " + item);
            } else {
                check(record, line, books.apply(command.account).reverse(line));
            }
        }
        return true;
    }

    private void check(final JournalRecord record, final Line line, final ResultCode expected) {
        done++;
        if (record.code() != expected || !record.command().name.equals(line.peer)) {
            problems.add(
                    "code",
                    "journal=" + record.code() + " event=" + record.command().name + " ledger=" + expected + " "
                            + line);
        }
    }

    /** Everything was taken: nothing may be on the way. */
    void finish() {
        asked.forEach((item, line) -> problems.add("never taken back", item + " " + line));
    }

    /** How many events were taken back. */
    int done() {
        return done;
    }
}
