package io.ratinggrid.node.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import io.ratinggrid.node.samples.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store knows of the versions that a grid began with. */
final class CatalogStoreTest {
    private static final long NOW = Instant.parse("2030-01-01T00:00:00Z").toEpochMilli();

    @TempDir
    private Path directory;

    private Path catalog;
    private List<String> hashes;

    @BeforeEach
    void writeTwoVersions() throws IOException, CatalogRefusedException {
        catalog = directory.resolve("catalog");
        Samples.unpack("figure-1", catalog);
        final Path second = Files.createDirectories(catalog.resolve("figure-1-later"));
        final String text = Files.readString(catalog.resolve("figure-1/catalog.yaml"));
        Files.writeString(
                second.resolve("catalog.yaml"),
                text.replace("version: \"2026-01\"", "version: \"2026-02\"")
                        .replace("effective: 2026-01-01", "effective: 2026-02-01"));
        hashes = CatalogStore.open(directory.resolve("elsewhere")).add(CatalogFiles.versions(catalog), NOW);
    }

    @Test
    void shouldKnowWhatItBeganWithWhereverItDied() throws IOException, CatalogRefusedException {
        final Path kept = directory.resolve("kept");
        // A death in the middle: the last version cannot take its place.
        final Path obstacle = Files.createDirectories(kept).resolve(hashes.get(1));
        Files.createFile(obstacle);
        final CatalogStore dying = CatalogStore.open(kept);
        assertThrows(IOException.class, () -> dying.add(CatalogFiles.versions(catalog), NOW));
        Files.delete(obstacle);
        final CatalogStore store = CatalogStore.open(kept);
        assertEquals(hashes, store.add(CatalogFiles.versions(catalog), NOW));
    }

    @Test
    void shouldNotTakeALaterVersionForAFirstOne() throws IOException, CatalogRefusedException {
        final Path kept = directory.resolve("kept");
        CatalogStore.open(kept).add(CatalogFiles.versions(catalog.resolve("figure-1")), NOW);
        final CatalogStore store = CatalogStore.open(kept);
        assertThrows(CatalogRefusedException.class, () -> store.add(CatalogFiles.versions(catalog), NOW));
        assertEquals(hashes, store.add(CatalogFiles.versions(catalog), Long.MIN_VALUE));
    }

    @Test
    void shouldTakeAVersionOfAnotherNodeByItsHashOnly() throws IOException, CatalogRefusedException {
        final CatalogStore there = CatalogStore.open(directory.resolve("elsewhere"));
        final CatalogStore here = CatalogStore.open(directory.resolve("kept"));
        here.add(CatalogFiles.versions(catalog.resolve("figure-1")), NOW);
        final byte[] pack = there.pack(hashes.get(1));
        assertThrows(IOException.class, () -> here.receive(hashes.get(1), there.pack(hashes.get(0))));
        assertEquals(Set.of(hashes.get(0)), here.book().byHash().keySet());
        here.receive(hashes.get(1), pack);
        assertEquals(Set.copyOf(hashes), here.book().byHash().keySet());
        assertEquals(
                Set.copyOf(hashes),
                CatalogStore.open(directory.resolve("kept")).book().byHash().keySet());
        assertEquals(hashes, here.add(CatalogFiles.versions(catalog), NOW));
    }
}
