package io.ratinggrid.perf;

import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.ratinggrid.perf.baseline.Baseline;
import io.ratinggrid.perf.canonical.Canonical;
import io.ratinggrid.perf.canonical.Compare;
import io.ratinggrid.perf.charge.Charge;
import io.ratinggrid.perf.charge.Mixed;
import io.ratinggrid.perf.failover.Failover;
import io.ratinggrid.perf.faults.Faults;
import io.ratinggrid.perf.figures.AllFigures;
import io.ratinggrid.perf.generator.Generator;
import io.ratinggrid.perf.kernel.Kernels;
import io.ratinggrid.perf.plan.Plan;
import io.ratinggrid.perf.reproduce.Reproduce;
import io.ratinggrid.perf.rig.Ingest;
import io.ratinggrid.perf.rig.Limit;
import io.ratinggrid.perf.rig.Sweep;
import io.ratinggrid.perf.scenario.Burst;
import io.ratinggrid.perf.scenario.HotAccount;
import io.ratinggrid.perf.scenario.Partitions;
import io.ratinggrid.perf.scenario.Recover;
import io.ratinggrid.perf.scenario.Scale;
import io.ratinggrid.perf.scenario.Skews;
import io.ratinggrid.perf.scenario.Soak;
import io.ratinggrid.perf.simulator.Simulate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf}; each workload or report is a sub-command class, listed here. */
@Command(
        name = "ratinggrid perf",
        description = "Workloads, reports and baselines; without a command, the canonical workload.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            Baseline.class,
            Burst.class,
            Canonical.class,
            Charge.class,
            Compare.class,
            Failover.class,
            Faults.class,
            AllFigures.class,
            Generator.class,
            HotAccount.class,
            Ingest.class,
            Kernels.class,
            Limit.class,
            Mixed.class,
            Partitions.class,
            Plan.class,
            Recover.class,
            Reproduce.class,
            Scale.class,
            Simulate.class,
            Skews.class,
            Soak.class,
            Sweep.class
        })
public final class Perf implements Callable<Integer> {
    /** Libraries speak only when something is wrong; held here, since loggers are held weakly. */
    private static final Logger ROOT = Logger.getLogger("");

    @Spec
    private CommandSpec spec;

    public static void main(final String[] args) {
        ROOT.setLevel(Level.WARNING);
        System.exit(new CommandLine(new Perf())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    /** Without a sub-command: the canonical workload. */
    @Override
    public Integer call() {
        return spec.commandLine().getSubcommands().get("canonical").execute();
    }
}
