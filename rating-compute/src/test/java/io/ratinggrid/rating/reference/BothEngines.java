package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** The reference and the engine side by side: each does what is asked, and they must agree about it. */
final class BothEngines {
    private final ReferenceEngine reference;
    private final FastEngine fast;

    BothEngines(final List<CatalogModel> catalogs) {
        reference = new ReferenceEngine(catalogs);
        fast = new FastEngine(catalogs);
    }

    /** The versions of a catalog in a directory, which must be free of errors. */
    static List<CatalogModel> load(final Path directory) {
        final CatalogLoad load = CatalogSource.load(directory);
        if (!load.ok()) {
            throw new IllegalArgumentException(load.problems().toString());
        }
        return load.versions();
    }

    ReferenceTransfers transfers() {
        return reference.transfers();
    }

    ResultCode execute(final Command command) {
        final ResultCode code = reference.execute(command);
        assertEquals(code, fast.execute(command), () -> "reference, then engine: " + Commands.text(command));
        return code;
    }

    /** What the engine's estimate of the next bill comes to; 0: there would be none. */
    Fraction estimate(final String account) {
        return fast.estimate(account);
    }

    /** The figures of an account, which both must have come to, with books that balance. */
    AccountFigures figures(final String account) {
        final AccountFigures figures = reference.figures(account).orElseThrow();
        assertEquals(List.of(), figures.differences(fast.figures(account).orElseThrow()), "reference <> engine");
        assertEquals(List.of(), fast.imbalances(account));
        return figures;
    }
}
