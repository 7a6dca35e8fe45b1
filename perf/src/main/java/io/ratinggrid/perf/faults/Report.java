package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** A report as Markdown and as JSON. */
final class Report {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double MEDIAN = 50;
    private static final double HIGH = 99;
    private static final double MOST = 100;

    private Report() {}

    /** The tables: faults, edges, verdict. */
    static String markdown(final RunReport report) {
        final StringBuilder text = new StringBuilder();
        text.append("| fault | trials | accepted | committed | lost | duplicated | accepted only, gone with a disk"
                + " | recovery p50 ms | p99 ms | max ms |\n|---|---|---|---|---|---|---|---|---|---|\n");
        final FaultRow all = new FaultRow();
        report.rows().forEach((name, row) -> {
            line(text, name, row);
            all.add(row);
        });
        line(text, "all", all);
        text.append('\n');
        report.totals().forEach((name, count) -> text.append("- ")
                .append(name)
                .append(": ")
                .append(count)
                .append('\n'));
        report.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        if (!report.edges().isEmpty()) {
            text.append("\n| edge of a partition's state machine | times |\n|---|---|\n");
            report.edges().forEach((edge, count) -> text.append("| ")
                    .append(edge)
                    .append(" | ")
                    .append(count)
                    .append(" |\n"));
        }
        text.append("\nVerdict: ")
                .append(
                        report.isGood()
                                ? "nothing lost, nothing done twice, all copies equal, every account as the reference says"
                                : "FAILED " + report.problems())
                .append('\n');
        return text.toString();
    }

    private static void line(final StringBuilder text, final String name, final FaultRow row) {
        text.append("| %s | %d | %d | %d | %d | %d | %d | %d | %d | %d |%n"
                .formatted(
                        name,
                        row.trials(),
                        row.accepted(),
                        row.committed(),
                        row.lost(),
                        row.duplicated(),
                        row.goneWithDisk(),
                        row.recovery(MEDIAN),
                        row.recovery(HIGH),
                        row.recovery(MOST)));
    }

    /** The same for programs. */
    static String json(final RunReport report) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanProperty("good", report.isGood());
            json.writeArrayPropertyStart("faults");
            report.rows().forEach((name, row) -> row(json, name, row));
            json.writeEndArray();
            json.writeObjectPropertyStart("totals");
            report.totals().forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeObjectPropertyStart("edges");
            report.edges().forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeObjectPropertyStart("problems");
            report.problems().forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void row(final JsonGenerator json, final String name, final FaultRow row) {
        json.writeStartObject();
        json.writeStringProperty("fault", name);
        json.writeNumberProperty("trials", row.trials());
        json.writeNumberProperty("accepted", row.accepted());
        json.writeNumberProperty("committed", row.committed());
        json.writeNumberProperty("lost", row.lost());
        json.writeNumberProperty("duplicated", row.duplicated());
        json.writeNumberProperty("goneWithDisk", row.goneWithDisk());
        json.writeNumberProperty("recoveryP50Ms", row.recovery(MEDIAN));
        json.writeNumberProperty("recoveryP99Ms", row.recovery(HIGH));
        json.writeNumberProperty("recoveryMaxMs", row.recovery(MOST));
        json.writeEndObject();
    }

    /** Writes {@code file} as Markdown, and beside it the same with {@code .json} at its end. */
    static void write(final RunReport report, final String head, final Path file) throws IOException {
        Files.writeString(file, head + "\n" + markdown(report));
        Files.writeString(file.resolveSibling(file.getFileName() + ".json"), json(report));
    }
}
