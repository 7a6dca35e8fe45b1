package io.ratinggrid.ingest.cdr;

import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.TextView;

/** A {@link FilterRule} whose column was found in a file. */
final class Condition {
    private final FilterRule rule;
    private final int index;

    Condition(final FilterRule rule, final ColumnNames names) throws RefusedFileException {
        this.rule = rule;
        index = names.index(rule.column());
    }

    boolean holds(final CsvFields fields) {
        final TextView value = fields.get(index);
        if (rule.pattern() != null) {
            return rule.pattern().matcher(value).matches();
        }
        boolean among = false;
        for (int i = 0; i < rule.values().size() && !among; i++) {
            among = value.contentEquals(rule.values().get(i));
        }
        return among != rule.negated();
    }

    int index() {
        return index;
    }
}
