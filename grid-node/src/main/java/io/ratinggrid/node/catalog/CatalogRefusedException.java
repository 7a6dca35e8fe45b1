package io.ratinggrid.node.catalog;

import java.util.List;

import io.ratinggrid.rating.catalog.source.Problem;

/** A catalog has errors, fails its own tests or may not be published; nothing of it was loaded. */
public final class CatalogRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** {@code message}: one sentence; {@code problems}: all of them, warnings too. */
    public CatalogRefusedException(final String message, final List<Problem> problems) {
        super(message);
        this.problems = problems;
    }

    /** All that is wrong, in order of files and lines. */
    public List<Problem> problems() {
        return problems;
    }
}
