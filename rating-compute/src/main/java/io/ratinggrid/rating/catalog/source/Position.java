package io.ratinggrid.rating.catalog.source;

import java.util.Comparator;

/**
 * A place in a file.
 *
 * @param file   path relative to the catalog directory
 * @param line   from 1
 * @param column from 1, in characters
 */
public record Position(String file, int line, int column) {
    static final Comparator<Position> ORDER =
            Comparator.comparing(Position::file).thenComparing(Position::line).thenComparing(Position::column);

    static Position startOf(final String file) {
        return new Position(file, 1, 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
