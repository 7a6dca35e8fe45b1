package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.Environment;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.RunPage;
import io.ratinggrid.perf.rig.Watch;
import io.ratinggrid.perf.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf charge}: from a request of a session to its committed answer, beside a bare put. */
@Command(
        name = "charge",
        description = "Sessions that reserve and commit: from the request to its committed answer, beside a bare put.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Requests go over the wire that gateways use to a node process, and are answered once they are rated and",
            "committed, at the durability and on the copies that the options say. The bare put goes the same way and",
            "is one transactional putIfAbsent into the same kind of cache. Both at half of what the bare put sustains",
            "unless --rate says otherwise. Exit code 1: a request was refused or lost, an account is wrong, or a rate was missed."
        })
public final class Charge extends Scenario {
    private static final int WARM_UP = 30_000;
    private static final int[] WINDOWS = {1, 8, 64};
    private static final int SUSTAINED = 256;
    private static final double US = 1e3;

    @Option(
            names = "--charged",
            paramLabel = "N",
            description = "Accounts that have sessions, besides the others (default: ${DEFAULT-VALUE}).")
    private int charged = 100_000;

    @Option(names = "--requests", paramLabel = "N", description = "Of each closed loop (default: ${DEFAULT-VALUE}).")
    private int requests = 30_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Requests a second of the open loops (default: half of what the bare put sustains).")
    private int rate;

    @Option(
            names = "--duration",
            paramLabel = "S",
            description = "Seconds of each open loop (default: ${DEFAULT-VALUE}).")
    private int duration = 20;

    @Option(
            names = "--drain",
            paramLabel = "N",
            description = "At last charge while so many queued events drain, too (default: ${DEFAULT-VALUE}).")
    private int drain;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Keep histograms and report.html of the open loops there (default: nowhere).")
    private Path directory;

    @Override
    protected boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Map<String, String> environment = Environment.begin();
        try (ChargeRun run = new ChargeRun(settings, charged).start()) {
            run.closed(WARM_UP, SUSTAINED);
            run.closedBare(WARM_UP, SUSTAINED);
            final RequestTable table = new RequestTable(out).head();
            final Figures sustained =
                    table.row("bare put, 256 under way", run.closedBare(requests, SUSTAINED), requests);
            for (final int window : WINDOWS) {
                final Figures one =
                        table.row("charge, " + window + " under way", run.closed(requests, window), requests);
                out.printf(
                        Locale.ROOT,
                        "| &nbsp; entries of %.1f requests, CPU us an entry %.0f |%n",
                        (double) requests / one.of("entries"),
                        one.of("node cpuNs") / US / one.of("entries"));
            }
            final Pace pace = new Pace(
                    rate > 0 ? rate : Math.max(1, (int) sustained.perSecond(requests) / 2), duration, Arrival.POISSON);
            final Figures bare = table.row("bare put, open loop", run.pacedBare(pace), pace.events());
            final List<String> histograms = new ArrayList<>(List.of(run.histogram()));
            final Optional<Watch> watch = Optional.ofNullable(directory).map(kept -> run.watch());
            final Figures idle = table.row("charge, open loop", run.paced(pace), pace.events());
            out.println();
            table.compare("charge p99 over the bare put's", idle, bare);
            if (drain > 0) {
                histograms.add(run.histogram());
                table.compare("charge p99 while they drain over idle", drain(run, pace, table, out), idle);
            }
            Environment.end(environment);
            if (watch.isPresent()) {
                report(settings, environment, histograms, watch.get());
            }
            out.printf(
                    Locale.ROOT,
                    "%,.0f sessions/s of %d requests each%n%n",
                    (double) pace.rate() / ChargeSessions.REQUESTS,
                    ChargeSessions.REQUESTS);
            PublishedFigures.print(out);
            return table.conclude(run);
        }
    }

    private Figures drain(final ChargeRun run, final Pace pace, final RequestTable table, final PrintWriter out)
            throws IOException, InterruptedException {
        final Figures busy = run.pacedBeside(drain, pace);
        table.row("charge, while events drain", busy, pace.events());
        out.printf(
                Locale.ROOT,
                "%,d queued events drained at %,d/s, in %.1f s, the requests for %d s of them%n",
                drain,
                busy.of("drained events/s"),
                (double) drain / busy.of("drained events/s"),
                pace.seconds());
        return busy;
    }

    private void report(
            final RigSettings settings,
            final Map<String, String> environment,
            final List<String> histograms,
            final Watch watch)
            throws IOException {
        watch.close();
        final RunPage page = new RunPage(settings, directory);
        page.marks(watch.marks());
        page.write("perf charge", environment, settings.text(), histograms, List.of());
    }
}
