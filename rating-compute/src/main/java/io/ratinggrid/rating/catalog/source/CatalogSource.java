package io.ratinggrid.rating.catalog.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/**
 * Loads catalogs from a directory: either one {@code catalog.yaml}, or a sub-directory with a {@code catalog.yaml} for
 * each version. {@code docs/FORMATS.md} describes the files field by field.
 */
public final class CatalogSource {
    /** What authors call {@link CatalogReader#FILE} by mistake. */
    private static final String OTHER_NAME = "catalog.yml";

    private CatalogSource() {}

    /** Loads and checks all versions in {@code directory}. Never throws for what is in the files. */
    public static CatalogLoad load(final Path directory) {
        final Problems problems = new Problems();
        final CatalogTestReader tests = new CatalogTestReader(problems);
        final List<CatalogVersion> versions = read(directory, problems, tests);
        if (problems.errors() > 0) {
            return new CatalogLoad(List.of(), List.of(), List.of(), problems.sorted());
        }
        final List<CatalogModel> models =
                versions.stream().map(CatalogVersion::model).toList();
        final List<Path> directories =
                versions.stream().map(CatalogVersion::directory).toList();
        return new CatalogLoad(models, directories, tests.tests(), problems.sorted());
    }

    /** The versions by effective time; those with errors are left out. */
    static List<CatalogVersion> read(final Path directory, final Problems problems, final CatalogTestReader tests) {
        final List<CatalogVersion> versions = new ArrayList<>();
        final List<Path> directories = versionDirectories(directory, problems);
        tests.read(directory, "");
        for (final Path version : directories) {
            final boolean only = version.equals(directory);
            final String label = only ? "" : version.getFileName().toString().replace("/", "") + "/";
            new CatalogReader(version, label, problems).read().ifPresent(versions::add);
            if (!only) {
                tests.read(version, label);
            }
        }
        versions.sort(Comparator.comparing(version -> version.model().effective()));
        new VersionChecks(problems).check(versions);
        return versions;
    }

    private static List<Path> versionDirectories(final Path directory, final Problems problems) {
        final List<Path> children = children(directory);
        reportOtherNames(directory, "", problems);
        children.forEach(child -> reportOtherNames(child, child.getFileName() + "/", problems));
        final List<Path> versions = children.stream()
                .filter(child -> Files.isRegularFile(child.resolve(CatalogReader.FILE)))
                .toList();
        if (Files.isRegularFile(directory.resolve(CatalogReader.FILE))) {
            versions.forEach(version -> problems.error(
                    Position.startOf(version.getFileName() + "/" + CatalogReader.FILE),
                    "this version is not read, for the directory has a catalog.yaml of its own",
                    "one of both"));
            return List.of(directory);
        }
        if (versions.isEmpty()) {
            problems.error(
                    Position.startOf(CatalogReader.FILE),
                    "there is no catalog.yaml in " + directory + " or in its sub-directories",
                    "the directory of a catalog");
        }
        return versions;
    }

    /** None if it cannot be listed, which is reported like an empty directory. */
    private static List<Path> children(final Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (final IOException e) {
            return List.of();
        }
    }

    /** A version that is passed over for its name would leave the old prices in force. */
    private static void reportOtherNames(final Path directory, final String label, final Problems problems) {
        if (Files.isRegularFile(directory.resolve(OTHER_NAME))) {
            problems.error(Position.startOf(label + OTHER_NAME), "the file is not read", "the name catalog.yaml");
        }
    }
}
