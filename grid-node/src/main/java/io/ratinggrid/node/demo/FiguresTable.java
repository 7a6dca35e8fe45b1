package io.ratinggrid.node.demo;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.output.TextTable;

/** The worked figures as lines of text: a heading for each case, below it what it came to and what was expected. */
public final class FiguresTable {
    private FiguresTable() {}

    public static List<String> lines(final List<FigureResult> results) {
        final TextTable table = new TextTable(List.of("figure", "total", "expected", ""));
        String heading = "";
        for (final FigureResult result : results) {
            final String next = result.figure() + " " + result.script();
            if (!next.equals(heading)) {
                table.add(List.of(next));
                heading = next;
            }
            table.add(
                    List.of("  " + result.quantity(), result.total(), result.expected(), result.ok() ? "ok" : "WRONG"));
        }
        final List<String> lines = new ArrayList<>(table.lines());
        lines.add(summary(results));
        return lines;
    }

    private static String summary(final List<FigureResult> results) {
        final long wrong = results.stream().filter(result -> !result.ok()).count();
        return wrong == 0
                ? "All " + results.size() + " figures are as expected."
                : wrong + " of " + results.size() + " figures are WRONG.";
    }
}
