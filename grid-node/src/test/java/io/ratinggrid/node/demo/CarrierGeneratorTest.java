package io.ratinggrid.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextLines;
import io.ratinggrid.ingest.intake.AccountResolver;
import io.ratinggrid.ingest.intake.Resolution;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.local.LocalRating;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the generator says of its records holds when the gateway's readers and the grid's engine take them. */
class CarrierGeneratorTest {
    private static final Path SAMPLES = Path.of("../rating-compute/src/main/resources/samples");
    private static final Instant BASE = Instant.parse("2026-11-20T18:30:00Z");
    private static final CarrierSettings SMALL = new CarrierSettings(42, 3_000, 40_000, 15_000, BASE);

    @TempDir
    private Path directory;

    @Test
    void shouldMakeTheSameFilesOfTheSameSettings() throws IOException {
        final CarrierFiles first = generate(SMALL, directory.resolve("first"));
        final CarrierFiles second = generate(SMALL, directory.resolve("second"));
        assertEquals(3, first.recordFiles().size());
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            first.recordFiles().get(i), second.recordFiles().get(i)));
        }
        assertEquals(-1, Files.mismatch(first.accountsFile(), second.accountsFile()));
        assertEquals(-1, Files.mismatch(first.topUpsFile(), second.topUpsFile()));
    }

    @Test
    void shouldFindWhatAnEarlierRunMade() throws IOException {
        final CarrierFiles first = generate(SMALL, directory);
        final CarrierFiles again = generate(CarrierSettings.standard(BASE.plusSeconds(86_400)), directory);
        assertEquals(first, again);
        assertEquals(SMALL, again.settings());
    }

    @Test
    void shouldCountEveryKindExactly() {
        final RecordCounts counts = RecordCounts.mixOf(1_000_000);
        assertEquals(1_000_000, counts.records());
        assertEquals(new Books(1_000_000, 903_300, 90_000, 1_000, 2_500, 1_200, 2_000, 0), counts.books());
        assertTrue(counts.books().balance());
    }

    @Test
    void shouldComeToTheBooksThatWereForetold() throws Exception {
        final CarrierFiles files = generate(SMALL, directory.resolve("carrier"));
        final Feed feed = new Feed(directory.resolve("directory.log"));
        feed.read(files.accountsFile(), JsonFormat.ACCOUNTS);
        feed.read(files.topUpsFile(), JsonFormat.COMMANDS);
        assertEquals(Map.of(ResultCode.DONE, feed.commands), feed.results, feed.firstProblem);
        feed.clear();
        for (final Path file : files.recordFiles()) {
            feed.read(file, MappingFile.read(files.mappingFile()));
        }
        final RecordCounts expected = files.expected();
        assertEquals(
                Map.of(
                        ResultCode.DONE, expected.of(RecordKind.PLAIN) + expected.of(RecordKind.LATE),
                        ResultCode.DUPLICATE, expected.of(RecordKind.DUPLICATE),
                        ResultCode.UNKNOWN_SUBSCRIBER, expected.of(RecordKind.UNKNOWN_SUBSCRIBER),
                        ResultCode.NO_TARIFF, expected.of(RecordKind.NO_TARIFF),
                        ResultCode.TOO_OLD_TO_CHECK, expected.of(RecordKind.TOO_OLD),
                        ResultCode.CONFLICT, expected.of(RecordKind.CONFLICT),
                        ResultCode.UNFUNDED, expected.of(RecordKind.UNFUNDED)),
                feed.results);
        assertEquals(expected.of(RecordKind.Fate.FILTERED), feed.filtered);
        assertEquals(expected.of(RecordKind.Fate.REJECTED), feed.rejected);
    }

    private static CarrierFiles generate(final CarrierSettings settings, final Path into) throws IOException {
        return CarrierGenerator.generate(settings, SAMPLES, into, made -> {});
    }

    /** Reads files as the gateway does, with the base as time of receipt, and rates them at once. */
    private static final class Feed {
        private final LocalRating rating;
        private final CatalogUnits units;
        private final AccountResolver resolver;
        private final DecodedList decoded = new DecodedList();
        private final Map<ResultCode, Long> results = new EnumMap<>(ResultCode.class);
        private long commands;
        private long filtered;
        private long rejected;
        private String firstProblem = "";

        Feed(final Path log) throws Exception {
            rating = new LocalRating(
                    CatalogFiles.load(SAMPLES.resolve("carrier")),
                    PartitionSettings.DEFAULT,
                    record -> {},
                    notice -> {});
            units = new CatalogUnits(rating::catalogs);
            resolver = new AccountResolver(SubscriberDirectory.open(log));
        }

        void clear() {
            results.clear();
            commands = 0;
        }

        void read(final Path file, final InputFormat format) throws IOException, RefusedFileException {
            final LineDecoder decoder = format.decoder(units, InputLimits.STANDARD);
            try (InputStream input = Files.newInputStream(file)) {
                final TextLines lines = new TextLines(input, format.charset(), InputLimits.STANDARD.mostLineBytes());
                for (TextLine line = lines.next(); line != null; line = lines.next()) {
                    read(line, decoder);
                }
            }
        }

        private void read(final TextLine line, final LineDecoder decoder) throws RefusedFileException {
            try {
                final LineDecoder.Outcome outcome = decoder.decode(line, decoded);
                if (outcome == LineDecoder.Outcome.COMMANDS) {
                    resolver.enter(decoded);
                    for (int i = 0; i < decoded.size(); i++) {
                        rate(decoded.get(i), line);
                    }
                } else if (outcome == LineDecoder.Outcome.FILTERED) {
                    filtered++;
                }
            } catch (final InvalidRecordException e) {
                rejected++;
            }
        }

        private void rate(final Decoded record, final TextLine line) {
            commands++;
            final Resolution resolution = resolver.resolve(record);
            record.command.atMs = Math.min(record.command.atMs, BASE.toEpochMilli());
            final ResultCode code = resolution.found() ? rating.feed(record.command) : resolution.reason();
            results.merge(code, 1L, Long::sum);
            if (code != ResultCode.DONE && firstProblem.isEmpty()) {
                firstProblem = code + ": " + line.text();
            }
        }
    }
}
