package io.ratinggrid.persistence.storage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cluster.BaselineTopology;
import org.apache.ignite.plugin.CachePluginContext;
import org.apache.ignite.plugin.CachePluginProvider;
import org.apache.ignite.plugin.ExtensionRegistry;
import org.apache.ignite.plugin.IgnitePlugin;
import org.apache.ignite.plugin.PluginConfiguration;
import org.apache.ignite.plugin.PluginContext;
import org.apache.ignite.plugin.PluginProvider;
import org.apache.ignite.plugin.PluginValidationException;

/**
 * Refuses nodes that must not join as they are. Ignite asks the oldest node, before any copy is compared: its own comparison trusts
 * update counters, and a copy that is ahead of the others by what nobody acknowledged would win. Runs on the thread of discovery,
 * reads memory only.
 */
final class JoinGuard implements PluginProvider<PluginConfiguration> {
    /** Begins what a node is told whose data the grid went on without. */
    static final String LEFT_BEHIND = "LEFT_BEHIND";

    /** What a node shows of its {@link Standing}. */
    static final String STANDING = "ratinggrid.standing";

    /** True of a node that keeps data from before its start. */
    static final String KEPT = "ratinggrid.kept";

    /** A node's wall clock at its start, in milliseconds. */
    static final String CLOCK = "ratinggrid.clock";

    private final String name;
    private final StandingFile standing;
    private final int backups;
    private final long clockToleranceMs;
    private final Consumer<String> outdated;
    private IgniteEx ignite;

    /** {@code outdated} hears that the running grid is older than a node that wants to join it. */
    JoinGuard(final GridStorageContext context, final StandingFile standing, final Consumer<String> outdated) {
        this.name = context.instanceName();
        this.standing = standing;
        this.backups = context.backups();
        this.clockToleranceMs = context.clockToleranceMs();
        this.outdated = outdated;
    }

    @Override
    public void validateNewNode(final ClusterNode node, final Serializable data) {
        if (node.isClient()) {
            return;
        }
        if (!ignite.context().state().clusterState().state().active()) {
            checkBeginning(node);
            return;
        }
        checkClock(node);
        final String joining = node.consistentId().toString();
        if (!Boolean.parseBoolean(node.attribute(KEPT))) {
            return;
        }
        final Standing others = Standing.parse(node.attribute(STANDING));
        final Standing mine = standing.now();
        if (mine.needs(joining)) {
            return;
        }
        if (others.leftBehind(joining, name, mine)) {
            outdated.accept("node=" + joining + " knows of a majority without this node: " + others.members());
            throw refused(node, "the grid that runs is older than this node; it stops, start again");
        }
        final Set<String> present = majorityWithout(joining);
        final boolean without = !present.isEmpty() || mine.leftBehind(name, joining, others);
        if (without && !others.isTrusted(backups)) {
            throw refused(
                    node,
                    LEFT_BEHIND + ": the grid went on without this node: members="
                            + (present.isEmpty() ? mine.members() : present));
        }
    }

    /**
     * What is here may be whole, and its oldest node has just found so: one that comes now would begin with the others, and
     * nobody would look at it again.
     */
    private void checkBeginning(final ClusterNode node) {
        final List<ClusterNode> nodes =
                new ArrayList<>(ignite.context().discovery().aliveServerNodes());
        nodes.add(node);
        final Standings standings = Standings.of(nodes);
        if (standings.behind(backups).contains(node.consistentId().toString())) {
            throw refused(node, LEFT_BEHIND + ": the grid went on without this node: the standings are " + standings);
        }
    }

    /** One that is behind may only have read much before it came; it is found out once it is here. */
    private void checkClock(final ClusterNode node) {
        final long aheadMs = Long.parseLong(node.attribute(CLOCK)) - System.currentTimeMillis();
        if (aheadMs > clockToleranceMs) {
            throw refused(
                    node,
                    "clocks differ: this node's clock is " + aheadMs + " ms ahead of that of " + name
                            + ", allowed are clock-tolerance-ms=" + clockToleranceMs + "; set the clocks right");
        }
    }

    /** Who is there, if that is more than half of the agreed nodes; else none. What a node was before may not be known to be gone. */
    private Set<String> majorityWithout(final String joining) {
        final BaselineTopology agreed = ignite.context().state().clusterState().baselineTopology();
        final Set<String> present = new TreeSet<>();
        ignite.context().discovery().aliveServerNodes().stream()
                .map(ClusterNode::consistentId)
                .filter(agreed.consistentIds()::contains)
                .forEach(id -> present.add(id.toString()));
        present.remove(joining);
        return present.size() * 2 > agreed.consistentIds().size() ? present : Set.of();
    }

    private static PluginValidationException refused(final ClusterNode node, final String why) {
        return new PluginValidationException("node=" + node.consistentId() + " is refused: " + why, why, node.id());
    }

    @Override
    public String name() {
        return "ratinggrid-join";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public String copyright() {
        return "ratinggrid";
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends IgnitePlugin> T plugin() {
        return (T) new IgnitePlugin() {};
    }

    @Override
    public void initExtensions(final PluginContext context, final ExtensionRegistry registry) {
        // It extends nothing.
    }

    @Override
    public <T> T createComponent(final PluginContext context, final Class<T> type) {
        return null;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public CachePluginProvider createCacheProvider(final CachePluginContext context) {
        return null;
    }

    @Override
    public void start(final PluginContext context) {
        ignite = (IgniteEx) context.grid();
    }

    @Override
    public void stop(final boolean cancel) {
        // It holds nothing.
    }

    @Override
    public void onIgniteStart() {
        // It waits for nothing.
    }

    @Override
    public void onIgniteStop(final boolean cancel) {
        // It holds nothing.
    }

    @Override
    public Serializable provideDiscoveryData(final UUID nodeId) {
        return null;
    }

    @Override
    public void receiveDiscoveryData(final UUID nodeId, final Serializable data) {
        // Attributes say all.
    }

    @Override
    @Deprecated
    public void validateNewNode(final ClusterNode node) {
        // The other one does it.
    }
}
