package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.journal.EventCheck;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.journal.StoredGrid;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/**
 * The process that checks the journal of a run whose nodes have ended: {@link StoredGrid}, {@link JournalCheck} of each record, then whether no
 * event is missing. Prints {@link Problems}, and figures: {@code entries}, {@code copies}, {@code TYPE CODE} of commands.
 */
final class JournalCheckMain {
    private final RigSettings settings;
    private final long events;
    private final Problems problems = new Problems();

    private JournalCheckMain(final RigSettings settings, final long events) {
        this.settings = settings;
        this.events = events;
    }

    /** {@code arguments}: the file of the settings, and how many events were drawn. */
    public static void main(final String[] arguments) throws Exception {
        Child.once(() ->
                new JournalCheckMain(RigSettings.read(Path.of(arguments[0])), Long.parseLong(arguments[1])).check());
    }

    private void check() throws IOException, CatalogRefusedException, InterruptedException {
        final List<Path> nodes =
                IntStream.range(0, settings.nodes()).mapToObj(settings::node).toList();
        final StoredGrid grid = StoredGrid.open(nodes, settings.partitions(), settings.partition(), problems);
        final List<JournalCheck> checks = new ArrayList<>();
        grid.read(() -> {
            checks.add(new JournalCheck(settings, events, problems));
            return checks.get(checks.size() - 1);
        });
        EventCheck.together(checks.stream().map(JournalCheck::seen).toList(), events, problems);
        grid.expectCopies(settings.backups() + 1);
        problems.print();
        figures(grid, checks).print();
    }

    private static Figures figures(final StoredGrid grid, final List<JournalCheck> checks) {
        final Figures figures = new Figures().put("entries", grid.entries()).put("copies", grid.copies());
        for (final CommandType type : CommandType.values()) {
            for (final ResultCode code : ResultCode.values()) {
                final long count = checks.stream()
                        .mapToLong(check -> check.commands(type, code))
                        .sum();
                if (count > 0) {
                    figures.put(type + " " + code, count);
                }
            }
        }
        return figures;
    }
}
