package io.ratinggrid.perf.journal;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import io.ratinggrid.persistence.storage.FreePorts;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.Ignition;
import org.apache.ignite.binary.BinaryObject;
import org.apache.ignite.cluster.ClusterState;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.WALMode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.CacheGroupContext;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtLocalPartition;
import org.apache.ignite.internal.processors.cache.distributed.dht.topology.GridDhtPartitionState;
import org.apache.ignite.internal.processors.cache.persistence.CacheDataRow;
import org.apache.ignite.internal.util.lang.GridIterator;
import org.apache.ignite.internal.util.typedef.internal.CU;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/**
 * The storage of one dead node, started alone, all by itself: its copy of the journal is what is on that disk, whoever was the first to have
 * it; nothing if it came back empty and died before it had anything. Any number of threads may read; to be closed.
 */
public final class StoredJournal implements AutoCloseable {
    private static final String REGION = "grid";
    private static final String GROUP = "grid";
    private static final String JOURNAL = "journal";
    private static final int PAGE_BYTES = 8 * 1024;
    private static final int WAL_SEGMENT_BYTES = 64 * 1024 * 1024;
    /** Pages that do not fit in it are read from the disk when they are looked at. */
    private static final long REGION_BYTES = 512L << 20;

    private final IgniteEx ignite;
    /** Null if there is nothing. */
    private final CacheGroupContext group;

    private StoredJournal(final IgniteEx ignite) {
        this.ignite = ignite;
        group = ignite.context().cache().cacheGroup(CU.cacheId(GROUP));
    }

    /**
     * Starts it, in this process.
     *
     * @param data of the node
     * @param name of the node
     */
    public static StoredJournal open(final Path data, final String name) {
        System.setProperty("IGNITE_WAL_FSYNC_WITH_DEDICATED_WORKER", "false");
        System.setProperty("IGNITE_NO_SHUTDOWN_HOOK", "true");
        final Ignite ignite = Ignition.start(configuration(data.resolve("grid/ignite"), name));
        ignite.cluster().state(ClusterState.ACTIVE);
        return new StoredJournal((IgniteEx) ignite);
    }

    private static IgniteConfiguration configuration(final Path directory, final String name) {
        final String wal = directory.resolve("wal").toString();
        final List<Integer> ports = FreePorts.find(2);
        return new IgniteConfiguration()
                .setIgniteInstanceName(name)
                .setConsistentId(name)
                .setWorkDirectory(directory.toString())
                .setLocalHost("127.0.0.1")
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(null)
                .setMetricsLogFrequency(0)
                .setDataStorageConfiguration(new DataStorageConfiguration()
                        .setDefaultDataRegionConfiguration(new DataRegionConfiguration()
                                .setName(REGION)
                                .setPersistenceEnabled(true)
                                .setInitialSize(REGION_BYTES / 4)
                                .setMaxSize(REGION_BYTES))
                        .setPageSize(PAGE_BYTES)
                        .setWriteRecoveryDataOnCheckpoint(true)
                        .setWalMode(WALMode.FSYNC)
                        .setWalPath(wal)
                        .setWalArchivePath(wal)
                        .setWalSegmentSize(WAL_SEGMENT_BYTES))
                .setCommunicationSpi(
                        new TcpCommunicationSpi().setLocalPort(ports.get(0)).setLocalPortRange(0))
                .setDiscoverySpi(new TcpDiscoverySpi()
                        .setLocalPort(ports.get(1))
                        .setLocalPortRange(0)
                        .setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(List.of("127.0.0.1:" + ports.get(1)))));
    }

    public String node() {
        return ignite.name();
    }

    /** Of which it has anything, by number. */
    public BitSet partitions() {
        return partitions(false);
    }

    /** Of which it has all. */
    public BitSet whole() {
        return partitions(true);
    }

    private BitSet partitions(final boolean owned) {
        final BitSet found = new BitSet();
        if (group != null) {
            for (final GridDhtLocalPartition partition : group.topology().localPartitions()) {
                if (!owned || partition.state() == GridDhtPartitionState.OWNING) {
                    found.set(partition.id());
                }
            }
        }
        return found;
    }

    /** Entries of a partition by sequence; of one of {@link #partitions}. */
    public SortedMap<Long, byte[]> entries(final int partition) throws IgniteCheckedException {
        final SortedMap<Long, byte[]> entries = new TreeMap<>();
        final GridIterator<CacheDataRow> rows =
                group.offheap().cachePartitionIterator(CU.cacheId(JOURNAL), partition, null);
        while (rows.hasNextX()) {
            final CacheDataRow row = rows.nextX();
            entries.put(
                    ((BinaryObject) row.key()).<Long>field("number"),
                    row.value().value(group.cacheObjectContext(), false));
        }
        return entries;
    }

    @Override
    public void close() {
        ignite.close();
    }
}
