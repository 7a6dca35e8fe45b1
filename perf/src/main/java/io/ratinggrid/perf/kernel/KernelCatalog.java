package io.ratinggrid.perf.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import io.ratinggrid.node.standalone.ScratchDirectory;
import io.ratinggrid.perf.workload.DeckFile;
import io.ratinggrid.perf.workload.DialPrefixes;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.RateDeck;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.CatalogSource;

/** The benchmarks' catalog with a deck of any size, written to files and loaded as a user's catalog is. */
final class KernelCatalog implements AutoCloseable {
    private static final long SEED = 20260101;

    private final List<String> prefixes;
    private final Path directory;

    /** Writes the files to a directory of their own, which {@link #close} removes. */
    KernelCatalog(final int deckRows) {
        this(deckRows, text -> text);
    }

    /** The same with a catalog that says something else. */
    KernelCatalog(final int deckRows, final UnaryOperator<String> edit) {
        prefixes = DialPrefixes.of(deckRows, SEED);
        try {
            directory = ScratchDirectory.create("kernels").path();
            try (InputStream yaml = KernelCatalog.class.getResourceAsStream("catalog.yaml")) {
                Files.writeString(
                        directory.resolve("catalog.yaml"),
                        edit.apply(new String(yaml.readAllBytes(), StandardCharsets.UTF_8)));
            }
            DeckFile.write(directory.resolve("retail.csv"), prefixes, SEED);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prefixes of the deck, in random order. */
    List<String> prefixes() {
        return prefixes;
    }

    /** Reads and checks the files; a catalog that does not load is a mistake here. */
    CatalogLoad load() {
        final CatalogLoad load = CatalogSource.load(directory);
        if (!load.problems().isEmpty()) {
            throw new IllegalStateException(load.problems().toString());
        }
        return load;
    }

    CatalogHistory compile() {
        return new CatalogHistory(
                load().versions().stream().map(CatalogCompiler::compile).toList());
    }

    /** The deck of a compiled kernel catalog. */
    static RateDeck deckOf(final Catalog catalog) {
        final Charge charge = catalog.plan(Symbol.of("deck")).charges(Symbol.of("voice"))[0];
        return charge.pricing(0).deck();
    }

    @Override
    public void close() {
        try {
            ScratchDirectory.delete(directory);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
