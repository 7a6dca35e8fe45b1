package io.ratinggrid.perf.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.function.Consumer;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;

/** What a record of the journal may not be behind nodes that were killed. */
final class FailoverCheckTest {
    private static final long SENT = 10;

    private final FailoverEvents events = new FailoverEvents(7, 100, 1);
    private final Problems problems = new Problems();
    private final FailoverCheck check = new FailoverCheck(new FailoverEvents(7, 100, 1), SENT, problems);

    @Test
    void shouldAcceptEachEventOnceAndThoseOfOtherRuns() {
        for (long event = 0; event < SENT; event++) {
            take(events.fill(event), ResultCode.DONE, command -> {});
        }
        take(new FailoverEvents(7, 100, 2).fill(3), ResultCode.DONE, command -> {});
        assertEquals(List.of(), problems.texts());
        assertEquals(SENT, check.seen().cardinality());
    }

    @Test
    void shouldSayWhatIsTwiceNotRatedOtherwiseOrNeverSent() {
        take(events.fill(3), ResultCode.DONE, command -> {});
        take(events.fill(3), ResultCode.DONE, command -> {});
        take(events.fill(4), ResultCode.NO_TARIFF, command -> {});
        take(events.fill(5), ResultCode.DONE, command -> command.quantity++);
        take(events.fill(SENT), ResultCode.DONE, command -> {});
        assertEquals(
                List.of(
                        "never sent: event=10 partition=0",
                        "not rated: event=4 partition=0 code=NO_TARIFF",
                        "otherwise: event=5 partition=0 is not as it was drawn",
                        "twice: event=3 partition=0"),
                problems.texts());
    }

    private void take(final Command command, final ResultCode code, final Consumer<Command> otherwise) {
        command.content = CommandCodec.contentOf(command, new ByteSink(256));
        otherwise.accept(command);
        check.accept(new JournalRecord(0, 1, code, command, ""));
    }
}
