package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.intake.ReplayRequest;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.output.RatedFormat;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.standalone.BooksJson;
import io.ratinggrid.node.standalone.Inbox;
import io.ratinggrid.node.standalone.ReplayFile;
import io.ratinggrid.node.standalone.Standalone;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leaves a replay request in the inbox, and sees to it that it is done: by the standalone or gateway that runs, else here, but for a gateway's. One
 * thread.
 */
final class ReplayRun {
    private static final int POLL_MS = 200;
    private static final long DRAIN_MS = 600_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final NodeSettings settings;
    private final ReplayRequest request;
    private final PrintStream out;
    private final PrintStream err;
    private final Path data;
    private final String name = "replay-" + UUID.randomUUID() + ".json";

    ReplayRun(final NodeSettings settings, final ReplayRequest request, final PrintStream out, final PrintStream err) {
        this.settings = settings;
        this.request = request;
        this.out = out;
        this.err = err;
        data = settings.dataDirectory();
    }

    /**
     * True if all that was asked for was taken.
     *
     * @throws IllegalStateException if nobody can do it: a gateway's records are its own to take, and it does not run
     */
    boolean run() throws IOException, InterruptedException, CatalogRefusedException {
        isRunning();
        final Path waiting = Files.createDirectories(data.resolve("in/replay")).resolve(name);
        final Path receipt = data.resolve("receipts").resolve(name + ".json");
        ReplayFile.write(waiting, request);
        while (!Files.exists(receipt) || Files.exists(waiting)) {
            if (isRunning()) {
                Thread.sleep(POLL_MS);
            } else {
                replayHere();
            }
        }
        return report(JSON.readTree(Files.readString(receipt)));
    }

    /** False: a standalone does not, so this process can take its place. */
    private boolean isRunning() {
        final boolean runs = Gateway.isRunning(Standalone.gatewayOf(data));
        if (!runs && !Standalone.hasGrid(data)) {
            throw new IllegalStateException(data + " is the data directory of a gateway that does not run: start it, it"
                    + " takes the records again itself");
        }
        return runs;
    }

    private void replayHere() throws IOException, InterruptedException, CatalogRefusedException {
        try (Standalone grid = new Standalone(settings, OwnerListener.NONE).resume(message -> err.println(message))) {
            final Inbox inbox = new Inbox(grid.gateway(), data, message -> {}).make();
            inbox.pollReplays();
            if (!grid.gateway().drain(DRAIN_MS)) {
                throw new IllegalStateException(
                        "pending=" + grid.gateway().progress().pending() + " after drainMs=" + DRAIN_MS);
            }
            if (!inbox.settle()) {
                throw new IllegalStateException("the records are taken, but a receipt cannot be written in " + data);
            }
            grid.export(data.resolve("out"), new OutputForm(true, RatedFormat.in(data.resolve("out"))));
            out.println("books: " + BooksJson.sentence(grid.gateway().progress().books()));
        }
    }

    private boolean report(final JsonNode receipt) {
        receipt.path("objections").forEach(objection -> err.println(objection.asString()));
        final StringBuilder text =
                new StringBuilder().append(receipt.path("replayed").asLong()).append(" replayed");
        String separator = ": ";
        for (final String code : receipt.path("answers").propertyNames()) {
            text.append(separator)
                    .append(receipt.path("answers").path(code).asLong())
                    .append(' ')
                    .append(code);
            separator = ", ";
        }
        out.println(text + "; " + receipt.path("kept").asLong() + " kept");
        return receipt.path("objections").isEmpty();
    }
}
