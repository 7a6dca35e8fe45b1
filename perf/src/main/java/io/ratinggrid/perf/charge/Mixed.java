package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Arrival;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.Watch;
import io.ratinggrid.perf.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf mixed}: usage through a gateway's queue and requests of sessions, each alone, and both at once. */
@Command(
        name = "mixed",
        description =
                "Usage by way of a gateway's queue and requests of sessions, alone and both at once: what does each wait?",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Both at a rate, open loop: times count from the moment at which an event or a request was to be",
            "sent, until it is committed. Exit code 1: a request was refused or lost, an account is wrong, or a",
            "rate was missed."
        })
public final class Mixed extends Scenario {
    private static final int WARM_UP = 30_000;
    private static final int SUSTAINED = 256;

    @Option(
            names = "--charged",
            paramLabel = "N",
            description = "Accounts that have sessions, besides the others (default: ${DEFAULT-VALUE}).")
    private int charged = 100_000;

    @Option(
            names = "--usage-rate",
            paramLabel = "N",
            description = "Usage events a second (default: ${DEFAULT-VALUE}).")
    private int usageRate = 5_000;

    @Option(
            names = "--request-rate",
            paramLabel = "N",
            description = "Requests of sessions a second (default: ${DEFAULT-VALUE}).")
    private int requestRate = 500;

    @Option(names = "--duration", paramLabel = "S", description = "Seconds of each row (default: ${DEFAULT-VALUE}).")
    private int duration = 20;

    @Option(names = "--arrival", description = "How both come: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Arrival arrival = Arrival.POISSON;

    @Override
    protected boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Pace usage = new Pace(usageRate, duration, arrival);
        final Pace requests = new Pace(requestRate, duration, arrival);
        try (ChargeRun run = new ChargeRun(settings, charged).startWithoutBare()) {
            run.closed(WARM_UP, SUSTAINED);
            final Optional<Watch> watch = look(run::watch);
            final Map<String, String> histograms = new LinkedHashMap<>();
            histograms.put(run.usageHistogram(), "usage alone");
            out.println("requests are asked from " + run.askingPlace());
            final RequestTable table = new RequestTable(out, kept()).head();
            final Figures usageAlone = table.row("usage alone", run.usage(usage), usage.events());
            histograms.put(run.histogram(), "requests alone");
            final Figures requestsAlone = table.row("requests alone", run.paced(requests), requests.events());
            histograms.put(run.usageHistogram(), "usage beside requests");
            histograms.put(run.histogram(), "requests beside usage");
            final ChargeRun.Both both = run.both(usage, requests);
            table.row("usage beside requests", both.usage(), usage.events());
            table.row("requests beside usage", both.requests(), requests.events());
            keepPage(settings, histograms, watch);
            out.println();
            table.compare("p99 of usage beside requests over alone", both.usage(), usageAlone);
            table.compare("p99 of requests beside usage over alone", both.requests(), requestsAlone);
            return table.conclude(run);
        }
    }
}
