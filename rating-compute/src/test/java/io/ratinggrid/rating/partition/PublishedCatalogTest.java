package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A published catalog is known from then on, whatever was recovered from what. */
final class PublishedCatalogTest {
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: UTC
            services: {a: {unit: thing}}
            tariffs: {t: {charges: {a: {service: a, line: A, price: 1 / thing}}}}
            plans: {p: {tariffs: [t]}}
            """;
    private static final String HASH = "hash";

    @TempDir
    private Path directory;

    private Catalog catalog;

    @BeforeEach
    void load() throws Exception {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        catalog =
                CatalogCompiler.compile(CatalogSource.load(directory).versions().get(0));
    }

    @Test
    void shouldBeInTheNextImagesThoughItWasOnlyReplayed() {
        final PartitionEngine live = engine();
        final List<byte[]> empty = images(live, List.of());
        live.beginEntry(1, 0);
        assertEquals(ResultCode.DONE, publish(live));

        final PartitionEngine recovered = engine();
        load(recovered, empty);
        final byte[] records = live.records().copy();
        recovered.apply(1, 0, records, 0, records.length);
        assertTrue(recovered.isDirty(0));

        final PartitionEngine next = engine();
        load(next, images(recovered, empty));
        assertEquals(List.of(catalog), next.catalogs().versions());
        next.beginEntry(2, 0);
        assertEquals(ResultCode.ALREADY_EXISTS, publish(next));
    }

    private PartitionEngine engine() {
        return new PartitionEngine(new CatalogBook(Map.of(HASH, catalog)), PartitionSettings.DEFAULT);
    }

    private static ResultCode publish(final PartitionEngine engine) {
        final Command command = new Command();
        command.reset(CommandType.PUBLISH_CATALOG);
        command.id(HASH.getBytes(StandardCharsets.US_ASCII));
        command.text = HASH;
        command.retroactive = true;
        final ByteSink bytes = new ByteSink(256);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        return engine.execute(bytes.bytes(), 0, bytes.length());
    }

    /** What a round of images leaves: chunks that have not changed stay as they were. */
    private static List<byte[]> images(final PartitionEngine engine, final List<byte[]> before) {
        final List<byte[]> images = new ArrayList<>();
        for (int chunk = 0; chunk < engine.chunks(); chunk++) {
            final ByteSink sink = new ByteSink(256);
            if (before.isEmpty() || engine.isDirty(chunk)) {
                engine.writeChunk(chunk, sink);
                images.add(sink.copy());
            } else {
                images.add(before.get(chunk));
            }
        }
        return images;
    }

    private static void load(final PartitionEngine engine, final List<byte[]> images) {
        for (int chunk = 0; chunk < images.size(); chunk++) {
            engine.readChunk(chunk, images.get(chunk));
        }
    }
}
