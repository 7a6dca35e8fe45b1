package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.demo.Demo;
import io.ratinggrid.node.demo.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ratinggrid demo}: a carrier, a million records and the worked figures, in one process. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Rates a million call detail records of a sample carrier, then the worked figures.",
        footer = {
            "",
            "Node and gateway run in this process. Run again on the same data, it charges nothing and says so.",
            "Ends with status 0 if the books balance and every figure is right.",
            "",
            "Example:",
            "  ratinggrid demo --records 100000 --data /tmp/demo"
        })
final class DemoVerb implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "ratinggrid-demo",
            description = "Data directory, made if missing. Default: ${DEFAULT-VALUE}.")
    private Path data;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Generated call detail records. Default: ${DEFAULT-VALUE}.")
    private long records;

    @Option(names = "--keep", description = "Keeps the grid running until it is stopped.")
    private boolean keep;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            return new Demo(data.toAbsolutePath(), records, keep, System.out, ProgressBar.standard()).run() ? 0 : 1;
        } catch (final CatalogRefusedException e) {
            CatalogArgument.print(data, e);
            return 1;
        }
    }
}
