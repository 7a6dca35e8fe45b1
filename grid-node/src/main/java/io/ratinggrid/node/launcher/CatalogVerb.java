package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.standalone.CheckedCatalogs;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.source.CatalogDiff;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.DeckImport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ratinggrid catalog}: checks and compares catalogs, and imports rate decks. */
@Command(
        name = "catalog",
        mixinStandardHelpOptions = true,
        description = "Checks and compares catalogs, and imports rate decks.")
final class CatalogVerb implements Runnable {
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Reports every mistake with file, line and column, and runs the catalog's own tests.",
            footer = {"", "Example:", "  ratinggrid catalog check my-catalog"})
    int check(@Parameters(paramLabel = "DIR", description = "Catalog directory.") final Path directory)
            throws IOException {
        final CatalogLoad load;
        try {
            load = CheckedCatalogs.of(directory).load();
        } catch (final CatalogRefusedException e) {
            CatalogArgument.print(directory, e);
            return 1;
        }
        load.problems().forEach(problem -> System.err.println(directory.resolve(problem.toString())));
        for (final CatalogModel model : load.versions()) {
            System.out.printf(
                    "version %s, effective %s: %d plans, %d tariffs, %d decks with %,d rows%n",
                    model.version(),
                    model.effective(),
                    model.plans().size(),
                    model.tariffs().size(),
                    model.decks().size(),
                    model.decks().stream().mapToLong(deck -> deck.rows().size()).sum());
        }
        System.out.println(load.tests().size() + " tests pass");
        return 0;
    }

    @Command(
            name = "diff",
            mixinStandardHelpOptions = true,
            description = "Says in words how the newest version of one catalog differs from another's.",
            footer = {"", "Example:", "  ratinggrid catalog diff catalog-of-may catalog-of-june"})
    int diff(
            @Parameters(paramLabel = "A", description = "Catalog before.") final Path before,
            @Parameters(paramLabel = "B", description = "Catalog after.") final Path after)
            throws IOException {
        final var old = CatalogArgument.load(before);
        final var now = CatalogArgument.load(after);
        if (old.isEmpty() || now.isEmpty()) {
            return 1;
        }
        final List<CatalogDiff.Change> changes = CatalogDiff.between(
                old.get().latest().model(), now.get().latest().model());
        changes.forEach(System.out::println);
        System.out.println(changes.size() + " changes");
        return 0;
    }

    @Command(
            name = "import-deck",
            mixinStandardHelpOptions = true,
            description = "Merges a carrier's file into a deck: shows the counts first, writes with --write.",
            footer = {
                "",
                "Example:",
                "  ratinggrid catalog import-deck my-catalog international carrier-june.csv \\",
                "    --delta --at 2026-06-01T00:00:00Z --write my-catalog/international.csv"
            })
    int importDeck(
            @Parameters(paramLabel = "DIR", description = "Catalog directory.") final Path directory,
            @Parameters(paramLabel = "DECK", description = "Name of the deck.") final String deck,
            @Parameters(paramLabel = "FILE", description = "The carrier's file.") final Path file,
            @Option(names = "--delta", description = "The file has changes only; else it is the whole deck.")
                    final boolean delta,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            required = true,
                            description = "When it takes effect, RFC 3339.")
                    final Instant at,
            @Option(names = "--write", paramLabel = "FILE", description = "Where the merged deck is written.")
                    final Path target)
            throws IOException {
        final DeckImport read =
                DeckImport.read(directory, deck, file, delta ? DeckImport.Mode.DELTA : DeckImport.Mode.FULL, at);
        read.problems().forEach(System.err::println);
        if (!read.ok()) {
            return 1;
        }
        System.out.println(read.changes());
        if (target != null) {
            read.writeTo(target);
            System.out.println("written to " + target);
        }
        return 0;
    }
}
