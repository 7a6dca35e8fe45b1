package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;

/** What is found when events are not taken back as they were charged, once. */
final class ReversalCheckTest {
    private static final OutboxItem ITEM = new OutboxItem(3, 9);

    private final Line first = new Line("e1", Line.Kind.VOICE, "a1", 3, 600, "", 0);
    private final Line second = new Line("e2", Line.Kind.VOICE, "a1", 3, 60, "", 0);
    private final Line replace = new Line("e3", Line.Kind.REPLACE_SMS, "a1", 3, 2, "e1", 0);
    private final AccountBook book = new AccountBook();
    private final Problems problems = new Problems();
    private final ReversalCheck check = new ReversalCheck(problems);

    /** The second call was charged beyond the first tier, and stays so. */
    @Test
    void shouldTakeBackWhatWasChargedAndRateWhatReplacesIt() {
        book.execute(first);
        book.execute(second);
        ask();
        take("e1", ResultCode.DONE);
        check.finish();
        assertEquals(Map.of(), problems.counts());
        assertEquals(3 * AccountBook.CENT, book.calls());
        assertEquals(18 * AccountBook.CENT, book.texts());
        assertEquals(ResultCode.ALREADY_CANCELLED, book.execute(new Line("e4", Line.Kind.CANCEL, "a1", 3, 1, "e1", 0)));
        assertEquals(ResultCode.DONE, book.execute(new Line("e5", Line.Kind.CANCEL, "a1", 3, 1, "e3", 0)));
    }

    @Test
    void shouldFindWhatIsTakenBackTwice() {
        book.execute(first);
        ask();
        take("e1", ResultCode.DONE);
        take("e1", ResultCode.DONE);
        assertEquals(Map.of("done twice", 1), problems.counts());
    }

    @Test
    void shouldFindWhatIsNeverTakenBack() {
        book.execute(first);
        ask();
        check.finish();
        assertEquals(Map.of("never taken back", 1), problems.counts());
    }

    @Test
    void shouldFindAnotherEventOrOutcome() {
        book.execute(first);
        ask();
        take("e2", ResultCode.DONE);
        assertEquals(Map.of("code", 1), problems.counts());
    }

    private void ask() {
        assertEquals(ResultCode.DONE, book.execute(replace));
        check.asked(replace, ITEM);
    }

    private void take(final String event, final ResultCode code) {
        final Command command = new Command();
        command.reset(CommandType.REVERSE_EVENT);
        command.item = ITEM.number();
        command.name = event;
        check.take(new JournalRecord(ITEM.partition(), 1, code, command, ""), account -> book);
    }
}
