package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.server.NodeProperties;
import io.ratinggrid.node.server.NodeServer;
import io.ratinggrid.node.standalone.PreparedCatalog;
import io.ratinggrid.persistence.storage.GridStorage;
import org.springframework.context.ConfigurableApplicationContext;

/** A process that takes a node's place when that ends, on the same data directory: it has started and compiled before. One thread. */
final class Standby {
    private final Path file;
    private final NodeProperties node;
    private final Path storage;

    private Standby(final Path file, final NodeProperties node) {
        this.file = file;
        this.node = node;
        storage = ClusterNode.storageOf(node.data());
    }

    /** Runs the node of a YAML file, at once if no process does so. */
    static ConfigurableApplicationContext run(final Path file) {
        return new Standby(file, NodeServer.settings(file)).takePlace();
    }

    private ConfigurableApplicationContext takePlace() {
        if (!GridStorage.isInUse(storage)) {
            return NodeServer.run(file);
        }
        say("gets ready to take the place of node " + node.name());
        final PreparedCatalog catalog = prepare();
        final String rehearsed = rehearse();
        if (GridStorage.isInUse(storage)) {
            say("is ready to take the place of node " + node.name() + ", " + rehearsed);
            GridStorage.awaitUnused(storage);
        }
        say("takes the place of node " + node.name());
        return NodeServer.run(file, catalog);
    }

    private PreparedCatalog prepare() {
        try {
            return PreparedCatalog.of(node.catalog());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } catch (final CatalogRefusedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** How it went, for people. It only makes the start shorter: when it fails, as on a full disk, the node can still be taken over. */
    private String rehearse() {
        final Path directory = node.data().toAbsolutePath().resolve("rehearsal");
        try {
            final long rated = new Rehearsal(directory, () -> !GridStorage.isInUse(storage)).run();
            // What the rehearsal leaves is not to be collected while the node starts.
            System.gc();
            return "rehearsed with records=" + rated;
        } catch (final IOException | RuntimeException | CatalogRefusedException e) {
            return "but could not rehearse, so its start will take longer: " + StartFailure.words(e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static void say(final String message) {
        System.out.println("ratinggrid: " + message);
    }
}
