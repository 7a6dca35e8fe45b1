package io.ratinggrid.node.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.rating.catalog.CatalogHistory;

/**
 * The worked figures: runs the scripts of {@code figure-1} to {@code figure-15} through the gateway's reader and the grid's
 * engine, and compares what comes out with their {@code expected.json}.
 */
public final class Figures {
    /** How many there are. */
    public static final int COUNT = 15;

    private final int figure;
    private final Path directory;
    private final CatalogHistory catalogs;
    private final FigureFile file;

    private Figures(final Path samples, final int figure) throws IOException, CatalogRefusedException {
        this.figure = figure;
        directory = samples.resolve("figure-" + figure);
        catalogs = CatalogFiles.load(directory);
        file = FigureFile.read(directory.resolve("expected.json"));
        if (file.figure() != figure) {
            throw new IOException(directory + ": expected.json is of figure " + file.figure());
        }
    }

    /** Every figure of every script as it is written; {@code samples} holds the directories of the figures. */
    public static List<FigureResult> run(final Path samples) throws IOException, CatalogRefusedException {
        final List<FigureResult> results = new ArrayList<>();
        for (int figure = 1; figure <= COUNT; figure++) {
            results.addAll(new Figures(samples, figure).runAll());
        }
        return results;
    }

    /** The same scripts of one figure with their usage cut into more and smaller events, in each way that they name. */
    static List<FigureResult> runCuts(final Path samples, final int figure)
            throws IOException, CatalogRefusedException {
        return new Figures(samples, figure).runCuts();
    }

    /** In order of figures and cases, each as the script goes on. */
    private List<FigureResult> runAll() throws IOException {
        final List<FigureResult> results = new ArrayList<>();
        for (final FigureFile.Case script : file.cases()) {
            results.addAll(new FigureRun(catalogs, script, FigureRun.UNCUT).run(figure, directory));
        }
        return results;
    }

    private List<FigureResult> runCuts() throws IOException {
        final List<FigureResult> results = new ArrayList<>();
        for (final FigureFile.Case script : file.cases()) {
            for (int run = 0; run < script.cutRuns(); run++) {
                results.addAll(new FigureRun(catalogs, script, run).run(figure, directory));
            }
        }
        return results;
    }
}
