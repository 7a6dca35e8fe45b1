package io.ratinggrid.node.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.cdr.CdrMapping;
import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.samples.Samples;
import io.ratinggrid.node.standalone.Standalone;

/** The demo's story: make the carrier's files, feed them, hold the books against what was made, run the figures. One thread. */
public final class Demo {
    private static final long DRAIN_MS = 600_000;
    private static final List<String> SAMPLES = List.of("carrier", "carrier-cdr", "cdr");
    private static final List<String> NOTIONAL =
            List.of("notional-cdr-DISTRIBUTOR001.csv", "notional-cdr-CROSS_BORDER_DRIVER001.csv");

    private final Path data;
    private final long records;
    private final boolean keep;
    private final PrintStream out;
    private final ProgressBar progress;

    public Demo(
            final Path data,
            final long records,
            final boolean keep,
            final PrintStream out,
            final ProgressBar progress) {
        this.data = data;
        this.records = records;
        this.keep = keep;
        this.out = out;
        this.progress = progress;
    }

    /** True if the books are what was made, and every figure is right. */
    public boolean run() throws IOException, InterruptedException, CatalogRefusedException {
        final Path samples = unpackSamples();
        final CarrierFiles files = CarrierGenerator.generate(
                CarrierSettings.standard(Instant.now().truncatedTo(ChronoUnit.HOURS))
                        .records(records),
                samples,
                data.resolve("generated"),
                made -> progress.show("making records", made, records));
        progress.done();
        final boolean books;
        try (Standalone grid = start(samples)) {
            books = feed(grid, samples, files);
            if (keep) {
                out.println("The grid keeps running on " + data + "; stop it with Ctrl-C.");
                new CountDownLatch(1).await();
            }
        }
        return figures(samples) && books;
    }

    private Path unpackSamples() throws IOException {
        final Path samples = data.resolve("samples");
        for (final String name : SAMPLES) {
            Samples.unpack(name, samples);
        }
        for (int figure = 1; figure <= Figures.COUNT; figure++) {
            Samples.unpack("figure-" + figure, samples);
        }
        return samples;
    }

    private Standalone start(final Path samples) throws IOException, CatalogRefusedException {
        final long startNs = System.nanoTime();
        final NodeSettings settings = NodeSettings.standard(data);
        final Standalone grid = new Standalone(settings, OwnerListener.NONE)
                .start(samples.resolve("carrier"), message -> out.println("ALARM: " + message));
        out.printf(
                "Grid ready in %.1f s: %d partitions, durability %s, data in %s%n",
                (System.nanoTime() - startNs) / 1e9, settings.partitions(), settings.durability(), data);
        return grid;
    }

    private boolean feed(final Standalone grid, final Path samples, final CarrierFiles files)
            throws IOException, InterruptedException {
        final Gateway gateway = grid.gateway();
        ingest(gateway, List.of(samples.resolve("cdr/accounts.jsonl"), files.accountsFile()), JsonFormat.ACCOUNTS);
        ingest(gateway, List.of(files.topUpsFile()), JsonFormat.COMMANDS);
        drain(gateway, "accounts");
        final List<FileReport> reports = new ArrayList<>();
        final CdrMapping notional = MappingFile.ready("notional").orElseThrow();
        reports.addAll(ingest(gateway, timeOrdered(samples), notional));
        drain(gateway, "notional records");
        final long startNs = System.nanoTime();
        final CommitProbe probe = new CommitProbe(grid.node());
        probe.start();
        final List<FileReport> carrier = ingest(gateway, files.recordFiles(), MappingFile.read(files.mappingFile()));
        drain(gateway, "records");
        final double seconds = (System.nanoTime() - startNs) / 1e9;
        probe.stop();
        reports.addAll(carrier);
        final DemoOutcome outcome = new DemoBooks(grid).outcome(reports, carrier, files, seconds, probe.latencies());
        out.println();
        DemoReport.lines(outcome).forEach(out::println);
        return outcome.right();
    }

    private List<Path> timeOrdered(final Path samples) throws IOException {
        final List<Path> ordered = new ArrayList<>();
        for (final String name : NOTIONAL) {
            ordered.add(
                    TimeOrder.sort(samples.resolve("cdr").resolve(name), data.resolve("generated"), "EventTimestamp"));
        }
        return ordered;
    }

    private List<FileReport> ingest(final Gateway gateway, final List<Path> files, final InputFormat format)
            throws InterruptedException {
        final List<FileReport> reports = new ArrayList<>();
        for (final Path file : files) {
            reports.add(gateway.ingestFile(file, format));
            show(gateway, "accepting " + file.getFileName());
        }
        return reports;
    }

    private void show(final Gateway gateway, final String what) {
        final Books books = gateway.progress().books();
        progress.show(what, books.records() - books.pending(), books.records());
    }

    private void drain(final Gateway gateway, final String what) throws InterruptedException {
        final long deadlineNs = System.nanoTime() + DRAIN_MS * 1_000_000;
        while (!gateway.drain(200)) {
            show(gateway, "committing " + what);
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException(
                        "pending=" + gateway.progress().pending() + " after " + DRAIN_MS + " ms");
            }
        }
        show(gateway, "committed " + what);
        progress.done();
    }

    private boolean figures(final Path samples) throws IOException, CatalogRefusedException {
        final List<FigureResult> results = Figures.run(samples);
        out.println();
        FiguresTable.lines(results).forEach(out::println);
        return results.stream().allMatch(FigureResult::ok);
    }
}
