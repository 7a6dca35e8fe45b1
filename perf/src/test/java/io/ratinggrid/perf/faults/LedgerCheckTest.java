package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;

/** What the ledger finds when the journal is not as it was told. */
final class LedgerCheckTest {
    private final Line line = new Line("e1", Line.Kind.SMS, "a1", 3, 2, "", 0);
    private final FaultCounts counts = new FaultCounts();
    private final Problems problems = new Problems();

    @Test
    void shouldFindNothingWhereAllIsAsItWasTold() {
        line.sent();
        line.answered(ResultCode.DONE.number());
        check(ResultCode.DONE);
        assertEquals(Map.of(), problems.counts());
        assertEquals(1, counts.of(0).committed());
    }

    @Test
    void shouldFindWhatWasAnsweredAndIsNotThere() {
        line.sent();
        line.answered(ResultCode.DONE.number());
        check();
        assertEquals(Map.of("lost", 1), problems.counts());
        assertEquals(1, counts.of(0).lost());
    }

    @Test
    void shouldFindWhatWasDoneTwice() {
        line.sent();
        line.sent();
        line.answered(ResultCode.DONE.number());
        check(ResultCode.DONE, ResultCode.DONE);
        assertEquals(Map.of("done twice", 1, "code", 1), problems.counts());
        assertEquals(1, counts.of(0).duplicated());
    }

    @Test
    void shouldFindWhatWasCarriedOutMoreOftenThanSent() {
        line.sent();
        line.answered(ResultCode.DONE.number());
        check(ResultCode.DONE, ResultCode.DUPLICATE);
        assertEquals(Map.of("carried out more often than sent", 1), problems.counts());
    }

    @Test
    void shouldFindAnAnswerThatTheJournalDoesNotHave() {
        line.sent();
        line.sent();
        line.answered(ResultCode.DUPLICATE.number());
        line.answered(ResultCode.DUPLICATE.number());
        check(ResultCode.DONE, ResultCode.DUPLICATE);
        assertEquals(Map.of("answer is not in the journal", 1), problems.counts());
    }

    @Test
    void shouldCountApartWhatWentWithADisk() {
        line.sent();
        line.accepted();
        line.diskLost();
        check();
        assertEquals(Map.of(), problems.counts());
        assertEquals(1, counts.of(0).goneWithDisk());
    }

    @Test
    void shouldFindAcceptedLinesThatAreNotThere() {
        line.sent();
        line.accepted();
        check();
        assertEquals(Map.of("accepted and lost", 1), problems.counts());
    }

    @Test
    void shouldFindAnotherCodeThanTheLedgers() {
        line.sent();
        check(ResultCode.UNFUNDED);
        assertEquals(Map.of("code", 1), problems.counts());
    }

    private void check(final ResultCode... journaled) {
        final LedgerCheck check = new LedgerCheck(List.of(line), counts, problems);
        for (final ResultCode code : journaled) {
            check.take(new JournalRecord(line.partition, 1, code, command(), ""));
        }
        check.finish(true, account -> null);
    }

    private Command command() {
        final Command command = new Command();
        command.reset(CommandType.USAGE);
        command.account = AccountKey.of(line.account);
        command.id(line.id.getBytes(StandardCharsets.UTF_8));
        command.quantity = line.amount;
        return command;
    }
}
