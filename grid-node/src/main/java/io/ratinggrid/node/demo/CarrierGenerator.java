package io.ratinggrid.node.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Makes the accounts and call detail records of the sample carrier; the same settings make the same files. Of each kind of
 * record there are exactly as many as {@link RecordCounts#mixOf} says, so that the books of the files can be held against it.
 */
public final class CarrierGenerator {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final int TOLD_EVERY = 1 << 13;

    private final CarrierSettings settings;
    private final RecordCounts counts;
    private final CarrierTimes times;
    private final CarrierLines lines;
    private final CdrLines cdrs;
    private final KindDraw kinds;
    private final RecordRing ring = new RecordRing();
    private final SplittableRandom random;
    private final LongConsumer progress;
    private long made;

    private CarrierGenerator(final CarrierSettings settings, final Path deck, final LongConsumer progress)
            throws IOException {
        this.settings = settings;
        this.progress = progress;
        random = new SplittableRandom(settings.seed());
        counts = RecordCounts.mixOf(settings.records());
        times = new CarrierTimes(settings.base());
        lines = new CarrierLines(settings.subscribers(), random.split());
        kinds = new KindDraw(counts, random.split());
        cdrs = new CdrLines(
                lines,
                CalledNumbers.read(deck, settings.seed()),
                times,
                new UsageAmounts(settings.seed()),
                random.split());
    }

    /**
     * Writes all files into a directory, or finds those that an earlier run made there, with its own settings.
     *
     * @param samples  has the directories {@code carrier} and {@code carrier-cdr}
     * @param progress told the records made so far, now and then
     */
    public static CarrierFiles generate(
            final CarrierSettings settings, final Path samples, final Path directory, final LongConsumer progress)
            throws IOException {
        final var found = CarrierFiles.find(directory);
        if (found.isPresent()) {
            return found.get();
        }
        Files.createDirectories(directory);
        final CarrierGenerator generator =
                new CarrierGenerator(settings, samples.resolve("carrier/international.csv"), progress);
        return generator.write(directory, samples.resolve("carrier-cdr/carrier.yaml"));
    }

    private CarrierFiles write(final Path directory, final Path mapping) throws IOException {
        final int files =
                Math.toIntExact((settings.records() + settings.recordsPerFile() - 1) / settings.recordsPerFile());
        final CarrierFiles unfunded = new CarrierFiles(directory, settings, counts, lines.accounts(), 0, files);
        for (int number = 1; number <= files; number++) {
            writeRecords(unfunded.recordFile(number));
        }
        progress.accept(made);
        lines.writeAccounts(unfunded.accountsFile(), times);
        final long topUps = lines.writeTopUps(unfunded.topUpsFile(), times);
        Files.copy(mapping, unfunded.mappingFile(), StandardCopyOption.REPLACE_EXISTING);
        return new CarrierFiles(directory, settings, counts, lines.accounts(), topUps, files).keep();
    }

    private void writeRecords(final Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            out.write(CdrLines.HEADER.getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < settings.recordsPerFile() && kinds.hasNext(); i++) {
                make(kinds.next(!ring.isEmpty()));
                cdrs.line().put('\n');
                out.write(cdrs.line().bytes(), 0, cdrs.line().length());
                if (++made % TOLD_EVERY == 0) {
                    progress.accept(made);
                }
            }
        }
    }

    private void make(final RecordKind kind) {
        if (kind == RecordKind.DUPLICATE || kind == RecordKind.CONFLICT) {
            ring.repeat(cdrs.line(), kind == RecordKind.CONFLICT, random);
            return;
        }
        cdrs.make(kind, made, settings.records());
        if (kind == RecordKind.PLAIN) {
            ring.offer(cdrs.line(), cdrs.startEnd());
        }
    }
}
