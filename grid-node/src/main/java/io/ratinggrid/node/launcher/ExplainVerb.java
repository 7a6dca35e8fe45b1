package io.ratinggrid.node.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ratinggrid explain}: why an event cost what it cost, or why it was not rated. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Says in words why an event cost what it cost, or why it was not rated.",
        footer = {
            "",
            "Reads the outputs of 'rate --explain' or of 'standalone' (DIR/out).",
            "",
            "Example:",
            "  ratinggrid explain --out data/out u1"
        })
final class ExplainVerb implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output directory.")
    private Path out;

    @Parameters(paramLabel = "ID", description = "Id of the event.")
    private String id;

    @Override
    public Integer call() throws IOException {
        final int found = explain("rated.jsonl") + explainCsv() + explain("refused.jsonl") + explainTransfers();
        if (found == 0) {
            System.err.println("ratinggrid: " + out + " has no event '" + id + "'");
            return 1;
        }
        return 0;
    }

    private int explain(final String file) throws IOException {
        int found = 0;
        if (!Files.exists(out.resolve(file))) {
            return 0;
        }
        try (BufferedReader lines = Files.newBufferedReader(out.resolve(file))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(id)) {
                    final JsonNode event = JSON.readTree(line);
                    if (id.equals(event.path("id").asString(""))) {
                        print(event);
                        found++;
                    }
                }
            }
        }
        return found;
    }

    /** A transfer with what became of it: the steps of one item of one account. */
    private int explainTransfers() throws IOException {
        final Path file = out.resolve("transfers.jsonl");
        if (!Files.exists(file)) {
            return 0;
        }
        final List<JsonNode> steps = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.map(JSON::readTree).forEach(steps::add);
        }
        final List<JsonNode> sent = steps.stream()
                .filter(step -> id.equals(step.path("id").asString("")))
                .toList();
        sent.forEach(transfer -> {
            System.out.println(
                    "transfer " + id + ", item " + transfer.path("item").asString() + " of "
                            + transfer.path("from").asString());
            steps.stream()
                    .filter(step -> step.path("item").equals(transfer.path("item"))
                            && step.path("from").equals(transfer.path("from")))
                    .forEach(ExplainVerb::print);
        });
        return sent.size();
    }

    /** Where rated events are CSV only. */
    private int explainCsv() throws IOException {
        final Path file = out.resolve("rated.csv");
        if (!Files.exists(file) || Files.exists(out.resolve("rated.jsonl"))) {
            return 0;
        }
        int found = 0;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (final NamedCsvRecord row : rows) {
                if (id.equals(row.getField("id"))) {
                    found++;
                    row.findField("explanation")
                            .ifPresentOrElse(
                                    text -> System.out.println(text.replace(" | ", System.lineSeparator())),
                                    () -> System.out.println(row.getFields() + "  (rated without --explain)"));
                }
            }
        }
        return found;
    }

    private static void print(final JsonNode event) {
        if (event.has("explanation")) {
            event.path("explanation").forEach(line -> System.out.println(line.asString()));
        } else if (event.has("reason")) {
            System.out.println("event " + event.path("id").asString() + " ("
                    + event.path("file").asString("no file") + " line "
                    + event.path("line").asLong(0) + "): "
                    + event.path("result").asString() + ": "
                    + event.path("reason").asString());
        } else {
            System.out.println(event + "  (rated without --explain)");
        }
    }
}
