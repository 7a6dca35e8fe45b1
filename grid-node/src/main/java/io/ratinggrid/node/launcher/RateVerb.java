package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

import io.ratinggrid.ingest.cdr.CdrMapping;
import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.output.RatedFormat;
import io.ratinggrid.node.standalone.ScriptRunner;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.partition.PartitionSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ratinggrid rate}: rates files without a grid. */
@Command(
        name = "rate",
        mixinStandardHelpOptions = true,
        description = "Rates usage or command files without a grid: same engine, same results.",
        footer = {
            "",
            "Writes rated.jsonl (or rated.csv), balances.json, unbilled.json, documents.json and",
            "refused.jsonl to --out. Formats: docs/FORMATS.md",
            "Ends with status 1 if a file could not be read; the others are rated all the same.",
            "",
            "Examples (S is rating-compute/src/main/resources/samples):",
            "  ratinggrid rate --catalog S/figure-2 --accounts S/figure-2/accounts.jsonl \\",
            "    --usage S/figure-2/usage-of-june.commands.jsonl --out out",
            "  ratinggrid rate --catalog DIR --accounts FILE --mapping freeswitch \\",
            "    --usage Master.csv --format csv --explain --out out"
        })
final class RateVerb implements Callable<Integer> {

    @Option(names = "--catalog", required = true, paramLabel = "DIR", description = "Catalog directory.")
    private Path catalog;

    @Option(names = "--accounts", paramLabel = "FILE", description = "Accounts, a JSON object a line.")
    private Path accounts;

    @Option(names = "--usage", paramLabel = "FILE", arity = "1..*", description = "Usage files, in order.")
    private List<Path> usage = List.of();

    @Option(
            names = "--mapping",
            paramLabel = "FILE|NAME",
            description =
                    "How to read CSV usage files: a mapping file, or asterisk, cucm, freeswitch, notional. Without it they are"
                            + " JSON lines.")
    private String mapping;

    @Option(names = "--commands", paramLabel = "FILE", description = "A command script, a JSON object a line.")
    private Path commands;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output directory, made if missing.")
    private Path out;

    @Option(names = "--explain", description = "Adds the explanation in words to each rated event.")
    private boolean explained;

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            split = ",",
            defaultValue = "jsonl",
            description = "Format of rated events, or both with a comma. Default: ${DEFAULT-VALUE}.")
    private Set<RatedFormat> formats;

    @Option(
            names = "--duplicate-window",
            paramLabel = "DAYS",
            defaultValue = "35",
            description =
                    "Days back that duplicates are found; older events go to refused.jsonl. Default ${DEFAULT-VALUE}.")
    private int duplicateDays;

    private int unread;

    @Override
    public Integer call() throws IOException {
        final Optional<CatalogHistory> catalogs = CatalogArgument.load(catalog);
        if (catalogs.isEmpty()) {
            return 1;
        }
        final PartitionSettings settings = new PartitionSettings(duplicateDays, PartitionSettings.DEFAULT.chunks());
        final InputFormat format = mapping == null ? JsonFormat.COMMANDS : mapping();
        try (ScriptRunner script =
                new ScriptRunner(catalogs.get(), settings, out, new OutputForm(explained, formats))) {
            if (accounts != null) {
                read(script, accounts, JsonFormat.ACCOUNTS);
            }
            if (commands != null) {
                read(script, commands, JsonFormat.COMMANDS);
            }
            for (final Path file : usage) {
                read(script, file, format);
            }
            script.finish();
            System.out.println(script.counts().summary());
        }
        if (unread > 0) {
            System.err.println("ratinggrid: " + unread + (unread == 1 ? " file was" : " files were")
                    + " not read to the end;" + " all others are rated");
        }
        return unread == 0 ? 0 : 1;
    }

    /** A file that cannot be read does not keep the others from being rated. */
    private void read(final ScriptRunner script, final Path file, final InputFormat format) {
        try {
            script.read(file, format).ifPresent(warning -> System.err.println("ratinggrid: " + warning));
        } catch (final IOException e) {
            unread++;
            System.err.println("ratinggrid: " + e.getMessage());
        }
    }

    private InputFormat mapping() throws IOException {
        final Optional<CdrMapping> ready = MappingFile.ready(mapping);
        return ready.isPresent() ? ready.get() : MappingFile.read(Path.of(mapping));
    }
}
