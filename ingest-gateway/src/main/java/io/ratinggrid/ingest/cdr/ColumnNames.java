package io.ratinggrid.ingest.cdr;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.rating.text.DidYouMean;

/** Finds the columns of a mapping among those of a file. */
final class ColumnNames {
    private final String mapping;
    private final List<String> names;

    ColumnNames(final String mapping, final List<String> names) {
        this.mapping = mapping;
        this.names = names;
    }

    int size() {
        return names.size();
    }

    String name(final int index) {
        return index < names.size() ? names.get(index) : "column " + (index + 1);
    }

    /** Index of a column given by name, or by number from 1. */
    int index(final String column) throws RefusedFileException {
        final int index = names.indexOf(column);
        if (index >= 0) {
            return index;
        }
        if (column.matches("[1-9]\\d{0,2}") && Integer.parseInt(column) <= names.size()) {
            return Integer.parseInt(column) - 1;
        }
        throw new RefusedFileException("the file has no column '" + column + "', which mapping " + mapping + " needs; "
                + DidYouMean.nearest(column, names)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("its columns are " + String.join(", ", shown())));
    }

    private List<String> shown() {
        final int most = 30;
        final List<String> shown = new ArrayList<>(names.subList(0, Math.min(most, names.size())));
        if (names.size() > most) {
            shown.add("...");
        }
        return shown;
    }
}
