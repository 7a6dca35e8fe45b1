package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

import javax.net.ssl.SSLException;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.IgniteException;
import org.apache.ignite.IgniteState;
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

    /** How long a commit waits for the others' word that this node stands on the majority side. */
    private static final long CONFIRM_MS = 200;

    /** How long a start waits for it; one that is alone goes on without. */
    private static final long FIRST_CONFIRM_MS = 2_000;

    private final GridStorageContext context;
    private final Consumer<String> alarms;
    private final FileIOFactory files = new RandomAccessFileIOFactory();
    private final DeferredForce deferredForce = new DeferredForce(files);
    private volatile MetricTap tap = new MetricTap();

    private DataDirectory directory;
    private NodeLog log;
    private StandingFile standing;
    private volatile boolean outdated;
    private Ignite ignite;
    private GridSettings settings;
    private Membership membership;
    private PeerMessages peers;
    private IgniteJournalStore journal;
    private IgniteSnapshotStore snapshots;

    /** Concludes the settings; nothing is touched before {@link #start()}. What people must know is only logged. */
    public GridStorage(final GridStorageContext context) {
        this(context, alarm -> {});
    }

    /** Tells {@code alarms} what people must know, from any thread. */
    public GridStorage(final GridStorageContext context, final Consumer<String> alarms) {
        this.context = context.conclude();
        this.alarms = alarms;
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
            join();
            final GridCaches caches = new GridCaches(ignite, context);
            caches.create();
            settings = agree(caches);
            DirtyPages.limit(ignite);
            directory.sync();
            membership = caches.membership(standing);
            membership.follow();
            membership.awaitMajority(FIRST_CONFIRM_MS);
            membership.awaitLease(FIRST_CONFIRM_MS);
            peers = caches.peers();
            snapshots = new IgniteSnapshotStore(caches.snapshots(), context);
            journal = new IgniteJournalStore(
                    caches.journal(),
                    caches.journalPages(),
                    context,
                    log,
                    this::isConfirmed,
                    membership::holdsLease,
                    membership::doubt);
            journal.start();
            return this;
        } catch (final RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Whether another process stores in a data directory now. Not for a process that does so itself: to look would give it up. */
    public static boolean isInUse(final Path dataDirectory) {
        return DataDirectory.isInUse(dataDirectory);
    }

    /** Waits until no other process stores in a data directory, however long that takes; the same goes for it. */
    public static void awaitUnused(final Path dataDirectory) {
        DataDirectory.awaitUnused(dataDirectory);
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

    /** True once it is known that what this node holds is older than what another one has: it must stop and start again. */
    public boolean isOutdated() {
        return outdated;
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
        final boolean clean = isWhole();
        if (membership != null) {
            membership.close();
        }
        if (ignite != null) {
            stopNode();
        }
        if (clean) {
            standing.write(standing.now().stopped());
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

    /** Starts the node and waits for the grid; without what it kept if the grid went on without it. */
    private void join() {
        try {
            joinAsItIs();
        } catch (final LeftBehindException e) {
            if (ignite != null) {
                stopNode();
            }
            final Path aside = directory.setAside(Instant.now());
            alarm("data of this node is set aside and its copies are made anew: aside=" + aside + " reason="
                    + e.getMessage());
            joinAsItIs();
        }
    }

    private void joinAsItIs() {
        tap = new MetricTap();
        standing = StandingFile.open(directory.standing());
        final FileIOFactory chosen = context.durability() == Durability.PROCESS ? deferredForce : files;
        final JoinGuard guard = new JoinGuard(context, standing, this::onOutdated);
        try {
            ignite = Ignition.start(new NodeConfiguration(context, directory, chosen, tap, standing, guard).build(log));
        } catch (final IgniteException e) {
            throw refusal(e);
        }
        new ClusterActivation(ignite, context).await();
    }

    private boolean isConfirmed() {
        return membership.awaitMajority(CONFIRM_MS);
    }

    /** True while the node stands on the majority side. */
    private boolean isWhole() {
        return membership != null
                && Ignition.state(context.instanceName()) == IgniteState.STARTED
                && membership.isMajority();
    }

    private static RuntimeException refusal(final IgniteException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(JoinGuard.LEFT_BEHIND)) {
                return new LeftBehindException(cause.getMessage(), failure);
            }
        }
        final SSLException untrusted = X.cause(failure, SSLException.class);
        return untrusted == null ? failure : notTrusted(untrusted);
    }

    private static IllegalStateException notTrusted(final SSLException refused) {
        return new IllegalStateException("TLS with the other nodes fails: this node's certificate or theirs is not"
                + " trusted, or not all nodes have a tls setting: " + refused.getMessage());
    }

    private void onOutdated(final String why) {
        outdated = true;
        alarm("this node must stop and start again: " + why);
    }

    private void alarm(final String what) {
        log.warning(what);
        alarms.accept("ALARM: " + what);
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
        final IgniteCache<GridKey, String> records = caches.settings();
        records.putIfAbsent(SETTINGS_KEY, started.text());
        final String text = records.get(SETTINGS_KEY);
        final GridSettings agreed = GridSettings.parse(text);
        if (ignite.cluster().currentBaselineTopology().size() == 1 && agreed.hasLayoutOf(started)) {
            records.put(SETTINGS_KEY, started.text());
            return started;
        }
        agreed.admit(started);
        final GridSettings completed = agreed.completed(started);
        if (!completed.equals(agreed)) {
            records.replace(SETTINGS_KEY, text, completed.text());
        }
        return completed;
    }
}
