package io.ratinggrid.persistence.storage;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.ignite.cluster.ClusterNode;

/**
 * The {@link Standing} of each node that has data, by name, as it was when the node started; of a grid that is not active yet.
 */
record Standings(Map<String, Standing> byName) {
    static Standings of(final Collection<ClusterNode> nodes) {
        final Map<String, Standing> standings = new TreeMap<>();
        for (final ClusterNode node : nodes) {
            if (Boolean.parseBoolean(node.attribute(JoinGuard.KEPT))) {
                standings.put(node.consistentId().toString(), Standing.parse(node.attribute(JoinGuard.STANDING)));
            }
        }
        return new Standings(standings);
    }

    /**
     * Those whose data must not be used: others went on without them, and do not need them for a partition that was lost. One
     * that is left behind itself says nothing.
     */
    Set<String> behind(final int backups) {
        return byName.keySet().stream()
                .filter(name -> isLeftBehind(name) && !isNeeded(name))
                .filter(name -> !byName.get(name).isTrusted(backups))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All agreed nodes are there, or all of one majority that none of them saw end. */
    boolean isWhole(final Set<String> present, final Set<String> agreed) {
        if (present.containsAll(agreed)) {
            return true;
        }
        return byName.values().stream()
                .map(Standing::members)
                .anyMatch(members -> members.size() * 2 > agreed.size()
                        && agreed.containsAll(members)
                        && members.stream()
                                .allMatch(name -> byName.containsKey(name)
                                        && byName.get(name).members().equals(members)));
    }

    private boolean isLeftBehind(final String name) {
        return byName.entrySet().stream()
                .anyMatch(other -> other.getValue().leftBehind(other.getKey(), name, byName.get(name)));
    }

    private boolean isNeeded(final String name) {
        return byName.entrySet().stream()
                .filter(other -> !other.getKey().equals(name) && !isLeftBehind(other.getKey()))
                .anyMatch(other -> other.getValue().needs(name));
    }
}
