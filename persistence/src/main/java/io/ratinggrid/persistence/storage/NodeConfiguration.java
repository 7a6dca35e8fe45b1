package io.ratinggrid.persistence.storage;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.cache.configuration.Factory;
import javax.net.ssl.SSLContext;

import io.ratinggrid.persistence.journal.JournalStore;
import org.apache.ignite.IgniteLogger;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.TransactionConfiguration;
import org.apache.ignite.configuration.WALMode;
import org.apache.ignite.failure.StopNodeOrHaltFailureHandler;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIOFactory;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.TcpDiscoveryIpFinder;
import org.apache.ignite.spi.discovery.tcp.ipfinder.multicast.TcpDiscoveryMulticastIpFinder;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/**
 * Turns the settings of a storage into those of its Ignite node.
 *
 * <p>How the write-ahead log is written keeps acknowledged entries from being lost. Ignite gives each record its place
 * first and fills it later, and recovery stops at the first place not filled.
 *
 * <ul>
 *   <li>{@code LOG_ONLY} is not used. Mapped, as is the default, it answers a commit without looking whether the places
 *       before it are filled: a SIGKILL while another thread is copying loses what was answered behind it. Not mapped,
 *       it is right, but a thread that writes for all spins until each waiting one has run.
 *   <li>With {@code FSYNC} a commit writes its record itself, in order. {@link Durability#PROCESS} uses it too, on files
 *       that put off the flush.
 *   <li>There records gather in a chain until one thread writes them all. When the chain outgrows the buffer it is
 *       written by whoever comes next, and a waiting commit can take that for done too early. A buffer that holds all
 *       that can be under way leaves each commit to write its own.
 * </ul>
 */
final class NodeConfiguration {
    /** The one memory region; a cache group lies in one region, and journal and images are one group. */
    static final String REGION = "grid";

    private static final int PAGE_BYTES = 8 * 1024;
    /**
     * With 0 Ignite takes its default, a thousand, and a thread that waits a microsecond on a condition is parked: each commit, which flushes twice, would lie
     * still for a tenth of a millisecond, and for one when the cores are busy. After 1 it does not come to that.
     */
    private static final long NO_DELAY_NS = 1;

    private static final int WAL_SEGMENT_BYTES = 64 * 1024 * 1024;
    private static final int RECORD_OVERHEAD_BYTES = 4 * 1024;
    /** Ports above the one settled that are taken instead if it was taken before the node opened it. */
    private static final int OTHER_PORTS = 100;

    private static final int RECONNECT_DELAY_MS = 200;
    /** How often at least something goes round the ring of nodes: one that died is noticed by who next writes to it. */
    private static final int RING_MESSAGE_MS = 100;

    /**
     * Of bytes in a socket's buffers. Ignite sets 32 KiB, less than one segment where frames are large: behind images of a megabyte
     * connections were seen to stand still for seconds, both ends idle.
     */
    private static final int SYSTEM_CHOOSES = 0;

    private static final int OTHER_RECORDS_BYTES = 128 * 1024;
    private static final int PARTITION_RECORD_BYTES = 64;
    private static final int CORES_OF_A_CHECKPOINT_THREAD = 4;
    private static final int MOST_CHECKPOINT_THREADS = 4;

    private final GridStorageContext context;
    private final DataDirectory directory;
    private final FileIOFactory files;
    private final MetricTap tap;
    private final StandingFile standing;
    private final JoinGuard guard;

    NodeConfiguration(
            final GridStorageContext context,
            final DataDirectory directory,
            final FileIOFactory files,
            final MetricTap tap,
            final StandingFile standing,
            final JoinGuard guard) {
        this.context = context;
        this.standing = standing;
        this.guard = guard;
        this.directory = directory;
        this.files = files;
        this.tap = tap;
    }

    IgniteConfiguration build(final IgniteLogger log) {
        setProcessProperties();
        return new IgniteConfiguration()
                .setIgniteInstanceName(context.instanceName())
                .setConsistentId(context.instanceName())
                .setWorkDirectory(directory.ignite().toString())
                .setGridLogger(log)
                .setLocalHost(context.localAddress())
                .setStripedPoolSize(stripes())
                .setPeerClassLoadingEnabled(false)
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(null)
                .setMetricsLogFrequency(0)
                .setMetricExporterSpi(tap)
                .setMetricsUpdateFrequency(RING_MESSAGE_MS)
                .setSslContextFactory(tls())
                .setUserAttributes(attributes())
                .setPluginProviders(guard)
                .setClusterStateOnStart(ClusterState.INACTIVE)
                .setIncludeEventTypes(Membership.changes())
                .setFailureDetectionTimeout(context.failureDetectionMs())
                .setFailureHandler(new StopNodeOrHaltFailureHandler())
                .setTransactionConfiguration(
                        new TransactionConfiguration().setDefaultTxTimeout(context.appendTimeoutMs()))
                .setDataStorageConfiguration(storage())
                .setDiscoverySpi(discovery())
                .setCommunicationSpi(communication()
                        .setLocalPort(
                                NodePort.COMMUNICATION.settle(context.communicationPort(), context.localAddress()))
                        .setLocalPortRange(context.communicationPort() == 0 ? OTHER_PORTS : 0)
                        .setSocketSendBuffer(SYSTEM_CHOOSES)
                        .setSocketReceiveBuffer(SYSTEM_CHOOSES));
    }

    /** Of discovery and communication; Ignite asks both sides for a certificate. */
    private Factory<SSLContext> tls() {
        return context.tls().<Factory<SSLContext>>map(tls -> () -> tls).orElse(null);
    }

    private Map<String, String> attributes() {
        final Map<String, String> attributes = new TreeMap<>(context.attributes());
        attributes.put(JoinGuard.STANDING, standing.now().text());
        attributes.put(JoinGuard.KEPT, String.valueOf(directory.hasData()));
        attributes.put(JoinGuard.CLOCK, String.valueOf(System.currentTimeMillis()));
        attributes.put(EvenAffinity.VOTER, String.valueOf(context.voter()));
        return attributes;
    }

    /** What Ignite takes from the process and from nowhere else. */
    private static void setProcessProperties() {
        System.setProperty("IGNITE_WAL_FSYNC_WITH_DEDICATED_WORKER", "false");
        System.setProperty("IGNITE_UPDATE_NOTIFIER", "false");
        System.setProperty("IGNITE_NO_SHUTDOWN_HOOK", "true");
    }

    /** {@code setMetricsEnabled} is deprecated, and still the only way to durations of checkpoints. */
    @SuppressWarnings("deprecation")
    private DataStorageConfiguration storage() {
        final String wal = directory.ignite().resolve("wal").toString();
        return new DataStorageConfiguration()
                .setDefaultDataRegionConfiguration(new DataRegionConfiguration()
                        .setName(REGION)
                        .setMetricsEnabled(true)
                        .setPersistenceEnabled(true)
                        .setInitialSize(context.regionBytes())
                        .setMaxSize(context.regionBytes())
                        .setCheckpointPageBufferSize(context.regionBytes() / 4))
                .setPageSize(PAGE_BYTES)
                .setMetricsEnabled(true)
                .setFileIOFactory(files)
                .setCheckpointFrequency(context.checkpointIntervalMs())
                .setCheckpointThreads(checkpointThreads())
                .setWriteThrottlingEnabled(true)
                .setWriteRecoveryDataOnCheckpoint(true)
                .setWalMode(WALMode.FSYNC)
                .setWalFsyncDelayNanos(NO_DELAY_NS)
                .setWalPath(wal)
                .setWalArchivePath(wal)
                .setWalSegmentSize(WAL_SEGMENT_BYTES)
                .setWalThreadLocalBufferSize(walBufferBytes())
                .setMaxWalArchiveSize(context.walBytes());
    }

    /** Room for an entry of each thread that commits, here or for other nodes, for one image and for a checkpoint. */
    private int walBufferBytes() {
        final int commits = context.committerThreads() + (context.backups() == 0 ? 0 : stripes());
        return commits * (JournalStore.MAX_ENTRY_BYTES + RECORD_OVERHEAD_BYTES)
                + ImageHead.PART_BYTES
                + context.partitions() * PARTITION_RECORD_BYTES
                + OTHER_RECORDS_BYTES;
    }

    /** A fourth of the cores, four at most as Ignite has by itself: these on two cores left little to those who rate meanwhile. */
    private static int checkpointThreads() {
        final int some = Runtime.getRuntime().availableProcessors() / CORES_OF_A_CHECKPOINT_THREAD;
        return Math.max(1, Math.min(MOST_CHECKPOINT_THREADS, some));
    }

    private static int stripes() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    private TcpCommunicationSpi communication() {
        return isAnnounced() ? new AnnouncedCommunication(context.announcedAddress()) : new TcpCommunicationSpi();
    }

    private boolean isAnnounced() {
        return !context.announcedAddress().isEmpty();
    }

    private TcpDiscoverySpi discovery() {
        final int port = NodePort.DISCOVERY.settle(context.discoveryPort(), context.localAddress());
        final TcpDiscoverySpi discovery =
                isAnnounced() ? new AnnouncedDiscovery(context.announcedAddress()) : new TcpDiscoverySpi();
        return discovery
                .setLocalPort(port)
                .setLocalPortRange(0)
                .setReconnectDelay(RECONNECT_DELAY_MS)
                .setIpFinder(ipFinder(port));
    }

    private TcpDiscoveryIpFinder ipFinder(final int port) {
        final List<String> peers = context.peers();
        if (peers.isEmpty()) {
            return new TcpDiscoveryVmIpFinder().setAddresses(List.of(context.localAddress() + ":" + port));
        }
        return switch (context.discovery()) {
            case STATIC -> new TcpDiscoveryVmIpFinder().setAddresses(peers);
            case DNS -> new DnsIpFinder(peers);
            case MULTICAST -> {
                final int colon = peers.get(0).lastIndexOf(':');
                final TcpDiscoveryMulticastIpFinder finder = new TcpDiscoveryMulticastIpFinder();
                finder.setMulticastGroup(peers.get(0).substring(0, colon));
                finder.setMulticastPort(Integer.parseInt(peers.get(0).substring(colon + 1)));
                finder.setLocalAddress(context.localAddress());
                yield finder;
            }
        };
    }
}
