package io.ratinggrid.perf.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.result.Sample;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf recovery}: from the death of a node until all its partitions have answered again. */
@Command(
        name = "recovery",
        description = "SIGKILL of a node, which is started again at once, until the last partition's committed answer.",
        mixinStandardHelpOptions = true)
public final class Recover extends Scenario {
    @Option(names = "--kills", paramLabel = "N", description = "One after another (default: ${DEFAULT-VALUE}).")
    private int kills = 3;

    @Option(
            names = "--standby",
            description = "Another process of the node is ready to take its place when it is killed (node --standby).")
    private boolean standby;

    @Override
    protected boolean run(final RigSettings settings, final PrintWriter out)
            throws IOException, InterruptedException, CatalogRefusedException {
        try (IngestRun run = new IngestRun(settings)) {
            run.start();
            final List<Double> seconds = new ArrayList<>();
            for (int i = 0; i < kills; i++) {
                if (standby) {
                    run.node(i % settings.nodes()).startStandby();
                }
                run.bulk(settings.events());
                seconds.add(run.recover(i % settings.nodes()) / SECOND_NS);
                kept().add("s from SIGKILL to the last partition's answer", seconds.get(i));
                out.printf("after %,d more events: %.1f s%n", settings.events(), seconds.get(i));
                out.flush();
            }
            final Sample sample = new Sample(seconds);
            out.printf(
                    "%d kills, s: median %.1f, min %.1f, max %.1f%n",
                    kills, sample.median(), sample.least(), sample.most());
            return run.reconcile().print(out);
        }
    }
}
