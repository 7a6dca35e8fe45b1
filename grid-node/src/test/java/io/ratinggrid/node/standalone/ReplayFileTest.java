package io.ratinggrid.node.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.ingest.intake.ReplayRequest;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that is not understood asks for nothing, rather than for everything. */
final class ReplayFileTest {
    @TempDir
    private Path directory;

    private ReplayRequest read(final String members) throws IOException, ReplayFile.InvalidException {
        return ReplayFile.read(Files.writeString(directory.resolve("request.json"), "{\"v\":1" + members + "}"));
    }

    @Test
    void shouldReadWhatItWrites() throws Exception {
        final ReplayRequest request = new ReplayRequest(
                Optional.of(ResultCode.NO_TARIFF), "june.jsonl", 7, Map.of("service", "voice", "subscriber", ""));
        ReplayFile.write(directory.resolve("written.json"), request);
        assertEquals(request, ReplayFile.read(directory.resolve("written.json")));
        assertEquals(new ReplayRequest(Optional.empty(), "", 0, Map.of()), read(""));
        assertEquals(Map.of("quantity", "5"), read(",\"set\":{\"quantity\":5}").set());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            ,"line":"x"                  | field line is "x"; a whole number from 1 is expected
            ,"line":0                    | field line is 0; a whole number from 1 is expected
            ,"line":1.5                  | field line is 1.5; a whole number from 1 is expected
            ,"file":["a"]                | field file is ["a"]; a text is expected
            ,"reason":["NO_TARIFF"]      | field reason is ["NO_TARIFF"]; a text is expected
            ,"set":["service"]           | field set is ["service"]; an object of fields and values is expected
            ,"set":{"attributes":{}}     | field set.attributes is {}; a value is expected, "" to take the field away
            ,"set":{"service":null}      | field set.service is null; a value is expected, "" to take the field away
            """)
    void shouldRefuseOtherKinds(final String members, final String message) {
        assertEquals(
                message,
                assertThrows(ReplayFile.InvalidException.class, () -> read(members))
                        .getMessage());
    }

    @Test
    void shouldRefuseWhatIsSaidTwice() {
        assertThrows(ReplayFile.InvalidException.class, () -> read(",\"line\":7,\"line\":8"));
    }
}
