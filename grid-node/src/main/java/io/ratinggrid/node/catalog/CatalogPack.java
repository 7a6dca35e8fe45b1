package io.ratinggrid.node.catalog;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The files of one catalog version as one piece, a ZIP, to be sent from node to node. */
final class CatalogPack {
    private CatalogPack() {}

    static byte[] of(final Path directory, final List<Path> files) throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (final Path file : files) {
                zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }

    /** Writes the files into an empty directory, and none beside it. */
    static void unpack(final byte[] pack, final Path directory) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                final Path file = directory.resolve(entry.getName()).normalize();
                if (entry.isDirectory() || !file.startsWith(directory)) {
                    throw new IOException("entry=" + entry.getName() + " is no file of a catalog");
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }
}
