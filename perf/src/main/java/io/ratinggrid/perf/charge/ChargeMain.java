package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Latencies;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.PacedLoop;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.Spent;
import io.ratinggrid.perf.rig.Verbs;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.wire.Ask;

/**
 * The process that asks: requests go over the wire to a node as those of a gateway do, and each is answered once it is committed. Verbs:
 * {@code open}, {@code closed FROM COUNT WINDOW}, {@code paced FROM RATE SECONDS ARRIVAL}; histograms are {@code NAME-closed-FROM} and
 * {@code NAME-paced-FROM}.
 */
public final class ChargeMain implements Verbs {
    private static final long INTERVAL_MS = 1_000;
    private static final long TIMEOUT_MS = 60_000;
    /** Under way at most; a rate that would need more is missed. */
    private static final int MOST_UNDER_WAY = 4_000;

    private static final int OPENED_AT_ONCE = 512;
    /** Place of the argument. */
    private static final int NODES = 3;
    /** Place in its verb. */
    private static final int WINDOW = 3;

    private final RigSettings settings;
    private final String name;
    private final int accounts;
    private final GridTransport transport;
    private final ChargeSessions sessions;
    private final Semaphore room = new Semaphore(MOST_UNDER_WAY);
    private final Refusals refused = new Refusals();

    private ChargeMain(
            final RigSettings settings,
            final String name,
            final int accounts,
            final GridTransport transport,
            final ChargeSessions sessions) {
        this.settings = settings;
        this.name = name;
        this.accounts = accounts;
        this.transport = transport;
        this.sessions = sessions;
    }

    /** {@code arguments}: the file of the settings, its name, how many accounts have sessions, host:port of the nodes. */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        final String name = arguments[1];
        final int accounts = Integer.parseInt(arguments[2]);
        final List<String> nodes = List.of(arguments[NODES].split(","));
        final String token = settings.generator().access().token();
        final ChargeSessions sessions =
                new ChargeSessions(settings.seed(), settings.accounts(), accounts, settings.deck());
        try (GridTransport transport = new GridTransport(GridTransportSettings.standard(name, nodes, token)).start()) {
            new ChargeMain(settings, name, accounts, transport, sessions).obeyAll();
        }
    }

    @Override
    public Figures obey(final String line) throws IOException, InterruptedException {
        final String[] verb = line.split(" ");
        return switch (verb[0]) {
            case "open" -> open();
            case "closed" -> closed(Long.parseLong(verb[1]), Integer.parseInt(verb[2]), Integer.parseInt(verb[WINDOW]));
            case "paced" -> paced(Long.parseLong(verb[1]), Pace.of(verb));
            default -> throw new IllegalArgumentException("verb=" + line);
        };
    }

    private Figures open() throws InterruptedException {
        final Semaphore window = new Semaphore(OPENED_AT_ONCE);
        for (int i = 0; i < accounts; i++) {
            final Deque<Ask> steps = new ArrayDeque<>();
            sessions.open(i, command -> steps.add(toAsk(command)));
            window.acquire();
            openStep(steps, window::release);
        }
        window.acquire(OPENED_AT_ONCE);
        final Figures figures = new Figures();
        refused.addTo(figures);
        return figures;
    }

    /** One after the other: what is not taken at once is asked again later. */
    private void openStep(final Deque<Ask> steps, final Runnable opened) {
        if (steps.isEmpty()) {
            opened.run();
        } else {
            ask(steps.poll(), () -> openStep(steps, opened));
        }
    }

    /** So many requests, {@code window} of them under way at any time. */
    private Figures closed(final long from, final int count, final int window)
            throws IOException, InterruptedException {
        try (Latencies latencies = new Latencies(settings.directory(), name + "-closed-" + from)) {
            final Semaphore free = new Semaphore(window);
            final Spent before = Spent.now();
            for (long request = from; request < from + count; request++) {
                free.acquire();
                final long sentNs = System.nanoTime();
                ask(sessions.fill(request), () -> {
                    latencies.record(System.nanoTime() - sentNs);
                    free.release();
                });
            }
            free.acquire(window);
            return found(before, latencies);
        }
    }

    private Figures paced(final long from, final Pace pace) throws IOException, InterruptedException {
        try (Latencies latencies = new Latencies(settings.directory(), name + "-paced-" + from).every(INTERVAL_MS)) {
            final Spent before = Spent.now();
            final Figures sent = new PacedLoop(pace, settings.seed() + from).run((index, dueNs) -> {
                room.acquireUninterruptibly();
                ask(sessions.fill(from + index), () -> {
                    latencies.record(System.nanoTime() - dueNs);
                    room.release();
                });
            });
            room.acquire(MOST_UNDER_WAY);
            room.release(MOST_UNDER_WAY);
            return sent.putAll(found(before, latencies));
        }
    }

    private void ask(final Command command, final Runnable answered) {
        ask(toAsk(command), answered);
    }

    private Ask toAsk(final Command command) {
        return Ask.command(AccountKey.partition(command.account, settings.partitions()), sessions.encode(command));
    }

    private void ask(final Ask ask, final Runnable answered) {
        transport.ask(ask, TIMEOUT_MS).thenAccept(answer -> {
            refused.look(answer);
            answered.run();
        });
    }

    private Figures found(final Spent before, final Latencies latencies) {
        final Spent spent = Spent.now().since(before);
        final Figures figures = new Figures().put("wallNs", spent.wallNs()).put("cpuNs", spent.cpuNs());
        refused.addTo(figures);
        latencies.addTo(figures, "latency");
        return figures;
    }
}
