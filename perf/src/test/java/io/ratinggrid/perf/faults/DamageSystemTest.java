package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Every edge of a partition's state machine at real nodes, and nothing lost by any: those that only damage and rivals bring, too. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
@Timeout(600)
final class DamageSystemTest {
    @Test
    void shouldGoEveryEdgeAndLoseNothing() throws Exception {
        final long seed = Long.getLong("ratinggrid.seed", System.nanoTime());
        final Path directory =
                Path.of("target", "planted", NodePlant.DAMAGE.name()).toAbsolutePath();
        Directories.delete(directory);
        final Path classes = NodePlant.DAMAGE
                .into(new Plant(Path.of(".."), directory))
                .compile()
                .classes();
        final RunSettings settings = RunSettings.standard(seed, Duration.ZERO, classes.resolveSibling("run"))
                .withSize(16, 300, 300)
                .withPatience(Duration.ofSeconds(200))
                .withPlanted(classes);
        final RunReport report;
        try (FaultRun run = new FaultRun(settings, new Loopback(), System.out)) {
            report = run.run(FaultPlan.script(List.of(new DamageNodes())));
        }
        System.out.println("damage: seed=" + seed + "\n" + Report.markdown(report));
        assertEquals(Map.of(), report.problems(), "seed=" + seed + ", logs are in " + directory);
        assertEquals(
                List.of(),
                report.edges().entrySet().stream()
                        .filter(edge -> edge.getValue() == 0)
                        .map(Map.Entry::getKey)
                        .filter(edge -> !edge.endsWith("ING -> CLOSED"))
                        .toList(),
                "edges never gone; seed=" + seed);
        Directories.delete(directory);
    }
}
