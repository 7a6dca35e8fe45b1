package io.ratinggrid.perf.kernel;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.RateDeck;
import io.ratinggrid.rating.catalog.model.CatalogModel;

/** How long a large deck takes to read, check and compile, and how much memory its prefixes take. */
final class DeckLoad {
    private static final int ROWS = 400_000;
    private static final int RUNS = 5;

    private DeckLoad() {}

    static void print(final PrintWriter out) {
        final List<Long> loads = new ArrayList<>();
        final List<Long> compiles = new ArrayList<>();
        Catalog catalog = null;
        try (KernelCatalog files = new KernelCatalog(ROWS)) {
            for (int run = 0; run < RUNS; run++) {
                final long start = System.nanoTime();
                final CatalogModel model = files.load().versions().get(0);
                final long loaded = System.nanoTime();
                catalog = CatalogCompiler.compile(model);
                loads.add(loaded - start);
                compiles.add(System.nanoTime() - loaded);
            }
        }
        final RateDeck deck = KernelCatalog.deckOf(catalog);
        out.printf(
                "deck of %,d prefixes: read and checked in %.2f s at first, %.2f s in the median of %d;"
                        + " compiled in %.2f s, %.2f s; %.1f bytes a prefix%n",
                ROWS,
                loads.get(0) / 1e9,
                median(loads) / 1e9,
                RUNS,
                compiles.get(0) / 1e9,
                median(compiles) / 1e9,
                (double) deck.sizeBytes() / ROWS);
    }

    private static double median(final List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
