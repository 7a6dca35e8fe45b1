package io.ratinggrid.perf.scenario;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.perf.rig.RigSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code ratinggrid perf scale}: what more node processes and copies cost an event. */
@Command(
        name = "scale",
        description = "The same events through one node and more, with and without copies: what does it cost?",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All nodes share the cores of this machine: CPU an event says what each further node costs, not",
            "how many events a second nodes on machines of their own would take."
        })
public final class Scale extends SideBySide {
    private static final Pattern GRID = Pattern.compile("([1-9]\\d?)(?:\\+(\\d))?");

    @Option(
            names = "--grids",
            split = ",",
            paramLabel = "N+B",
            description = "Nodes, and copies of each partition besides the first (default: ${DEFAULT-VALUE}).")
    private List<String> grids = List.of("1", "2", "2+1", "3", "3+1");

    @Override
    protected List<String> own() {
        return List.of("--nodes", "--backups");
    }

    @Override
    List<Variant> variants(final RigSettings settings) {
        return grids.stream().map(grid -> variant(grid, settings)).toList();
    }

    private static Variant variant(final String grid, final RigSettings settings) {
        final Matcher matched = GRID.matcher(grid);
        if (!matched.matches()) {
            throw new IllegalArgumentException("grids=" + grid + ", must be nodes and copies as 3+1, or nodes alone");
        }
        final int nodes = Integer.parseInt(matched.group(1));
        final int backups = matched.group(2) == null ? 0 : Integer.parseInt(matched.group(2));
        return new Variant(grid, settings.withNodes(nodes, backups));
    }
}
