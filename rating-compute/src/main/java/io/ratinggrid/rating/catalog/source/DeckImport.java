package io.ratinggrid.rating.catalog.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.text.DidYouMean;

/**
 * A new file of a carrier merged into a deck: what would change, and the rows after it. Nothing is written before
 * {@link #writeTo}.
 */
public final class DeckImport {
    private static final DeckChanges NOTHING = new DeckChanges(0, 0, 0, 0, 0, 0);

    private final DeckChanges changes;
    private final List<DeckRow> rows;
    private final List<Problem> problems;
    private final Optional<DeckFormat> format;

    private DeckImport(
            final DeckChanges changes,
            final List<DeckRow> rows,
            final List<Problem> problems,
            final Optional<DeckFormat> format) {
        this.changes = changes;
        this.rows = rows;
        this.problems = problems;
        this.format = format;
    }

    /** What the new file is. */
    public enum Mode {
        /** The whole deck: prefixes that it does not name are closed. */
        FULL,
        /** Changes only. */
        DELTA
    }

    /**
     * Merges {@code file}, written in the deck's own format, into the newest version's deck.
     *
     * @param at when rows without a later effective date start, and missing ones end
     */
    public static DeckImport read(
            final Path catalog, final String deck, final Path file, final Mode mode, final Instant at) {
        final Problems problems = new Problems();
        final List<CatalogVersion> versions = CatalogSource.read(catalog, problems, new CatalogTestReader(problems));
        if (problems.errors() > 0) {
            return failed(problems);
        }
        final CatalogVersion version = versions.get(versions.size() - 1);
        final Scope scope = version.names();
        final DeckFormat format = scope.deckFormats.get(deck);
        if (format == null) {
            problems.error(
                    version.versionAt(),
                    "deck '" + deck + "' is not defined in version '"
                            + version.model().version() + "'",
                    DidYouMean.phrase(deck, scope.decks.names()));
            return failed(problems);
        }
        final List<DeckLine> lines =
                new DeckFile(file, file.getFileName().toString(), format, scope.money, true, problems).read();
        if (problems.errors() > 0) {
            return failed(problems);
        }
        final DeckMerge merge = new DeckMerge(mode == Mode.FULL, at);
        final List<DeckRow> rows = merge.merge(rows(version, deck), lines);
        return new DeckImport(merge.changes(), rows, problems.sorted(), Optional.of(format));
    }

    /** Counts to show before anything is done. */
    public DeckChanges changes() {
        return changes;
    }

    /** The rows of the deck after the import, with their effective times; empty if there is any error. */
    public List<DeckRow> rows() {
        return rows;
    }

    /** What is wrong with the catalog or with the new file. */
    public List<Problem> problems() {
        return problems;
    }

    /** True if there are no errors. */
    public boolean ok() {
        return format.isPresent();
    }

    /** Writes the rows as a file of the deck's own format, to take the place of its present one. */
    public void writeTo(final Path file) throws IOException {
        final DeckFormat own = format.orElseThrow(() -> new IllegalStateException("problems=" + problems));
        Files.writeString(file, new DeckWriter(own).text(rows), own.dialect().charset());
    }

    private static DeckImport failed(final Problems problems) {
        return new DeckImport(NOTHING, List.of(), problems.sorted(), Optional.empty());
    }

    private static List<DeckRow> rows(final CatalogVersion version, final String deck) {
        return version.model().decks().stream()
                .filter(model -> model.name().equals(deck))
                .map(DeckModel::rows)
                .findFirst()
                .orElseThrow();
    }
}
