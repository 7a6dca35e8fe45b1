package io.ratinggrid.perf.failover;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.samples.Samples;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.perf.Machine;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.process.Metrics;
import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.process.NodeProcesses;
import io.ratinggrid.perf.process.TimeOfDay;
import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Jvms;
import io.ratinggrid.rating.catalog.CatalogHistory;

/** One run: accounts, then kill after kill under load, then the table. One thread. */
final class FailoverRun {
    private static final String SAMPLE = "figure-2";
    private static final String LOADED = "accounts.loaded";
    private static final long DRAIN_MS = TimeUnit.MINUTES.toMillis(30);
    private static final long ANSWERED_NS = TimeUnit.MINUTES.toNanos(2);
    /** Before a kill, of the time before the first: a node that has come back is warm by then, what the bulk left behind takes longer. */
    private static final int SETTLE_PART = 4;

    private static final int LOOK_MS = 20;
    private static final int QUIET_MS = 5_000;
    /** A pause that comes late, as of an owner that was fenced, is still seen. */
    private static final int AFTERMATH_MS = 1_500;

    private final FailoverSettings settings;
    private final PrintWriter out;
    private final Random random;
    private final AckClock clock;
    private final Pauses quiet = new Pauses("nothing happens");
    private final Pauses lost = new Pauses("a node dies: its partitions");
    private final Pauses others = new Pauses("a node dies: the others");
    private final Pauses all = new Pauses("a node dies: all partitions");
    private final Pauses returned = new Pauses("the node comes back: all partitions");
    /** Tells this run's events from those of runs before. */
    private final long run = System.nanoTime();

    private long taken;
    private long sent;
    private boolean good = true;

    FailoverRun(final FailoverSettings settings, final PrintWriter out) {
        this.settings = settings;
        this.out = out;
        random = new Random(settings.seed());
        clock = new AckClock(settings.partitions());
    }

    /**
     * False if an event was refused or not rated, is not in the journal once, or a partition did not answer again, which has been
     * printed.
     */
    boolean go() throws IOException, InterruptedException, CatalogRefusedException {
        final Path catalog = Samples.unpack(SAMPLE, settings.directory().resolve("samples"));
        final CatalogHistory catalogs = CatalogFiles.load(catalog);
        try (NodeProcesses nodes = new NodeProcesses(settings.nodes(catalog))) {
            final long startNs = System.nanoTime();
            nodes.start();
            say("three nodes are up and whole after s=" + secondsSince(startNs));
            try (GridTransport transport = new GridTransport(
                                    GridTransportSettings.standard("failover", nodes.addresses(), ""))
                            .start();
                    Gateway gateway = new Gateway(
                            GatewaySettings.standard(settings.directory().resolve("gateway"), settings.partitions()),
                            transport,
                            new CatalogUnits(() -> catalogs),
                            alarm -> say("gateway: " + alarm))) {
                gateway.start();
                load(gateway);
                kill(nodes, transport, gateway);
            }
        }
        check();
        print();
        return good;
    }

    private void load(final Gateway gateway) throws IOException, InterruptedException {
        final Path marker = settings.directory().resolve(LOADED);
        if (Files.exists(marker)) {
            return;
        }
        final long startNs = System.nanoTime();
        final Path file = AccountFile.write(settings.directory().resolve("accounts.jsonl"), settings.accounts());
        gateway.ingestFile(file, JsonFormat.ACCOUNTS);
        if (!gateway.drain(DRAIN_MS)) {
            throw new IllegalStateException("accounts are not committed: " + gateway.progress());
        }
        Files.delete(file);
        Files.createFile(marker);
        say("accounts=" + settings.accounts() + " opened after s=" + secondsSince(startNs));
    }

    private void kill(final NodeProcesses nodes, final GridTransport transport, final Gateway gateway)
            throws IOException, InterruptedException {
        try (UsageLoad load = new UsageLoad(
                gateway, settings, new FailoverEvents(settings.seed(), settings.accounts(), run), clock)) {
            load.start();
            final long settleMs = TimeUnit.SECONDS.toMillis(settings.settleS());
            Thread.sleep(settleMs);
            clock.begin();
            Thread.sleep(QUIET_MS);
            record(clock.longestNs(), quiet);
            for (int kill = 1; kill <= settings.kills(); kill++) {
                Thread.sleep(settleMs / SETTLE_PART + random.nextInt(1_000));
                killOne(kill, random.nextInt(FailoverSettings.NODES), nodes, transport);
            }
            load.stop();
            sent = load.sent();
            taken = sent - load.refused();
            awaitAnswers(gateway, taken);
            say("answers=" + clock.answers() + " notRated=" + load.notRated() + " refused=" + load.refused());
            expect(load.notRated() == 0 && load.refused() == 0, "events are not rated, or refused");
        }
    }

    private void killOne(final int kill, final int index, final NodeProcesses nodes, final GridTransport transport)
            throws IOException, InterruptedException {
        final BitSet ofNode = transport.partitionsOf(nodes.addresses().get(index));
        final String figures = figures(nodes.node(index));
        say("kill=" + kill + " node-" + index + " dies, partitions=" + ofNode.cardinality() + " " + figures);
        clock.begin();
        final long killedNs = System.nanoTime();
        nodes.node(index).kill();
        while (!clock.allAnsweredSince(killedNs) && System.nanoTime() - killedNs < ANSWERED_NS) {
            Thread.sleep(5);
        }
        expect(
                clock.allAnsweredSince(killedNs),
                "kill=" + kill + ": a partition has not answered for s=" + secondsSince(killedNs));
        Thread.sleep(AFTERMATH_MS);
        record(clock.longestNs(), ofNode);
        clock.begin();
        final long startedNs = System.nanoTime();
        nodes.node(index).start();
        nodes.awaitWhole();
        say("whole again after s=" + secondsSince(startedNs));
        record(clock.longestNs(), returned);
    }

    /** All that was taken must be answered, once each. */
    private void awaitAnswers(final Gateway gateway, final long expected) throws InterruptedException {
        final long fromNs = System.nanoTime();
        boolean drained = gateway.drain(DRAIN_MS);
        while (drained && clock.answers() < expected) {
            Thread.sleep(LOOK_MS);
            drained = System.nanoTime() - fromNs < ANSWERED_NS;
        }
        expect(clock.answers() == expected, "of taken=" + expected + " events answered=" + clock.answers());
    }

    /** What was answered must be in the journal of the nodes, which were all killed: once, and alike in all copies. */
    private void check() throws IOException, InterruptedException {
        final Figures journal;
        try (Child child = new Child(
                settings.directory(),
                FailoverCheckMain.class,
                Jvms.JOURNAL_CHECK,
                settings.directory().toString(),
                Integer.toString(settings.partitions()),
                Integer.toString(settings.backups() + 1),
                Integer.toString(settings.accounts()),
                Long.toString(settings.seed()),
                Long.toString(run),
                Long.toString(sent))) {
            journal = child.begin(line -> Problems.read(line, problem -> expect(false, "journal: " + problem)));
        }
        expect(journal.of("events") == taken, "of taken=" + taken + " events journaled=" + journal.of("events"));
        expect(
                journal.of("accounts") == settings.accounts(),
                "of accounts=" + settings.accounts() + " opened=" + journal.of("accounts"));
        say("in the journal of dead nodes: events=%d entries=%d copies=%d"
                .formatted(journal.of("events"), journal.of("entries"), journal.of("copies")));
    }

    private void expect(final boolean holds, final String otherwise) {
        if (!holds) {
            good = false;
            say("FAIL: " + otherwise);
        }
    }

    /** What a node has used up to now. */
    private static String figures(final NodeProcess node) throws InterruptedException {
        final Metrics metrics = node.metrics();
        final long heap = metrics.labelled("jvm_memory_used_bytes").entrySet().stream()
                .filter(area -> area.getKey().startsWith("{area=\"heap\""))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return "cpuS=%d heapMB=%d imageRounds=%d"
                .formatted(node.cpu().toSeconds(), heap / 1_000_000, metrics.value("ratinggrid_images_rounds_total"));
    }

    private void record(final long[] pausesNs, final BitSet ofNode) {
        final Pauses here = new Pauses("this kill");
        for (int partition = 0; partition < pausesNs.length; partition++) {
            (ofNode.get(partition) ? lost : others).add(pausesNs[partition]);
            all.add(pausesNs[partition]);
            if (ofNode.get(partition)) {
                here.add(pausesNs[partition]);
            }
        }
        say("pauses of its partitions: " + here.brief() + ", load " + Machine.load());
    }

    private static void record(final long[] pausesNs, final Pauses pauses) {
        for (final long pauseNs : pausesNs) {
            pauses.add(pauseNs);
        }
    }

    private void print() {
        out.println();
        Pauses.printHead(out);
        for (final Pauses pauses : new Pauses[] {quiet, lost, others, all, returned}) {
            pauses.print(out);
        }
    }

    private void say(final String what) {
        out.println(TimeOfDay.now() + " " + what);
        out.flush();
    }

    private static long secondsSince(final long ns) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - ns);
    }
}
