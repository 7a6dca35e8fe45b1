package io.ratinggrid.node.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogBook;

/**
 * Keeps the files of every catalog version that was ever published, by their hash: {@code hash/...}. The file {@code initial}
 * lists the hashes that a grid began with, which may be effective in the past. One thread.
 */
public final class CatalogStore {
    private static final String INITIAL = "initial";

    private final Path directory;
    private final Map<String, Catalog> byHash = new HashMap<>();
    private final List<String> initial = new ArrayList<>();

    private CatalogStore(final Path directory) {
        this.directory = directory;
    }

    /**
     * Opens the store and compiles what it holds.
     *
     * @throws CatalogRefusedException if a stored catalog has errors, as after an upgrade that checks more
     */
    public static CatalogStore open(final Path directory) throws IOException, CatalogRefusedException {
        return open(directory, CatalogVersions.NONE);
    }

    /** The same; what is among {@code given} is not read again. */
    public static CatalogStore open(final Path directory, final CatalogVersions given)
            throws IOException, CatalogRefusedException {
        final CatalogStore store = new CatalogStore(Files.createDirectories(directory));
        try (Stream<Path> children = Files.list(directory)) {
            for (final Path child :
                    children.filter(CatalogStore::isKept).sorted().toList()) {
                store.take(child.getFileName().toString(), child, given);
            }
        }
        if (Files.exists(directory.resolve(INITIAL))) {
            store.initial.addAll(Files.readAllLines(directory.resolve(INITIAL)));
        }
        return store;
    }

    /**
     * Takes up the versions of a catalog directory that are not kept yet.
     *
     * @param notBeforeMs earliest effective time of a version, but for those that the grid begins with
     * @return hashes of all its versions, in order of their effective time
     * @throws CatalogRefusedException if a version may not be published; nothing is taken up then
     */
    public List<String> add(final CatalogVersions versions, final long notBeforeMs)
            throws IOException, CatalogRefusedException {
        if (byHash.isEmpty()) {
            begin(versions.byHash().keySet());
        }
        final Map<String, CatalogVersions.Version> fresh = new LinkedHashMap<>(versions.byHash());
        fresh.keySet().removeAll(byHash.keySet());
        for (final Map.Entry<String, CatalogVersions.Version> version : fresh.entrySet()) {
            NewVersion.check(
                    version.getValue().catalog(),
                    byHash.values(),
                    initial.contains(version.getKey()) ? Long.MIN_VALUE : notBeforeMs);
        }
        for (final Map.Entry<String, CatalogVersions.Version> version : fresh.entrySet()) {
            copy(version.getValue().directory(), directory.resolve(version.getKey()));
            byHash.put(version.getKey(), version.getValue().catalog());
        }
        return List.copyOf(versions.byHash().keySet());
    }

    /** Notes what the grid begins with before any of it is kept: after a death in between, it begins with the same. */
    private void begin(final Collection<String> hashes) throws IOException {
        initial.clear();
        initial.addAll(hashes);
        final Path made = Files.createTempFile(directory, ".initial", "");
        Files.write(made, initial);
        Files.move(made, directory.resolve(INITIAL), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The files of a version that is kept, as {@link #receive} takes them. */
    public byte[] pack(final String hash) throws IOException {
        if (!byHash.containsKey(hash)) {
            throw new IllegalArgumentException("catalogHash=" + hash + " is not kept here");
        }
        final Path version = directory.resolve(hash);
        return CatalogPack.of(version, CatalogVersions.files(version));
    }

    /**
     * Takes up a version that was published in this grid before, from another node.
     *
     * @throws IOException             if the files are not those of the hash; nothing is taken up then
     * @throws CatalogRefusedException if it has errors for this node, as one of an older release may see
     */
    public void receive(final String hash, final byte[] pack) throws IOException, CatalogRefusedException {
        final Path made = Files.createTempDirectory(directory, ".received");
        CatalogPack.unpack(pack, made);
        final String found = CatalogVersions.hash(made);
        if (!found.equals(hash)) {
            throw new IOException("catalogHash=" + hash + " was asked for, what came has catalogHash=" + found);
        }
        final Catalog read = CatalogFiles.load(made).latest();
        Files.move(made, directory.resolve(hash), StandardCopyOption.ATOMIC_MOVE);
        byHash.put(hash, read);
    }

    public CatalogBook book() {
        return new CatalogBook(byHash);
    }

    /** Not what a death in the middle of a copy left. */
    private static boolean isKept(final Path child) {
        return Files.isDirectory(child) && !child.getFileName().toString().startsWith(".");
    }

    private void take(final String hash, final Path version, final CatalogVersions given)
            throws CatalogRefusedException {
        final CatalogVersions.Version read = given.byHash().get(hash);
        byHash.put(hash, read == null ? CatalogFiles.load(version).latest() : read.catalog());
    }

    private static void copy(final Path from, final Path to) throws IOException {
        final Path made = Files.createTempDirectory(to.getParent(), ".copy");
        for (final Path file : CatalogVersions.files(from)) {
            final Path copied = made.resolve(from.relativize(file).toString());
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied);
        }
        Files.move(made, to, StandardCopyOption.ATOMIC_MOVE);
    }
}
