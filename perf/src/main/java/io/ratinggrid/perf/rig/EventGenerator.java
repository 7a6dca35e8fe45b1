package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.ratinggrid.perf.wire.EventLine;
import io.ratinggrid.perf.wire.Line;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.command.Command;

/**
 * Draws the events of a run and sends them to a gateway process. Verbs: {@code connect HOST PORT} first, {@code open}, {@code bulk FROM COUNT},
 * {@code paced FROM RATE SECONDS ARRIVAL}, {@code queue FROM COUNT}. One thread; to be closed.
 */
final class EventGenerator implements Verbs, AutoCloseable {
    /** One event in so many is timed, from its hand-over to the connection to its committed answer. */
    private static final int PROBED = 1_000;

    private static final long INTERVAL_MS = 1_000;

    private final RigSettings settings;
    private final CanonicalEvents workload;
    private EventLine gateway;
    /** Of the verb under way. */
    private volatile Latencies latencies;

    /** Histograms go to the directory of the settings. */
    EventGenerator(final RigSettings settings) {
        this.settings = settings;
        workload = settings.workload();
    }

    @Override
    public Figures obey(final String line) throws IOException, InterruptedException {
        final String[] verb = line.split(" ");
        return switch (verb[0]) {
            case "connect" -> connect(verb[1], Integer.parseInt(verb[2]));
            case "open" -> open();
            case "queue" -> queue(Long.parseLong(verb[1]), Integer.parseInt(verb[2]));
            case "bulk" -> bulk(Long.parseLong(verb[1]), Integer.parseInt(verb[2]));
            case "paced" -> paced(Long.parseLong(verb[1]), Pace.of(verb));
            default -> throw new IllegalArgumentException("verb=" + line);
        };
    }

    private Figures connect(final String host, final int port) throws IOException {
        close();
        gateway = new EventLine(Line.to(host, port, settings.generator().access()), this::answered).start();
        return new Figures();
    }

    private void answered(final long dueNs) {
        latencies.record(System.nanoTime() - dueNs);
    }

    private Figures open() throws IOException, InterruptedException {
        for (int i = 0; i < settings.accounts(); i++) {
            workload.open(i, this::send);
        }
        gateway.awaitCommitted();
        return new Figures();
    }

    private void send(final Command command) {
        try {
            gateway.send(command);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Events that are accepted, whatever becomes of them. */
    private Figures queue(final long from, final int count) throws IOException, InterruptedException {
        for (long event = from; event < from + count; event++) {
            gateway.send(workload.fill(event));
        }
        gateway.awaitAccepted();
        return new Figures();
    }

    /** Events as fast as the gateway takes them, until all are committed. */
    private Figures bulk(final long from, final int count) throws IOException, InterruptedException {
        try (Latencies times = new Latencies(settings.directory(), "bulk-" + from)) {
            latencies = times.every(INTERVAL_MS);
            final Spent before = Spent.now();
            for (long event = from; event < from + count; event++) {
                if (event % PROBED == 0) {
                    gateway.sendTimed(workload.fill(event), System.nanoTime());
                    gateway.flush();
                } else {
                    gateway.send(workload.fill(event));
                }
            }
            gateway.awaitCommitted();
            return found(before, times);
        }
    }

    /** An event when its time has come, whatever became of those before it; times count from then. */
    private Figures paced(final long from, final Pace pace) throws IOException, InterruptedException {
        try (Latencies times = new Latencies(settings.directory(), "paced-" + from)) {
            latencies = times.every(INTERVAL_MS);
            final Spent before = Spent.now();
            final Figures sent = new PacedLoop(pace, settings.seed() + from).run(new Timed(from));
            gateway.awaitCommitted();
            return sent.putAll(found(before, times));
        }
    }

    /** Sends what is due together in one go. */
    private final class Timed implements PacedLoop.Sender {
        private final long from;

        Timed(final long from) {
            this.from = from;
        }

        @Override
        public void send(final long index, final long dueNs) throws IOException {
            gateway.sendTimed(workload.fill(from + index), dueNs);
        }

        @Override
        public void idle() throws IOException {
            gateway.flush();
        }
    }

    private static Figures found(final Spent before, final Latencies latencies) {
        final Spent spent = Spent.now().since(before);
        final Figures figures = new Figures().put("wallNs", spent.wallNs()).put("generator cpuNs", spent.cpuNs());
        latencies.addTo(figures, "latency");
        return figures;
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
    }
}
