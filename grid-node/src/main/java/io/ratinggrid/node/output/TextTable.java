package io.ratinggrid.node.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of texts, padded to columns. One thread. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(final List<String> header) {
        rows.add(header);
        rows.add(header.stream().map(cell -> "").toList());
    }

    /** A row with as many cells as the header, or fewer. */
    public void add(final List<String> row) {
        rows.add(row);
    }

    /** Header, rule and rows. */
    public List<String> lines() {
        final List<Integer> widths =
                new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
        for (final List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
            }
        }
        rows.set(1, widths.stream().map("-"::repeat).toList());
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.toList());
    }

    private static String line(final List<String> row, final List<Integer> widths) {
        final StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : GAP)
                    .append(row.get(i))
                    .append(" ".repeat(widths.get(i) - row.get(i).length()));
        }
        return line.toString().stripTrailing();
    }
}
