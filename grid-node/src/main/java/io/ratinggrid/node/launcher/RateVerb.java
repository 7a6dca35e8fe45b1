package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.ratinggrid.ingest.cdr.CdrMapping;
import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.json.JsonFormat;
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
            "Writes rated.jsonl, balances.json, unbilled.json, documents.json and refused.jsonl to --out.",
            "Formats: docs/FORMATS.md",
            "",
            "Example:",
            "  ratinggrid rate --catalog samples/figure-2 --accounts accounts.jsonl --usage june.jsonl --out out"
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
            description = "How to read CSV usage files: a mapping file, or asterisk, cucm, freeswitch, notional.")
    private String mapping;

    @Option(names = "--commands", paramLabel = "FILE", description = "A command script, a JSON object a line.")
    private Path commands;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output directory, made if missing.")
    private Path out;

    @Option(names = "--explain", description = "Adds the explanation in words to each line of rated.jsonl.")
    private boolean explained;

    @Option(
            names = "--duplicate-window",
            paramLabel = "DAYS",
            defaultValue = "35",
            description =
                    "Days back that duplicates are found; older events go to refused.jsonl. Default ${DEFAULT-VALUE}.")
    private int duplicateDays;

    @Override
    public Integer call() throws IOException {
        final Optional<CatalogHistory> catalogs = CatalogArgument.load(catalog);
        if (catalogs.isEmpty()) {
            return 1;
        }
        final PartitionSettings settings = new PartitionSettings(duplicateDays, PartitionSettings.DEFAULT.chunks());
        try (ScriptRunner script = new ScriptRunner(catalogs.get(), settings, out, explained)) {
            if (accounts != null) {
                script.read(accounts, JsonFormat.ACCOUNTS);
            }
            if (commands != null) {
                script.read(commands, JsonFormat.COMMANDS);
            }
            final InputFormat format = mapping == null ? JsonFormat.COMMANDS : mapping();
            for (final Path file : usage) {
                script.read(file, format);
            }
            script.finish();
            System.out.println(script.counts().summary());
        }
        return 0;
    }

    private InputFormat mapping() throws IOException {
        final Optional<CdrMapping> ready = MappingFile.ready(mapping);
        return ready.isPresent() ? ready.get() : MappingFile.read(Path.of(mapping));
    }
}
