package io.ratinggrid.persistence.storage;

import java.util.List;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CacheMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cache.PartitionLossPolicy;
import org.apache.ignite.configuration.CacheConfiguration;
import org.apache.ignite.internal.IgniteEx;

/**
 * The caches of a grid. They are one group: whoever holds a partition of one holds it of all, so an image never stands
 * beside a journal that is lost.
 */
final class GridCaches {
    static final String GROUP = "grid";
    private static final String SETTINGS = "settings";
    private static final String JOURNAL = "journal";
    private static final String SNAPSHOTS = "snapshots";

    private final Ignite ignite;
    private final GridStorageContext context;

    GridCaches(final Ignite ignite, final GridStorageContext context) {
        this.ignite = ignite;
        this.context = context;
    }

    /** Creates what is missing; what is there keeps the settings it was created with. */
    void create() {
        if (!ignite.cacheNames().containsAll(List.of(SETTINGS, JOURNAL, SNAPSHOTS))) {
            ignite.getOrCreateCaches(List.of(cache(SETTINGS), cache(JOURNAL), cache(SNAPSHOTS)));
        }
    }

    Membership membership(final StandingFile standing) {
        final Copies copies = new Copies(
                (IgniteEx) ignite,
                context.partitions(),
                List.of(SETTINGS, JOURNAL, SNAPSHOTS),
                standing.now().lost());
        return new Membership(ignite, JOURNAL, standing, copies, context.failureDetectionMs());
    }

    PeerMessages peers() {
        return new PeerMessages(ignite, JOURNAL);
    }

    IgniteCache<GridKey, String> settings() {
        return ignite.cache(SETTINGS);
    }

    IgniteCache<GridKey, byte[]> journal() {
        return ignite.cache(JOURNAL);
    }

    OwnPages journalPages() {
        return new OwnPages((IgniteEx) ignite, JOURNAL);
    }

    IgniteCache<GridKey, byte[]> snapshots() {
        return ignite.cache(SNAPSHOTS);
    }

    private CacheConfiguration<GridKey, Object> cache(final String name) {
        return new CacheConfiguration<GridKey, Object>(name)
                .setGroupName(GROUP)
                .setDataRegionName(NodeConfiguration.REGION)
                .setCacheMode(CacheMode.PARTITIONED)
                .setAffinity(new EvenAffinity(context.partitions(), context.backups()))
                .setBackups(context.backups())
                .setAtomicityMode(CacheAtomicityMode.TRANSACTIONAL)
                .setWriteSynchronizationMode(CacheWriteSynchronizationMode.FULL_SYNC)
                .setTopologyValidator(new MajorityOnly())
                .setPartitionLossPolicy(PartitionLossPolicy.READ_WRITE_SAFE)
                .setReadFromBackup(false)
                .setCopyOnRead(false);
    }
}
