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
    private static final int[] ROWS = {100_000, 400_000};
    private static final int RUNS = 3;

    private DeckLoad() {}

    static void print(final PrintWriter out) {
        out.println("| deck of | read and checked | again | compiled | again | bytes a prefix |");
        out.println("|---:|---:|---:|---:|---:|---:|");
        for (final int rows : ROWS) {
            print(out, rows);
        }
    }

    private static void print(final PrintWriter out, final int rows) {
        final List<Long> loads = new ArrayList<>();
        final List<Long> compiles = new ArrayList<>();
        Catalog catalog = null;
        try (KernelCatalog files = new KernelCatalog(rows)) {
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
                "| %,d | %.2f s | %.2f s | %.2f s | %.2f s | %.1f |%n",
                rows,
                loads.get(0) / 1e9,
                least(loads) / 1e9,
                compiles.get(0) / 1e9,
                least(compiles) / 1e9,
                (double) deck.sizeBytes() / rows);
        out.flush();
    }

    private static double least(final List<Long> times) {
        return times.stream().mapToLong(Long::longValue).min().orElseThrow();
    }
}
