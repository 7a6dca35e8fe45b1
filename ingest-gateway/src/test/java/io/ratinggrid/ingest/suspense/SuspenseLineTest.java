package io.ratinggrid.ingest.suspense;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event in suspense is taken again as it came. */
class SuspenseLineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"1\"}",
                "{\"quantity\":0.0005,\"attributes\":{\"grade\":1.10,\"big\":1e100000,\"e\":1e2}}",
                "{ \"id\" : \"\\u00e9 \\\" }\", \"groups\" : [ {\"used\": 1.50} ] }",
                "{\"id\":\"💶\",\"amount\":10000000.00}"
            })
    void shouldKeepTheEvent(final String event) {
        final SuspenseItem item = new SuspenseItem(
                3, ResultCode.NO_TARIFF, new FileLine(2, "june.jsonl", 7), "service", "x", "is none", event, "record");
        final String line = SuspenseLine.item(item, new StreamPlace(1, 2, 3));
        assertEquals(item, SuspenseLine.itemOf(SuspenseLine.read(line), line));
    }
}
