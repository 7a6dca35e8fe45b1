package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The harness for a minute, with proxies between nodes: three nodes and two gateways as processes, killed and cut off under load. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(600)
final class FaultsSystemTest {
    @Test
    void shouldLoseNothingWhoeverIsKilled() throws Exception {
        final long seed = Long.getLong("ratinggrid.seed", System.nanoTime());
        final Path directory = Path.of("target", "faults-" + seed).toAbsolutePath();
        final RunSettings settings =
                RunSettings.standard(seed, Duration.ZERO, directory).withSize(16, 300, 300);
        final RunReport report;
        final Network network = new Proxies(directory.resolve("names"), settings.nodes()).make();
        try (FaultRun run = new FaultRun(settings, network, System.out)) {
            report = run.run(FaultPlan.script(
                    List.of(new KillNode(), new KillGateway(), new LoseOneWay(), new CutNode(), new KillAll())));
        }
        System.out.println("faults: seed=" + seed + "\n" + Report.markdown(report));
        assertEquals(Map.of(), report.problems(), "seed=" + seed + ", logs are in " + directory);
        assertEquals(4L, report.totals().get("SIGKILLs of nodes"));
        assertTrue(report.row(new KillAll().name()).committed() > 0, "nothing was committed");
        assertEquals(16L, report.totals().get("partitions with 2 whole copies"));
        Directories.delete(directory);
    }
}
