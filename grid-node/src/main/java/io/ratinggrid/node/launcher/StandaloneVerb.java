package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.standalone.Inbox;
import io.ratinggrid.node.standalone.Standalone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ratinggrid standalone}: node and gateway in one process, kept running. */
@Command(
        name = "standalone",
        mixinStandardHelpOptions = true,
        description = "Runs node and gateway in one process until it is stopped. State survives restarts.",
        footer = {
            "",
            "Drop JSON lines into DIR/in/accounts and DIR/in/commands (write under a name",
            "that begins with a dot, then rename). When all of it is committed, DIR/out has",
            "rated.jsonl, balances.json, unbilled.json, documents.json and refused.jsonl.",
            "Formats: docs/FORMATS.md",
            "",
            "Example:",
            "  ratinggrid standalone --data data --catalog my-catalog"
        })
final class StandaloneVerb implements Callable<Integer> {
    private static final int POLL_MS = 500;
    private static final long DRAIN_MS = 600_000;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Data directory, made if missing.")
    private Path data;

    @Option(names = "--catalog", required = true, paramLabel = "DIR", description = "Catalog directory.")
    private Path catalog;

    @Option(
            names = "--duplicate-window",
            paramLabel = "DAYS",
            defaultValue = "35",
            description = "Days back that duplicates are found; older events go to suspense. Default ${DEFAULT-VALUE}.")
    private int duplicateDays;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        final NodeSettings settings = NodeSettings.standard(data).duplicateWindowDays(duplicateDays);
        try (Standalone grid = new Standalone(settings, OwnerListener.NONE).start(catalog, StandaloneVerb::alarm)) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStop, "stop"));
            System.out.println("ratinggrid: ready, durability " + settings.durability() + ", partitions "
                    + settings.partitions() + ", data in " + data.toAbsolutePath());
            run(grid);
        } catch (final CatalogRefusedException e) {
            CatalogArgument.print(catalog, e);
            return 1;
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private void run(final Standalone grid) throws IOException, InterruptedException {
        final Inbox inbox = new Inbox(grid.gateway(), data, System.out::println).make();
        boolean changed = true;
        while (!stop.await(POLL_MS, TimeUnit.MILLISECONDS)) {
            changed |= inbox.poll() > 0;
            if (changed && grid.gateway().drain(DRAIN_MS)) {
                grid.export(data.resolve("out"), true);
                report(grid.gateway().progress().books());
                changed = false;
            }
        }
    }

    private static void report(final Books books) {
        System.out.println("books: records " + books.records() + " = rated " + books.rated() + " + filtered "
                + books.filtered() + " + duplicate " + books.duplicate() + " + suspended " + books.suspended()
                + " + rejected " + books.rejected() + " + refused " + books.refused() + " + pending "
                + books.pending());
    }

    private static void alarm(final String message) {
        System.err.println("ratinggrid: alarm: " + message);
    }

    /** On a signal the process ends when this returns, so it waits for the orderly stop. */
    private void awaitStop() {
        stop.countDown();
        try {
            stopped.await(30, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
