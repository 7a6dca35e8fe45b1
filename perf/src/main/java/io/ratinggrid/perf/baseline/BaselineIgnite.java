package io.ratinggrid.perf.baseline;

import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.ingest.queue.Durability;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cache.affinity.rendezvous.RendezvousAffinityFunction;
import org.apache.ignite.configuration.CacheConfiguration;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.configuration.WALMode;
import org.apache.ignite.logger.NullLogger;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/** Configurations of both processes: what the manuals recommend, no more. */
final class BaselineIgnite {
    static final String ACCOUNTS = "accounts";
    static final String EVENTS = "rated-events";

    private static final long REGION_BYTES = 6L << 30;

    private BaselineIgnite() {}

    static IgniteConfiguration node(final Path directory, final int port, final Durability durability) {
        return common(directory.resolve("ignite"), port)
                .setIgniteInstanceName("baseline-node")
                .setConsistentId("baseline-node")
                .setDataStorageConfiguration(new DataStorageConfiguration()
                        .setDefaultDataRegionConfiguration(new DataRegionConfiguration()
                                .setPersistenceEnabled(true)
                                .setMaxSize(REGION_BYTES))
                        .setWalMode(durability == Durability.POWER ? WALMode.FSYNC : WALMode.LOG_ONLY));
    }

    static IgniteConfiguration client(final Path directory, final int port) {
        return common(directory.resolve("ignite-client"), port)
                .setIgniteInstanceName("baseline-gateway")
                .setClientMode(true);
    }

    private static IgniteConfiguration common(final Path work, final int port) {
        System.setProperty("IGNITE_UPDATE_NOTIFIER", "false");
        return new IgniteConfiguration()
                .setWorkDirectory(work.toString())
                .setGridLogger(new NullLogger())
                .setLocalHost("127.0.0.1")
                .setConnectorConfiguration(null)
                .setClientConnectorConfiguration(null)
                .setMetricsLogFrequency(0)
                .setDiscoverySpi(new TcpDiscoverySpi()
                        .setLocalPort(port)
                        .setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(List.of("127.0.0.1:" + port))));
    }

    static CacheConfiguration<Long, AccountState> accounts(final int partitions) {
        return cache(ACCOUNTS, partitions);
    }

    static CacheConfiguration<String, RatedEvent> events(final int partitions) {
        return cache(EVENTS, partitions);
    }

    private static <K, V> CacheConfiguration<K, V> cache(final String name, final int partitions) {
        return new CacheConfiguration<K, V>(name)
                .setAtomicityMode(CacheAtomicityMode.TRANSACTIONAL)
                .setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC)
                .setAffinity(new RendezvousAffinityFunction(false, partitions));
    }
}
