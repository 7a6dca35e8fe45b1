package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.util.Objects;

import javax.net.ssl.SSLException;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.Ignition;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIOFactory;
import org.apache.ignite.internal.processors.cache.persistence.file.RandomAccessFileIOFactory;
import org.apache.ignite.internal.util.typedef.X;

/**
 * The durable storage of a grid in this process: an embedded Ignite node with its caches, and the stores upon them.
 *
 * <p>{@link #start()} and {@link #close()} are for one thread; the stores are for many, except those of Ignite's own
 * pools. When the node can no longer keep what it promised (a failed write or flush), it halts the process.
 */
public final class GridStorage implements AutoCloseable {
    private static final GridKey SETTINGS_KEY = new GridKey(0, 0);

    private final GridStorageContext context;
    private final FileIOFactory files = new RandomAccessFileIOFactory();
    private final DeferredForce deferredForce = new DeferredForce(files);
    private final MetricTap tap = new MetricTap();

    private DataDirectory directory;
    private NodeLog log;
    private Ignite ignite;
    private GridSettings settings;
    private Membership membership;
    private PeerMessages peers;
    private IgniteJournalStore journal;
    private IgniteSnapshotStore snapshots;

    /** Concludes the settings; nothing is touched before {@link #start()}. */
    public GridStorage(final GridStorageContext context) {
        this.context = context.conclude();
    }

    /**
     * Starts the node, waits until the grid is active, and flushes what was created on the way. A grid is created when
     * there is none yet.
     *
     * @throws IllegalStateException when the data directory is in use or another node's, when the settings are not
     *     those of the grid, or when the grid does not become active in time; nothing is left running
     */
    public GridStorage start() {
        directory = DataDirectory.open(context.dataDirectory(), context.instanceName());
        try {
            log = NodeLog.open(directory.logs());
            ignite = startNode();
            new ClusterActivation(ignite, context).await();
            final GridCaches caches = new GridCaches(ignite, context);
            caches.create();
            settings = agree(caches);
            directory.sync();
            membership = caches.membership();
            peers = caches.peers();
            snapshots = new IgniteSnapshotStore(caches.snapshots(), context);
            journal = new IgniteJournalStore(caches.journal(), context, log, membership::isMajority);
            journal.start();
            return this;
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The journal of this grid. */
    public JournalStore journal() {
        return Objects.requireNonNull(journal, "not started");
    }

    /** The images of this grid. */
    public SnapshotStore snapshots() {
        return Objects.requireNonNull(snapshots, "not started");
    }

    /** Who is in the grid. */
    public Membership membership() {
        return Objects.requireNonNull(membership, "not started");
    }

    /** The way to the other nodes. */
    public PeerMessages peers() {
        return Objects.requireNonNull(peers, "not started");
    }

    /** How its checkpoints get on. */
    public CheckpointMetrics checkpoints() {
        return new CheckpointMetrics(tap);
    }

    /** What all nodes of this grid agreed on. */
    public GridSettings settings() {
        return Objects.requireNonNull(settings, "not started");
    }

    /** The node, for those who need to know who is where. */
    public Ignite ignite() {
        return Objects.requireNonNull(ignite, "not started");
    }

    /** Carries out the appends already taken, stops the node and gives up the directory; may be repeated. */
    @Override
    public void close() {
        if (snapshots != null) {
            snapshots.close();
            snapshots = null;
        }
        if (journal != null) {
            journal.close();
            journal.join(context.appendTimeoutMs());
        }
        if (ignite != null) {
            stopNode();
        }
        if (journal != null) {
            journal.join(context.appendTimeoutMs());
            journal = null;
        }
        if (log != null) {
            closeFiles();
        }
        if (directory != null) {
            directory.close();
            directory = null;
        }
    }

    private Ignite startNode() {
        final FileIOFactory chosen = context.durability() == Durability.PROCESS ? deferredForce : files;
        try {
            return Ignition.start(new NodeConfiguration(context, directory, chosen, tap).build(log));
        } catch (final IgniteException e) {
            final SSLException refused = X.cause(e, SSLException.class);
            throw refused == null ? e : notTrusted(refused);
        }
    }

    private static IllegalStateException notTrusted(final SSLException refused) {
        return new IllegalStateException("TLS with the other nodes fails: this node's certificate or theirs is not"
                + " trusted, or not all nodes have a tls setting: " + refused.getMessage());
    }

    private void stopNode() {
        Ignition.stop(context.instanceName(), false);
        ignite = null;
    }

    private void closeFiles() {
        try {
            deferredForce.close();
        } catch (final IOException e) {
            log.error("write-ahead log cannot be flushed: dataDirectory=" + context.dataDirectory(), e);
        }
        log.close();
        log = null;
    }

    private GridSettings agree(final GridCaches caches) {
        final GridSettings started = GridSettings.of(context);
        caches.settings().putIfAbsent(SETTINGS_KEY, started.text());
        final GridSettings agreed = GridSettings.parse(caches.settings().get(SETTINGS_KEY));
        if (ignite.cluster().currentBaselineTopology().size() == 1 && agreed.differsOnlyInDurability(started)) {
            caches.settings().put(SETTINGS_KEY, started.text());
            return started;
        }
        agreed.admit(started);
        return agreed;
    }
}
