package io.ratinggrid.perf.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;

/** What a record of the journal may not be. */
final class JournalCheckTest {
    private static final long EVENTS = 10;

    private final RigSettings settings = SmallRun.in(Path.of(""), 1_000, 0, 7);
    private final CanonicalEvents workload = settings.workload();
    private final Problems problems = new Problems();
    private final JournalCheck check = new JournalCheck(settings, EVENTS, problems);

    @Test
    void shouldAcceptEachEventOnceAsItWasDrawn() {
        for (long event = 0; event < EVENTS; event++) {
            take(event, ResultCode.DONE, command -> {});
        }
        assertEquals(List.of(), problems.texts());
        assertEquals(EVENTS, check.seen().cardinality());
    }

    @Test
    void shouldFindAnEventThatIsThereTwice() {
        take(3, ResultCode.DONE, command -> {});
        take(3, ResultCode.DONE, command -> {});
        assertEquals(List.of("twice: event=3 partition=0"), problems.texts());
    }

    @Test
    void shouldFindAnEventThatWasNotRated() {
        take(3, ResultCode.NO_TARIFF, command -> {});
        assertEquals(List.of("not rated: event=3 partition=0 code=NO_TARIFF"), problems.texts());
    }

    @Test
    void shouldFindAnEventThatIsNotAsItWasDrawn() {
        take(3, ResultCode.DONE, command -> command.quantity++);
        take(4, ResultCode.DONE, command -> command.account++);
        assertEquals(
                List.of(
                        "otherwise: event=3 partition=0 is not as it was drawn",
                        "otherwise: event=4 partition=0 is not as it was drawn"),
                problems.texts());
    }

    @Test
    void shouldFindAnEventThatNobodySent() {
        take(EVENTS, ResultCode.DONE, command -> {});
        take(3, ResultCode.DONE, command -> command.idLength--);
        assertEquals(List.of("never sent: event=10 partition=0", "never sent: event=-1 partition=0"), problems.texts());
    }

    private void take(final long event, final ResultCode code, final Consumer<Command> otherwise) {
        final Command command = workload.fill(event);
        command.content = CommandCodec.contentOf(command, new ByteSink(256));
        otherwise.accept(command);
        check.accept(new JournalRecord(0, 1, code, command, ""));
    }
}
