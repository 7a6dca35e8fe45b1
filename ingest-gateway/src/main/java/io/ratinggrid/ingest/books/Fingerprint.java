package io.ratinggrid.ingest.books;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Content of a file as one value (SHA-256), by which a file that is delivered again is known whatever its name. */
public record Fingerprint(String hex) {
    private static final int BLOCK_BYTES = 1 << 16;

    /** Reads the whole file. */
    public static Fingerprint of(final Path file) throws IOException {
        final MessageDigest digest = digest();
        final byte[] block = new byte[BLOCK_BYTES];
        try (InputStream input = Files.newInputStream(file)) {
            for (int read = input.read(block); read >= 0; read = input.read(block)) {
                digest.update(block, 0, read);
            }
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
