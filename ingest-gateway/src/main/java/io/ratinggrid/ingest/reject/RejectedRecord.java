package io.ratinggrid.ingest.reject;

import io.ratinggrid.ingest.store.FileLine;
import tools.jackson.databind.JsonNode;

/**
 * A record that will never be rated.
 *
 * @param place  where it came from
 * @param column of the field at fault, 0: not known
 * @param reason for people
 * @param record as it was read, long ones cut off
 */
public record RejectedRecord(FileLine place, int column, String reason, String record) {

    static RejectedRecord of(final JsonNode line) {
        final FileLine place = new FileLine(
                line.path("fileNumber").asInt(),
                line.path("file").asString(""),
                line.path("line").asLong());
        return new RejectedRecord(
                place,
                line.path("column").asInt(0),
                sentence(line),
                line.path("record").asString(""));
    }

    private static String sentence(final JsonNode line) {
        final String field = line.path("field").asString("");
        final String value = line.path("value").asString("");
        final String right = line.path("right").asString("");
        return (field.isEmpty() ? "" : "field " + field + " ")
                + (value.isEmpty() ? "" : "'" + value + "' ")
                + line.path("wrong").asString("")
                + (right.isEmpty() ? "" : "; " + right);
    }
}
