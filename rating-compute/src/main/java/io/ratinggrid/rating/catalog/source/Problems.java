package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, so that one run reports everything. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();
    private int errors;

    void error(final Position at, final String message, final String wouldBeRight) {
        add(at, Severity.ERROR, message, wouldBeRight);
        errors++;
    }

    void error(final YamlValue at, final String message, final String wouldBeRight) {
        error(at.position(), message, wouldBeRight);
    }

    void warning(final Position at, final String message, final String wouldBeRight) {
        add(at, Severity.WARNING, message, wouldBeRight);
    }

    /** Errors so far: a reader compares before and after to know whether its part is whole. */
    int errors() {
        return errors;
    }

    List<Problem> sorted() {
        return found.stream().distinct().sorted().toList();
    }

    private void add(final Position at, final Severity severity, final String message, final String wouldBeRight) {
        found.add(new Problem(at.file(), at.line(), at.column(), severity, message, wouldBeRight));
    }
}
