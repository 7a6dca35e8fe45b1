package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.notice.NoticeListener;
import io.ratinggrid.node.notice.PacedChannel;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.output.RatedFormat;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.server.ChannelProperties;
import io.ratinggrid.node.standalone.BooksJson;
import io.ratinggrid.node.standalone.Inbox;
import io.ratinggrid.node.standalone.Standalone;
import io.ratinggrid.rating.partition.PendingNotice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ratinggrid standalone}: node and gateway in one process, kept running. */
@Command(
        name = "standalone",
        mixinStandardHelpOptions = true,
        description = "Runs node and gateway in one process until it is stopped. State survives restarts.",
        footer = {
            "",
            "Drop files into (write under a name that begins with a dot, then rename):",
            "  DIR/in/accounts  accounts, JSON lines",
            "  DIR/in/commands  usage, top-ups and so on, JSON lines",
            "  DIR/in/cdr/NAME  CSV by mapping NAME: notional, freeswitch, asterisk, cucm, or",
            "                   your own DIR/mappings/NAME.yaml",
            "When all of a file is committed it moves to DIR/done, and DIR/receipts says what",
            "became of it. DIR/out then has rated.jsonl (or rated.csv), balances.json,",
            "unbilled.json, documents.json, refused.jsonl and books.json.",
            "Formats: docs/FORMATS.md",
            "",
            "With --config notices go to a webhook, a Kafka topic or by mail, as a node's.",
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

    @Option(
            names = "--format",
            paramLabel = "jsonl|csv",
            split = ",",
            defaultValue = "jsonl",
            description = "Format of rated events, or both with a comma. Default: ${DEFAULT-VALUE}.")
    private Set<RatedFormat> formats;

    @Option(
            names = "--retroactive",
            description =
                    "Publishes versions that are effective in the past too: late and replayed usage is rated by them,"
                            + " what was rated stays as it is.")
    private boolean retroactive;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Where notices go: YAML with node.webhook.*, node.kafka.* and node.mail.* of a node's file, docs/OPERATIONS.md."
                            + " Default: they stay in the accounts.")
    private Path config;

    @Option(
            names = "--retry-notices",
            description = "Has the notices delivered again, from the beginning, that were given up so far.")
    private boolean retryNotices;

    /** A broker that is away would be told of every second; held here, since loggers are held weakly. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    @Override
    public Integer call() throws IOException, InterruptedException {
        final List<PacedChannel> channels;
        try {
            channels =
                    config == null ? List.of() : ChannelProperties.read(config).channels(new SystemClock());
        } catch (final RuntimeException e) {
            System.err.println("ratinggrid: cannot start: " + StartFailure.words(e));
            return 1;
        }
        return run(channels);
    }

    private int run(final List<PacedChannel> channels) throws IOException, InterruptedException {
        KAFKA.setLevel(Level.SEVERE);
        final NodeSettings settings = NodeSettings.standard(data).duplicateWindowDays(duplicateDays);
        try (Standalone grid = new Standalone(settings, OwnerListener.NONE)) {
            grid.node().deliver(channels, new GivenUp(), StandaloneVerb::say);
            grid.start(catalog, retroactive, StandaloneVerb::alarm);
            Runtime.getRuntime().addShutdownHook(new Thread(this::awaitStop, "stop"));
            final Inbox inbox = new Inbox(grid.gateway(), data, System.out::println).make();
            System.out.println("ratinggrid: ready, durability " + settings.durability() + ", partitions "
                    + settings.partitions() + ", data in " + data.toAbsolutePath());
            grid.node()
                    .catalogs()
                    .versions()
                    .forEach(version -> System.out.println("ratinggrid: catalog version "
                            + version.model().version() + " rates from "
                            + version.model().effective()));
            if (retryNotices) {
                say("notices that are delivered again: " + grid.node().retryNotices());
            }
            run(grid, inbox);
        } catch (final CatalogRefusedException e) {
            CatalogArgument.print(catalog, e);
            return 1;
        } finally {
            stopped.countDown();
        }
        return 0;
    }

    private void run(final Standalone grid, final Inbox inbox) throws IOException, InterruptedException {
        boolean changed = true;
        while (!stop.await(POLL_MS, TimeUnit.MILLISECONDS)) {
            changed |= inbox.poll() > 0;
            if (changed && grid.gateway().drain(DRAIN_MS)) {
                inbox.settle();
                grid.export(data.resolve("out"), new OutputForm(true, formats));
                System.out.println(
                        "books: " + BooksJson.sentence(grid.gateway().progress().books()));
                changed = false;
            } else {
                inbox.settleCommitted();
            }
        }
    }

    /** Says of each which it is: nothing else shows them here. */
    private static final class GivenUp implements NoticeListener {
        @Override
        public void givenUp(final PendingNotice notice, final String why) {
            say("notice " + notice.number() + " of " + notice.name() + " is given up: " + why);
        }
    }

    private static void say(final String message) {
        System.out.println("ratinggrid: " + message);
    }

    private static void alarm(final String message) {
        System.err.println("ratinggrid: ALARM: " + message);
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
