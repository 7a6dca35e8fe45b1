package io.ratinggrid.perf.rig;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.ratinggrid.perf.journal.EventCheck;
import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Looks at each record of the journal: an event must be as it was drawn, rated, and there once. One thread; several share the partitions. */
final class JournalCheck implements Consumer<JournalRecord> {
    private final EventCheck events;
    private final Problems problems;
    /** Requests of sessions. */
    private final Set<Long> requests = new HashSet<>();

    private final long[][] commands = new long[CommandType.values().length][ResultCode.values().length];

    /** {@code events}: drawn, from the first on. */
    JournalCheck(final RigSettings settings, final long events, final Problems problems) {
        this.events = new EventCheck(events, settings.workload()::fill, problems);
        this.problems = problems;
    }

    @Override
    public void accept(final JournalRecord record) {
        final Command command = record.command();
        commands[command.type.ordinal()][record.code().ordinal()]++;
        if (command.type == CommandType.USAGE) {
            events.take(record, CanonicalEvents.numberOf(command));
        } else if (command.type == CommandType.RESERVE || command.type == CommandType.COMMIT) {
            takeRequest(record);
        }
    }

    /** All of a session are in one partition. */
    private void takeRequest(final JournalRecord record) {
        final Command command = record.command();
        if (!requests.add(Hash64.mix(command.session) + command.requestNumber)) {
            problems.add("twice", "session=" + command.session + " request=" + command.requestNumber);
        }
    }

    /** Numbers of the events that it has seen. */
    BitSet seen() {
        return events.seen();
    }

    /** How many commands of a type came to a result. */
    long commands(final CommandType type, final ResultCode code) {
        return commands[type.ordinal()][code.ordinal()];
    }
}
