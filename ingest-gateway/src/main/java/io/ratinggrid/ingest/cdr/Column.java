package io.ratinggrid.ingest.cdr;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.TextLine;

/** A {@link Source} whose columns were found in a file. */
final class Column {
    private final int[] indexes;
    private final String constant;
    private final char joint;
    private final String name;

    private Column(final int[] indexes, final String constant, final char joint, final String name) {
        this.indexes = indexes;
        this.constant = constant;
        this.joint = joint;
        this.name = name;
    }

    /** Null for a source that is null; several columns are joined by {@code joint}. */
    static Column of(final Source source, final char joint, final ColumnNames names) throws RefusedFileException {
        if (source == null) {
            return null;
        }
        final int[] indexes = new int[source.columns().size()];
        final List<String> found = new ArrayList<>();
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = names.index(source.columns().get(i));
            found.add(names.name(indexes[i]));
        }
        return new Column(indexes, source.constant(), joint, String.join("+", found));
    }

    /** The value; valid until the next record. */
    CharSequence value(final CsvFields fields) {
        if (constant != null) {
            return constant;
        }
        if (indexes.length == 1) {
            return fields.get(indexes[0]);
        }
        final StringBuilder joined = new StringBuilder();
        for (int i = 0; i < indexes.length; i++) {
            if (i > 0) {
                joined.append(joint);
            }
            joined.append((CharSequence) fields.get(indexes[i]));
        }
        return joined;
    }

    String name() {
        return name;
    }

    boolean isConstant() {
        return constant != null;
    }

    /** Where the value starts in the line, from 1; 0: not known. */
    int position(final CsvFields fields, final TextLine line) {
        return indexes.length == 0 ? 0 : fields.column(indexes[0], line);
    }

    /** Highest index used. */
    int lastIndex() {
        int last = -1;
        for (final int index : indexes) {
            last = Math.max(last, index);
        }
        return last;
    }
}
