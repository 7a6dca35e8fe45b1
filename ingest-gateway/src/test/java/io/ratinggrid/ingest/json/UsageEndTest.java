package io.ratinggrid.ingest.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.quantity.Measure;
import org.junit.jupiter.api.Test;

/** The end of usage that is no time, which splitting needs. */
class UsageEndTest {
    private static final ServiceUnits OCTETS = new ServiceUnits() {
        @Override
        public Optional<Measure> service(final String name) {
            return Optional.of(Measure.VOLUME);
        }

        @Override
        public Optional<Measure> bucket(final String name) {
            return Optional.empty();
        }

        @Override
        public String currency() {
            return "EUR";
        }

        @Override
        public Collection<String> services() {
            return List.of("data");
        }

        @Override
        public Collection<String> buckets() {
            return List.of();
        }
    };

    private final JsonCommandReader reader =
            JsonCommandReader.ofCommands(LocalZone.utc(), OCTETS, InputLimits.STANDARD);
    private final DecodedList decoded = new DecodedList();

    private Command read(final String line) throws InvalidRecordException {
        reader.read(line.toCharArray(), line.length(), decoded);
        return decoded.get(0).command;
    }

    private static String line(final String end) {
        return "{\"type\":\"usage\",\"id\":\"1\",\"account\":\"a\",\"service\":\"data\",\"quantity\":\"10 B\","
                + "\"start\":\"2026-06-30T22:30:00Z\"" + end + "}";
    }

    @Test
    void shouldReadTheEndAndWriteItBack() throws InvalidRecordException {
        final Command command = read(line(",\"end\":\"2026-07-01T00:30:00Z\""));
        assertEquals(Instant.parse("2026-07-01T00:30:00Z").toEpochMilli(), command.untilMs);
        command.account = 7;
        final Command again = read(new EventText(OCTETS).of(command));
        assertEquals(Instant.parse("2026-07-01T00:30:00Z").toEpochMilli(), again.untilMs);
        assertEquals(0, read(line("")).untilMs);
    }

    @Test
    void shouldRejectANegativeQuantityOfAnUnknownUnit() throws InvalidRecordException {
        assertEquals(5, read(line("").replace("10 B", "#5")).quantity);
        assertEquals(
                "field quantity '#-5' is negative; 0 or more",
                assertThrows(InvalidRecordException.class, () -> read(line("").replace("10 B", "#-5")))
                        .sentence());
    }

    @Test
    void shouldRejectAnEndBeforeTheStart() {
        final InvalidRecordException wrong =
                assertThrows(InvalidRecordException.class, () -> read(line(",\"end\":\"2026-06-30T22:29:59Z\"")));
        assertEquals("end", wrong.field());
    }
}
