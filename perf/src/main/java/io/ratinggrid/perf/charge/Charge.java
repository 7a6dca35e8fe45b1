package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.RigSettings;
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
            names = "--arrival",
            description = "How they come then: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.POISSON;

    @Option(
            names = "--drain",
            paramLabel = "N",
            description = "At last charge while so many queued events drain, too (default: ${DEFAULT-VALUE}).")
    private int drain;

    @Override
    protected boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final ChargeLoad load = new ChargeLoad(charged, WARM_UP, requests, rate, duration, arrival, drain);
        try (ChargeRun run = new ChargeRun(settings, charged).start()) {
            final Optional<Watch> watch = look(run::watch);
            out.println("requests are asked from " + run.askingPlace());
            final RequestTable table = new RequestTable(out, kept()).head();
            final ChargeSteps steps = new ChargeSteps(run, load).measure(table::row);
            keepPage(settings, steps.histograms(), watch);
            conclude(steps, table, out);
            return table.conclude(run);
        }
    }

    private static void conclude(final ChargeSteps steps, final RequestTable table, final PrintWriter out) {
        out.println();
        steps.windows()
                .forEach((window, found) -> out.printf(
                        Locale.ROOT,
                        "%d under way: entries of %.1f requests, CPU us an entry %.0f%n",
                        window,
                        (double) steps.requests() / found.of("entries"),
                        found.of("node cpuNs") / US / found.of("entries")));
        table.compare("charge p99 over the bare put's", steps.idle(), steps.bare());
        if (steps.hasDrained()) {
            drained(steps, table, out);
        }
        out.printf(
                Locale.ROOT,
                "%,.0f sessions/s of %d requests each%n%n",
                (double) steps.pace().rate() / ChargeSessions.REQUESTS,
                ChargeSessions.REQUESTS);
        PublishedFigures.print(out);
    }

    private static void drained(final ChargeSteps steps, final RequestTable table, final PrintWriter out) {
        final long perSecond = steps.draining().of("drained events/s");
        out.printf(
                Locale.ROOT,
                "%,d queued events drained at %,d/s, in %.1f s, the requests for %d s of them%n",
                steps.drained(),
                perSecond,
                (double) steps.drained() / perSecond,
                steps.pace().seconds());
        table.compare("charge p99 while they drain over idle", steps.draining(), steps.idle());
    }
}
