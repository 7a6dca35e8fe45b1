package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;

/** What is found when an identity did not move as it should; here the other account refuses it, so that it stays where it was. */
final class MoveCheckTest {
    private static final long SEED = AccountKey.of(KeyLine.seedAccount(7));
    private static final OutboxItem ITEM = new OutboxItem(3, 1);

    private final KeyLine line = new KeyLine("k1", Line.Kind.MOVE, 7, 1, 0, "a1", 0);
    private final Problems problems = new Problems();
    private final MoveCheck check = new MoveCheck(problems);

    @Test
    void shouldFindNothingWhereAllIsAsItShouldBe() {
        check.left(line, SEED, ITEM);
        settle(ResultCode.ALREADY_EXISTS);
        assertFound(Map.of());
        assertEquals(0, check.moves());
    }

    @Test
    void shouldFindWhatIsStillOnItsWay() {
        check.left(line, SEED, ITEM);
        assertFound(Map.of("identity", 1));
    }

    @Test
    void shouldFindWhatCameAndWasSettledAsRefused() {
        check.left(line, SEED, ITEM);
        receive();
        settle(ResultCode.ALREADY_EXISTS);
        assertFound(Map.of("identity", 1));
    }

    @Test
    void shouldFindAMoveFromAnAccountThatDoesNotHaveIt() {
        check.left(line, AccountKey.of("a2"), ITEM);
        settle(ResultCode.ALREADY_EXISTS);
        assertFound(Map.of("identity", 1));
    }

    @Test
    void shouldFindEachStepThatWasDoneTwice() {
        check.left(line, SEED, ITEM);
        check.left(line, SEED, ITEM);
        settle(ResultCode.ALREADY_EXISTS);
        settle(ResultCode.ALREADY_EXISTS);
        assertFound(Map.of("done twice", 2));
        receive();
        receive();
        assertEquals(Map.of("done twice", 3), problems.counts());
    }

    private void assertFound(final Map<String, Integer> expected) {
        check.finish(account -> null);
        assertEquals(expected, problems.counts());
    }

    private void receive() {
        final Command command = new Command();
        command.reset(CommandType.RECEIVE_IDENTITY);
        command.sourcePartition = ITEM.partition();
        command.item = ITEM.number();
        check.take(new JournalRecord(5, 1, ResultCode.DONE, command, ""));
    }

    private void settle(final ResultCode answer) {
        final Command command = new Command();
        command.reset(CommandType.SETTLE_IDENTITY);
        command.item = ITEM.number();
        command.answer = answer.number();
        check.take(new JournalRecord(ITEM.partition(), 1, ResultCode.DONE, command, ""));
    }
}
