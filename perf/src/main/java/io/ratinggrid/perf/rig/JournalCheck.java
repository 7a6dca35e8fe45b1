package io.ratinggrid.perf.rig;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Looks at each record of the journal: an event must be as it was drawn, rated, and there once. One thread; several share the partitions. */
final class JournalCheck implements Consumer<JournalRecord> {
    private final long events;
    private final Problems problems;
    private final CanonicalEvents workload;
    private final BitSet seen = new BitSet();
    /** Requests of sessions. */
    private final Set<Long> requests = new HashSet<>();

    private final long[][] commands = new long[CommandType.values().length][ResultCode.values().length];
    private final ByteSink expected = new ByteSink(512);
    private final ByteSink found = new ByteSink(512);
    private final ByteSink scratch = new ByteSink(512);

    /** {@code events}: drawn, from the first on. */
    JournalCheck(final RigSettings settings, final long events, final Problems problems) {
        this.events = events;
        this.problems = problems;
        workload = settings.workload();
    }

    @Override
    public void accept(final JournalRecord record) {
        final Command command = record.command();
        commands[command.type.ordinal()][record.code().ordinal()]++;
        if (command.type == CommandType.USAGE) {
            takeEvent(record, CanonicalEvents.numberOf(command));
        } else if (command.type == CommandType.RESERVE || command.type == CommandType.COMMIT) {
            takeRequest(record);
        }
    }

    private void takeEvent(final JournalRecord record, final long event) {
        if (event < 0 || event >= events) {
            problems.add("never sent", "event=" + event + " partition=" + record.partition());
            return;
        }
        if (seen.get((int) event)) {
            problems.add("twice", "event=" + event + " partition=" + record.partition());
        }
        seen.set((int) event);
        if (record.code().kind() != ResultCode.Kind.RATED) {
            problems.add("not rated", "event=" + event + " code=" + record.code());
        }
        final Command drawn = workload.fill(event);
        drawn.content = CommandCodec.contentOf(drawn, scratch);
        if (!Arrays.equals(
                encode(drawn, expected), 0, expected.length(), encode(record.command(), found), 0, found.length())) {
            problems.add(
                    "otherwise", "event=" + event + " partition=" + record.partition() + " is not as it was drawn");
        }
    }

    /** All of a session are in one partition. */
    private void takeRequest(final JournalRecord record) {
        final Command command = record.command();
        if (!requests.add(Hash64.mix(command.session) + command.requestNumber)) {
            problems.add("twice", "session=" + command.session + " request=" + command.requestNumber);
        }
    }

    private static byte[] encode(final Command command, final ByteSink sink) {
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        return sink.bytes();
    }

    /** Numbers of the events that it has seen. */
    BitSet seen() {
        return seen;
    }

    /** How many commands of a type came to a result. */
    long commands(final CommandType type, final ResultCode code) {
        return commands[type.ordinal()][code.ordinal()];
    }
}
