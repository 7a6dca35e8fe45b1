package io.ratinggrid.perf.baseline;

import java.io.IOException;
import java.nio.file.Path;

import javax.cache.Cache;

import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.Spent;
import io.ratinggrid.perf.rig.Verbs;
import org.apache.ignite.Ignite;
import org.apache.ignite.Ignition;
import org.apache.ignite.cache.query.QueryCursor;
import org.apache.ignite.cache.query.ScanQuery;
import org.apache.ignite.cluster.ClusterState;

/** The node process: caches, and what the entry processors need. Reads {@code cpu}, and {@code check} with the number of events sent. */
public final class BaselineNode {
    /** Before the number of events that were sent. */
    static final String CHECK = "check ";

    private BaselineNode() {}

    /** {@code arguments}: the file of the settings, and the port of discovery. */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        Rates.load(settings.catalog().resolve("retail.csv"));
        try (Ignite ignite = Ignition.start(
                BaselineIgnite.node(settings.directory(), Integer.parseInt(arguments[1]), settings.durability()))) {
            ignite.cluster().state(ClusterState.ACTIVE);
            ignite.getOrCreateCache(BaselineIgnite.accounts(settings.partitions()));
            ignite.getOrCreateCache(BaselineIgnite.events(settings.partitions()));
            final Verbs verbs = verb -> obey(verb, settings, ignite);
            verbs.obeyAll();
        }
    }

    private static Figures obey(final String verb, final RigSettings settings, final Ignite ignite) {
        return verb.startsWith(CHECK)
                ? check(ignite, new BaselineCheck(settings, Long.parseLong(verb.substring(CHECK.length()))))
                        .figures()
                : new Figures().put("cpuNs", Spent.now().cpuNs());
    }

    private static BaselineCheck check(final Ignite ignite, final BaselineCheck check) {
        try (QueryCursor<Cache.Entry<String, RatedEvent>> all =
                ignite.<String, RatedEvent>cache(BaselineIgnite.EVENTS).query(new ScanQuery<>())) {
            all.forEach(entry -> check.event(entry.getKey(), entry.getValue()));
        }
        try (QueryCursor<Cache.Entry<Long, AccountState>> all =
                ignite.<Long, AccountState>cache(BaselineIgnite.ACCOUNTS).query(new ScanQuery<>())) {
            all.forEach(entry -> check.account(entry.getKey(), entry.getValue()));
        }
        return check;
    }
}
