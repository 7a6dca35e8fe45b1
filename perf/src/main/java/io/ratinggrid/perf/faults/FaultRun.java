package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.journal.Problems;

/** One run: a cluster is made, loaded, struck by faults, and judged. Used once, by one thread; closing it ends all its processes. */
final class FaultRun implements AutoCloseable {
    private static final long START_MS = 240_000;
    private static final long WARM_UP_MS = 4_000;
    private static final long BURST_MS = 6_000;
    private static final long CALM_MS = 500;
    private static final long SUPERVISOR_MS = 500;
    private static final long EDGES_MS = 1_000;
    private static final int SAMPLE = 200;

    private final RunSettings settings;
    private final Network network;
    private final PrintStream out;
    private final long patienceMs;
    private final Cluster cluster;
    private final Ledger ledger = new Ledger();
    private final Edges edges = new Edges();
    private final Problems problems = new Problems();
    private final RunReport report = new RunReport();
    /** Name of the fault of each number. */
    private final List<String> trials = new ArrayList<>(List.of(RunReport.BEFORE));

    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(run -> {
        final Thread thread = new Thread(run, "edges");
        thread.setDaemon(true);
        return thread;
    });
    private boolean whole;
    private final Random random;
    private final Traffic traffic;
    private final Load load;
    private final Balances balances;

    FaultRun(final RunSettings settings, final Network network, final PrintStream out) throws IOException {
        this.settings = settings;
        this.network = network;
        this.out = out;
        patienceMs = settings.patience().toMillis();
        cluster = new Cluster(settings, network).prepare();
        random = new Random(settings.seed());
        traffic = new Traffic(random.nextLong(), settings.accounts(), settings.partitions());
        load = new Load(ledger, traffic, new HttpLink(), cluster.gateways(), settings.partitions(), random.nextLong());
        balances = new Balances(cluster, ledger, traffic.accounts(), problems, random.nextLong());
    }

    /** Faults drawn from the seed for the time of the settings. What is wrong is in the report, and what keeps the run from going on. */
    RunReport run() throws IOException, InterruptedException, CatalogRefusedException {
        return run(FaultPlan.random(settings, cluster, random));
    }

    /** The faults of a plan. */
    RunReport run(final FaultPlan plan) throws IOException, InterruptedException, CatalogRefusedException {
        try {
            begin();
            strike(plan);
            end();
        } catch (final HarnessException e) {
            problems.add("harness", e.getMessage());
            load.close();
            balances.close();
        }
        check();
        report.edges(edges.counts());
        report.problems(problems.counts());
        if (!problems.isEmpty()) {
            problems.texts().forEach(text -> out.println("  " + text));
            Files.write(settings.directory().resolve("problems.txt"), problems.texts());
        }
        return report;
    }

    /** What is on the disks is looked at whatever has happened. */
    private void check() throws IOException, InterruptedException, CatalogRefusedException {
        network.heal();
        cluster.stopAll();
        final Checker checker = new Checker(cluster, traffic, ledger, balances, problems);
        try {
            checker.check(report, whole);
        } catch (final HarnessException e) {
            problems.add("harness", e.getMessage());
        }
        final FaultCounts counts = checker.counts();
        for (int number = 0; number < trials.size(); number++) {
            report.row(trials.get(number)).add(counts.of(number));
        }
    }

    /** The problems found so far. */
    Problems problems() {
        return problems;
    }

    private void begin() throws InterruptedException {
        final long beganNs = System.nanoTime();
        cluster.startAll();
        cluster.awaitWhole(Math.max(patienceMs, START_MS));
        say("up after ms=" + (System.nanoTime() - beganNs) / 1_000_000);
        load.openAccounts();
        load.burst(WARM_UP_MS);
        final double sustainable = load.burst(BURST_MS);
        final double rate = Math.min(settings.size().mostPerSecond(), sustainable * settings.load());
        say("sustainable lines/s=%.0f, load lines/s=%.0f".formatted(sustainable, rate));
        report.note(
                "seed %d: sustainable %.0f lines/s, load %.0f lines/s".formatted(settings.seed(), sustainable, rate));
        load.start(rate);
        looks.scheduleWithFixedDelay(() -> edges.look(cluster.nodes()), EDGES_MS, EDGES_MS, TimeUnit.MILLISECONDS);
        balances.start();
        Thread.sleep(CALM_MS);
    }

    private void strike(final FaultPlan plan) throws InterruptedException {
        Optional<Fault> next = plan.next(1);
        for (int number = 1; next.isPresent(); number++) {
            final Fault fault = next.get();
            trials.add(fault.name());
            final Scene scene = new Scene(cluster, load, ledger, edges, number);
            final long beganNs = System.nanoTime();
            say("%d %s".formatted(number, fault.name()));
            fault.strike(scene, new Random(random.nextLong()));
            final long recoveryMs = recovery(scene.watch());
            if (recoveryMs < 0) {
                throw new HarnessException("fault=" + fault.name() + " number=" + number + ": no answer from "
                        + scene.watch().missing() + " after ms=" + patienceMs + ", " + cluster.describe());
            }
            cluster.awaitWhole(patienceMs);
            edges.look(cluster.nodes());
            report.row(fault.name()).trial(recoveryMs);
            report.total("SIGKILLs of nodes", scene.nodeKills());
            report.total("SIGKILLs of gateways", scene.gatewayKills());
            say("%d %s: all partitions answer after ms=%d, whole after ms=%d, committed=%d"
                    .formatted(
                            number,
                            fault.name(),
                            recoveryMs,
                            (System.nanoTime() - beganNs) / 1_000_000,
                            ledger.committed()));
            Thread.sleep(CALM_MS);
            next = plan.next(number + 1);
        }
    }

    /** Waits for it while processes that have ended by themselves are started again, as a supervisor would; -1 if it takes too long. */
    private long recovery(final AckWatch watch) throws InterruptedException {
        final long untilNs = System.nanoTime() + patienceMs * 1_000_000;
        long recoveryMs = -1;
        while (recoveryMs < 0 && System.nanoTime() < untilNs) {
            cluster.startAll();
            recoveryMs = watch.await(SUPERVISOR_MS);
        }
        return recoveryMs;
    }

    private void end() throws InterruptedException {
        load.stop(patienceMs);
        cluster.awaitWhole(patienceMs);
        balances.close();
        balances.awaitArrived(ledger.senders(), patienceMs);
        cluster.awaitStill(patienceMs);
        cluster.awaitFollowed(patienceMs);
        balances.sample(SAMPLE);
        edges.look(cluster.nodes());
        whole = true;
        report.total("requests sent again", load.resent());
    }

    private void say(final String text) {
        out.println("  " + text);
        out.flush();
    }

    @Override
    public void close() {
        looks.shutdownNow();
        load.close();
        cluster.close();
        network.close();
    }
}
