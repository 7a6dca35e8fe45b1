package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.ratinggrid.node.catalog.CatalogRefusedException;

/** One run: a cluster is made, loaded, struck by faults, and judged. Used once, by one thread; closing it ends all its processes. */
final class FaultRun implements AutoCloseable {
    private static final long WHOLE_MS = 180_000;
    private static final long RECOVERY_MS = 120_000;
    private static final long WARM_UP_MS = 4_000;
    private static final long BURST_MS = 6_000;
    private static final long CALM_MS = 500;
    private static final int SAMPLE = 200;

    private static final List<Fault> FAULTS = List.of(
            new KillNode(),
            new KillGateway(),
            new KillAll(),
            new StopNode(),
            new KillWhileReturning(),
            new CutNode(),
            new IsolateNode(),
            new LoseOneWay(),
            new FlapNetwork(),
            new JumpClock(),
            new LoseGatewayDisk());

    private final RunSettings settings;
    private final Network network;
    private final PrintStream out;
    private final Cluster cluster;
    private final Ledger ledger = new Ledger();
    private final Edges edges = new Edges();
    private final Problems problems = new Problems();
    private final RunReport report = new RunReport();
    /** Name of the fault of each number. */
    private final List<String> trials = new ArrayList<>(List.of(RunReport.BEFORE));

    private final Random random;
    private final Traffic traffic;
    private final Load load;
    private final Balances balances;

    FaultRun(final RunSettings settings, final Network network, final PrintStream out) throws IOException {
        this.settings = settings;
        this.network = network;
        this.out = out;
        cluster = new Cluster(settings, network).prepare();
        random = new Random(settings.seed());
        traffic = new Traffic(random.nextLong(), settings.accounts(), settings.partitions(), false);
        load = new Load(ledger, traffic, new HttpLink(), cluster.gateways(), settings.partitions(), random.nextLong());
        balances = new Balances(cluster, ledger, traffic.accounts(), problems, random.nextLong());
    }

    /** Does all of it. What is wrong is in the report; what keeps the run from going on is there too. */
    RunReport run() throws IOException, InterruptedException, CatalogRefusedException {
        try {
            begin();
            strike();
            end();
            final Checker checker = new Checker(cluster, traffic, ledger, balances, problems);
            checker.check(report);
            count(checker.counts());
        } catch (final HarnessException e) {
            problems.add("harness", e.getMessage());
        }
        report.edges(edges.counts());
        report.problems(problems.counts());
        if (!problems.isEmpty()) {
            problems.texts().forEach(text -> out.println("  " + text));
            Files.write(settings.directory().resolve("problems.txt"), problems.texts());
        }
        return report;
    }

    /** The problems found so far. */
    Problems problems() {
        return problems;
    }

    private void begin() throws InterruptedException {
        final long beganNs = System.nanoTime();
        cluster.startAll();
        cluster.awaitWhole(WHOLE_MS);
        say("up after ms=" + (System.nanoTime() - beganNs) / 1_000_000);
        load.openAccounts();
        load.burst(WARM_UP_MS);
        final double sustainable = load.burst(BURST_MS);
        final double rate = Math.min(settings.mostPerSecond(), sustainable * settings.load());
        say("sustainable lines/s=%.0f, load lines/s=%.0f".formatted(sustainable, rate));
        report.note(
                "seed %d: sustainable %.0f lines/s, load %.0f lines/s".formatted(settings.seed(), sustainable, rate));
        load.start(rate);
        balances.start();
        Thread.sleep(CALM_MS);
    }

    private void strike() throws InterruptedException {
        final List<Fault> possible = chosen();
        final long untilNs = System.nanoTime() + settings.duration().toNanos();
        for (int number = 1; System.nanoTime() < untilNs; number++) {
            final Fault fault = draw(possible);
            final Scene scene = new Scene(cluster, load, ledger, edges, number);
            final long beganNs = System.nanoTime();
            fault.strike(scene, new Random(random.nextLong()));
            final long recoveryMs = scene.watch().await(RECOVERY_MS);
            if (recoveryMs < 0) {
                throw new HarnessException("fault=" + fault.name() + " number=" + number + ": no answer from "
                        + scene.watch().missing() + " after ms=" + RECOVERY_MS + ", " + cluster.describe());
            }
            cluster.awaitWhole(WHOLE_MS);
            edges.look(cluster.nodes());
            report.row(fault.name()).trial(recoveryMs);
            trials.add(fault.name());
            report.total("SIGKILLs of nodes", scene.nodeKills());
            report.total("SIGKILLs of gateways", scene.gatewayKills());
            say("%d %s: answers after ms=%d, whole after ms=%d, committed=%d"
                    .formatted(
                            number,
                            fault.name(),
                            recoveryMs,
                            (System.nanoTime() - beganNs) / 1_000_000,
                            ledger.committed()));
            Thread.sleep(CALM_MS);
        }
    }

    private List<Fault> chosen() {
        final List<String> names = Arrays.stream(settings.faults().split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        final List<Fault> chosen = FAULTS.stream()
                .filter(fault -> names.isEmpty() || names.contains(fault.name()))
                .filter(fault -> fault.isPossible(cluster))
                .toList();
        if (chosen.isEmpty()) {
            throw new HarnessException("no such faults: " + settings.faults() + "; there are "
                    + FAULTS.stream().map(Fault::name).toList());
        }
        return chosen;
    }

    private Fault draw(final List<Fault> possible) {
        int left = random.nextInt(possible.stream().mapToInt(Fault::weight).sum());
        for (final Fault fault : possible) {
            left -= fault.weight();
            if (left < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    private void end() throws InterruptedException {
        load.stop(RECOVERY_MS);
        cluster.awaitWhole(WHOLE_MS);
        balances.close();
        balances.sample(SAMPLE);
        edges.look(cluster.nodes());
        report.total("requests sent again", load.resent());
        cluster.stopAll();
    }

    private void count(final FaultCounts counts) {
        for (int number = 0; number < trials.size(); number++) {
            report.row(trials.get(number)).add(counts.of(number));
        }
    }

    private void say(final String text) {
        out.println("  " + text);
        out.flush();
    }

    @Override
    public void close() {
        load.close();
        cluster.close();
        network.close();
    }
}
