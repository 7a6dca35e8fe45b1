package io.ratinggrid.rating.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ratinggrid.rating.ByteSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NewSessionsTest {

    @ParameterizedTest
    @CsvSource({
        "RESERVE, 0, false, true",
        "RESERVE, 1, false, true",
        "RESERVE, 1, true,  false",
        "RESERVE, 2, false, false",
        "COMMIT,  1, true,  false",
        "RELEASE, 1, false, false",
        "TOP_UP,  0, false, false",
        "USAGE,   0, false, false",
    })
    void shouldTellWhoBeginsFromWhoRuns(
            final CommandType type, final long number, final boolean reports, final boolean begins) {
        final Command command = new Command();
        command.reset(type);
        command.account = 1;
        if (type.ofSession()) {
            command.requestNumber = number;
            command.addGroup().hasRequest = true;
            command.addGroup().hasUsed = reports;
        }
        final ByteSink sink = new ByteSink(64);
        CommandCodec.encode(command, sink);
        assertEquals(begins, NewSessions.isBegunBy(sink.copy()));
    }

    @Test
    void shouldNotTakeForNewWhatCannotBeRead() {
        assertFalse(NewSessions.isBegunBy(new byte[0]));
        assertFalse(NewSessions.isBegunBy(new byte[] {1, 22, 0, 0}));
    }
}
