package io.ratinggrid.node.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.source.CatalogLoad;

/**
 * The versions of a catalog directory: a large one takes a second or more to read and compile, so whoever has done it hands them on.
 *
 * @param byHash by the hash of their files, in order of their effective time
 */
public record CatalogVersions(Map<String, Version> byHash) {
    private static final String TESTS = "tests";

    /** None. */
    public static final CatalogVersions NONE = new CatalogVersions(Map.of());

    /**
     * One of them.
     *
     * @param directory of its files
     * @param catalog   compiled
     */
    public record Version(Path directory, Catalog catalog) {}

    /** What was loaded without errors, and compiled. */
    public static CatalogVersions of(final CatalogLoad load, final CatalogHistory compiled) throws IOException {
        final Map<String, Version> byHash = new LinkedHashMap<>();
        for (int i = 0; i < load.directories().size(); i++) {
            final Path directory = load.directories().get(i);
            byHash.put(
                    hash(directory), new Version(directory, compiled.versions().get(i)));
        }
        return new CatalogVersions(Collections.unmodifiableMap(byHash));
    }

    /** Of the files of a version or of a whole catalog, without its tests. */
    public static String hash(final Path version) throws IOException {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (final Path file : files(version)) {
                digest.update(version.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(Files.readAllBytes(file));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its tests are no part of a version: they may change without it. */
    static List<Path> files(final Path version) throws IOException {
        try (Stream<Path> walk = Files.walk(version)) {
            return walk.filter(file -> Files.isRegularFile(file) && !file.startsWith(version.resolve(TESTS)))
                    .sorted()
                    .toList();
        }
    }
}
