package io.ratinggrid.node.launcher;

import java.io.ByteArrayOutputStream;

import io.ratinggrid.ingest.intake.BodyReport;
import io.ratinggrid.ingest.intake.LineAnswers;
import io.ratinggrid.ingest.intake.RejectedLine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What became of a body of commands, as JSON. */
final class BodyJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int FORMAT = 1;

    private BodyJson() {}

    /** Counts, and the lines that were rejected. */
    static byte[] accepted(final BodyReport report) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            counts(json, report);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** The same, and a result for each record in order: null where none is known yet. */
    static byte[] answered(final BodyReport report, final boolean complete) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final LineAnswers answers = report.answers();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            counts(json, report);
            json.writeBooleanProperty("complete", complete);
            json.writeArrayPropertyStart("results");
            for (int record = 0; record < answers.records(); record++) {
                if (answers.isRejected(record)) {
                    json.writeString("REJECTED");
                } else if (answers.isAnswered(record)) {
                    json.writeString(answers.code(record).name());
                } else {
                    json.writeNull();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void counts(final JsonGenerator json, final BodyReport report) {
        json.writeNumberProperty("v", FORMAT);
        json.writeNumberProperty("accepted", report.answers().accepted());
        json.writeNumberProperty("rejected", report.answers().rejected());
        json.writeArrayPropertyStart("rejects");
        for (final RejectedLine line : report.rejects()) {
            reject(json, line);
        }
        json.writeEndArray();
    }

    private static void reject(final JsonGenerator json, final RejectedLine line) {
        json.writeStartObject();
        json.writeNumberProperty("line", line.line());
        json.writeStringProperty("field", line.field());
        json.writeStringProperty("value", line.value());
        if (line.column() > 0) {
            json.writeNumberProperty("column", line.column());
        }
        json.writeStringProperty("reason", line.reason());
        if (!line.right().isEmpty()) {
            json.writeStringProperty("right", line.right());
        }
        json.writeEndObject();
    }
}
