package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.file.Path;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogVersions;

/**
 * A catalog that was read and checked before it is needed.
 *
 * @param directory of its files
 * @param hash      of them as they were read
 * @param read      what was read
 */
public record PreparedCatalog(Path directory, String hash, CatalogVersions read) {

    /**
     * Reads it, as {@link CheckedCatalogs}.
     *
     * @throws CatalogRefusedException if it has an error, or a test fails
     */
    public static PreparedCatalog of(final Path directory) throws IOException, CatalogRefusedException {
        // Before it is read: what changes meanwhile is seen later.
        final String hash = CatalogVersions.hash(directory);
        return new PreparedCatalog(
                directory, hash, CheckedCatalogs.of(directory).versions());
    }

    /** What it is now: read anew if a file has changed since, or another directory is asked for. */
    public CatalogVersions current(final Path wanted) throws IOException, CatalogRefusedException {
        return wanted.equals(directory) && CatalogVersions.hash(wanted).equals(hash)
                ? read
                : CheckedCatalogs.of(wanted).versions();
    }
}
