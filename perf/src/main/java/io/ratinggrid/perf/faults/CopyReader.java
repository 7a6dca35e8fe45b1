package io.ratinggrid.perf.faults;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
 * A process that starts the storage of one dead node alone, all by itself, and writes down its copy of the journal: what is on that disk,
 * whoever was the first to have it; nothing if it came back empty and died before it had anything.
 *
 * <p>Arguments: directory of Ignite, name of the node, free ports for discovery and messages, file to write.
 *
 * <pre>
 *  an entry:  i32 partition, i64 sequence, i32 length, bytes;  at the end  i32 -1, and for each whole copy  i32 partition;  i32 -1
 * </pre>
 */
final class CopyReader {
    private static final String REGION = "grid";
    private static final String GROUP = "grid";
    private static final String JOURNAL = "journal";
    private static final int PAGE_BYTES = 8 * 1024;
    private static final int WAL_SEGMENT_BYTES = 64 * 1024 * 1024;
    private static final long REGION_BYTES = 512L << 20;
    private static final int END = -1;

    private CopyReader() {}

    public static void main(final String[] args) {
        try {
            System.setProperty("IGNITE_WAL_FSYNC_WITH_DEDICATED_WORKER", "false");
            System.setProperty("IGNITE_NO_SHUTDOWN_HOOK", "true");
            final Ignite ignite = Ignition.start(
                    configuration(Path.of(args[0]), args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3])));
            ignite.cluster().state(ClusterState.ACTIVE);
            write((IgniteEx) ignite, Path.of(args[4]));
            System.out.println("written");
            Runtime.getRuntime().halt(0);
        } catch (final Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static IgniteConfiguration configuration(
            final Path directory, final String name, final int port, final int messagePort) {
        final String wal = directory.resolve("wal").toString();
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
                        new TcpCommunicationSpi().setLocalPort(messagePort).setLocalPortRange(0))
                .setDiscoverySpi(new TcpDiscoverySpi()
                        .setLocalPort(port)
                        .setLocalPortRange(0)
                        .setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(List.of("127.0.0.1:" + port))));
    }

    private static void write(final IgniteEx ignite, final Path file) throws IOException, IgniteCheckedException {
        final CacheGroupContext group = ignite.context().cache().cacheGroup(CU.cacheId(GROUP));
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            final List<GridDhtLocalPartition> partitions =
                    group == null ? List.of() : group.topology().localPartitions();
            for (final GridDhtLocalPartition partition : partitions) {
                write(group, partition.id(), out);
            }
            out.writeInt(END);
            for (final GridDhtLocalPartition partition : partitions) {
                if (partition.state() == GridDhtPartitionState.OWNING) {
                    out.writeInt(partition.id());
                }
            }
            out.writeInt(END);
        }
    }

    private static void write(final CacheGroupContext group, final int partition, final DataOutputStream out)
            throws IOException, IgniteCheckedException {
        final GridIterator<CacheDataRow> rows =
                group.offheap().cachePartitionIterator(CU.cacheId(JOURNAL), partition, null);
        while (rows.hasNextX()) {
            final CacheDataRow row = rows.nextX();
            final byte[] bytes = row.value().value(group.cacheObjectContext(), false);
            out.writeInt(partition);
            out.writeLong(((BinaryObject) row.key()).<Long>field("number"));
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
