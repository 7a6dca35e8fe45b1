package io.ratinggrid.perf.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.Progress;
import io.ratinggrid.ingest.intake.IntakeBuffer;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;

/**
 * A gateway process of a run: the real gateway, and a thread that draws the events for it. It reaches no node before {@code connect}. Reads a
 * verb a line: {@code connect}, {@code open}, {@code bulk FROM COUNT}, {@code paced FROM RATE SECONDS ARRIVAL}, {@code queue FROM COUNT},
 * {@code drain}, {@code end}; says {@code done} after each, with the figures before it.
 */
public final class GatewayMain {
    private static final long DRAIN_MS = TimeUnit.MINUTES.toMillis(30);
    /** One event in so many is timed, from its submission to its committed answer. */
    private static final int PROBED = 1_000;

    private final RigSettings settings;
    private final GridTransport transport;
    private final Gateway gateway;
    private final CanonicalEvents workload;
    private final IntakeBuffer buffer;

    private GatewayMain(final RigSettings settings, final GridTransport transport, final Gateway gateway) {
        this.settings = settings;
        this.transport = transport;
        this.gateway = gateway;
        workload = settings.workload();
        buffer = new IntakeBuffer(settings.partitions());
    }

    /** {@code arguments}: the file of the settings, host:port of the nodes, the name of its directory. */
    public static void main(final String[] arguments)
            throws IOException, CatalogRefusedException, InterruptedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        final CatalogHistory catalogs = CatalogFiles.load(settings.catalog());
        final List<String> nodes = List.of(arguments[1].split(","));
        try (GridTransport transport = new GridTransport(GridTransportSettings.standard("perf", nodes, ""));
                Gateway gateway = new Gateway(
                        GatewaySettings.standard(settings.directory().resolve(arguments[2]), settings.partitions())
                                .withDurability(settings.durability())
                                .withPendingLimit(Long.MAX_VALUE)
                                .withBatchesPerSecond(settings.batchesPerSecond()),
                        transport,
                        new CatalogUnits(() -> catalogs),
                        alarm -> System.out.println("alarm: " + alarm))) {
            gateway.start();
            new GatewayMain(settings, transport, gateway).obey();
        }
    }

    private void obey() throws IOException, InterruptedException {
        System.out.println(Child.DONE);
        final BufferedReader verbs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = verbs.readLine(); line != null && !line.equals("end"); line = verbs.readLine()) {
            final String[] verb = line.split(" ");
            switch (verb[0]) {
                case "connect" -> transport.start();
                case "open" -> open();
                case "queue" -> queue(Long.parseLong(verb[1]), Integer.parseInt(verb[2]));
                case "drain" -> drained();
                case "bulk" -> bulk(Long.parseLong(verb[1]), Integer.parseInt(verb[2]));
                case "books" -> books();
                case "paced" -> paced(Long.parseLong(verb[1]), Pace.of(verb));
                default -> throw new IllegalArgumentException("verb=" + line);
            }
            System.out.println(Child.DONE);
        }
    }

    private void open() throws InterruptedException {
        for (int i = 0; i < settings.accounts(); i++) {
            workload.open(i, buffer::add);
            if (buffer.size() >= settings.batch()) {
                flush();
            }
        }
        drain();
    }

    /** Events that are accepted, whatever becomes of them. */
    private void queue(final long from, final int count) throws InterruptedException {
        for (long event = from; event < from + count; event++) {
            buffer.add(workload.fill(event));
            if (buffer.size() >= settings.batch()) {
                flush();
            }
        }
        flush();
    }

    private void drained() throws InterruptedException {
        final Spent before = Spent.now();
        drain();
        final Spent spent = Spent.now().since(before);
        new Figures().put("wallNs", spent.wallNs()).put("cpuNs", spent.cpuNs()).print();
    }

    /** Events as fast as the gateway takes them, until all are committed. */
    private void bulk(final long from, final int count) throws InterruptedException, IOException {
        try (Latencies latencies = new Latencies(settings.directory(), "bulk-" + from)) {
            final Spent before = Spent.now();
            for (long event = from; event < from + count; event++) {
                if (event % PROBED == 0) {
                    flush();
                    timed(workload.fill(event), System.nanoTime(), latencies);
                } else {
                    buffer.add(workload.fill(event));
                    if (buffer.size() >= settings.batch()) {
                        flush();
                    }
                }
            }
            drain();
            report(before, latencies);
        }
    }

    /** An event when its time has come, whatever became of those before it; times count from then. */
    private void paced(final long from, final Pace pace) throws InterruptedException, IOException {
        try (Latencies latencies = new Latencies(settings.directory(), "paced-" + from)) {
            final Spent before = Spent.now();
            final Figures sent = new PacedLoop(pace, settings.seed() + from, latencies)
                    .run((index, dueNs) -> timed(workload.fill(from + index), dueNs, latencies));
            drain();
            sent.print();
            report(before, latencies);
        }
    }

    private void timed(final Command command, final long dueNs, final Latencies latencies) {
        gateway.submit(command).thenAccept(code -> latencies.record(System.nanoTime() - dueNs));
    }

    private void flush() throws InterruptedException {
        gateway.submitAll(buffer);
        buffer.clear();
    }

    private void drain() throws InterruptedException {
        if (buffer.size() > 0) {
            flush();
        }
        if (!gateway.drain(DRAIN_MS)) {
            throw new IllegalStateException("not all is committed: " + gateway.progress());
        }
    }

    private void books() {
        final Progress progress = gateway.progress();
        new Figures()
                .put("records", progress.books().records())
                .put("rated", progress.books().rated())
                .print();
    }

    private void report(final Spent before, final Latencies latencies) {
        final Spent spent = Spent.now().since(before);
        final Figures figures = new Figures().put("wallNs", spent.wallNs()).put("cpuNs", spent.cpuNs());
        latencies.addTo(figures, "latency");
        figures.print();
    }
}
