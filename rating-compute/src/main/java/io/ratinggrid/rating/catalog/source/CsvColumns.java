package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.ratinggrid.rating.text.DidYouMean;

/** Finds the header row of a CSV table and which column is what, by the names that people give columns. */
final class CsvColumns {
    private static final int DEEPEST_HEADER = 20;

    private final CsvTable table;
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private int header = -1;

    private CsvColumns(final CsvTable table) {
        this.table = table;
    }

    /**
     * Finds the header among the first rows: the first that names all required columns.
     *
     * @param names    for each column the names it may have, in lower case without blanks and punctuation
     * @param own      for a column the name that the author says it has
     */
    static CsvColumns find(
            final CsvTable table,
            final Map<String, List<String>> names,
            final Map<String, String> own,
            final List<String> required,
            final Problems problems) {
        final CsvColumns found = new CsvColumns(table);
        final Map<String, String> byName = new HashMap<>();
        names.forEach((column, all) -> all.forEach(name -> byName.put(name, column)));
        own.forEach((column, name) -> byName.put(folded(name), column));
        final List<CsvRecord> records = table.records();
        for (int row = 0; row < Math.min(records.size(), DEEPEST_HEADER) && found.header < 0; row++) {
            found.tryHeader(row, byName, required);
        }
        if (found.header < 0) {
            final Set<String> missing = new LinkedHashSet<>(required);
            missing.removeAll(found.columns.keySet());
            problems.error(
                    Position.startOf(table.file()),
                    "there is no header row with the columns " + String.join(", ", required),
                    records.isEmpty() ? "the file is empty" : "the first row has " + first(records.get(0)));
        }
        return found;
    }

    private void tryHeader(final int row, final Map<String, String> byName, final List<String> required) {
        columns.clear();
        final CsvRecord record = table.records().get(row);
        for (int field = 0; field < record.getFieldCount(); field++) {
            final String column = byName.get(folded(record.getField(field)));
            if (column != null) {
                columns.putIfAbsent(column, field);
            }
        }
        if (columns.keySet().containsAll(required)) {
            header = row;
        }
    }

    boolean has(final String column) {
        return columns.containsKey(column);
    }

    /** The rows below the header. */
    List<Row> rows() {
        final List<Row> rows = new ArrayList<>();
        for (int i = header + 1; header >= 0 && i < table.records().size(); i++) {
            rows.add(new Row(table.records().get(i)));
        }
        return rows;
    }

    /** Warns of columns that are not read, so that a misspelt name is noticed. */
    void warnUnread(final Set<String> ignored, final Map<String, List<String>> names, final Problems problems) {
        if (header < 0) {
            return;
        }
        final CsvRecord record = table.records().get(header);
        for (int field = 0; field < record.getFieldCount(); field++) {
            final String name = record.getField(field).strip();
            if (!columns.containsValue(field) && !name.isEmpty() && !ignored.contains(name)) {
                final Optional<String> near = DidYouMean.nearest(name, names.keySet());
                problems.warning(
                        table.position(record, field),
                        "column '" + name + "' is not read",
                        near.map(word -> "did you mean '" + word + "'?").orElse("list it under 'ignore'"));
            }
        }
    }

    private static String first(final CsvRecord record) {
        final List<String> fields = record.getFields();
        return DidYouMean.oneOf(fields.stream().map(String::strip).toList()).replace("one of ", "");
    }

    private static String folded(final String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** One row, read by column. */
    final class Row {
        private final CsvRecord record;

        Row(final CsvRecord record) {
            this.record = record;
        }

        /** The stripped text of a column, empty if the row or the file has none. */
        String text(final String column) {
            final Integer field = columns.get(column);
            return field == null || field >= record.getFieldCount()
                    ? ""
                    : record.getField(field).strip();
        }

        Position position(final String column) {
            return table.position(record, columns.getOrDefault(column, 0));
        }

        boolean isBlank() {
            boolean blank = true;
            for (int field = 0; blank && field < record.getFieldCount(); field++) {
                blank = record.getField(field).isBlank();
            }
            return blank;
        }

        /** The first field beyond the header's, if a row is longer and it is not empty. */
        Optional<Position> surplus() {
            final int width = table.records().get(header).getFieldCount();
            for (int field = width; field < record.getFieldCount(); field++) {
                if (!record.getField(field).isBlank()) {
                    return Optional.of(table.position(record, field));
                }
            }
            return Optional.empty();
        }
    }
}
