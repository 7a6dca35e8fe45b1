package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Each node in a network namespace of its own, all on one bridge in the namespace of this process. Made only where this process is
 * itself in a namespace that {@link Hub} made, so that nothing is seen outside.
 *
 * <p>A one-way loss is a permanent wrong neighbour: frames go to a station that is not there, and nobody says so.
 */
final class Namespaces implements Network {
    private static final String BRIDGE = "br0";
    private static final String PREFIX = "10.77.0.";
    private static final String NOBODY = "02:00:00:00:00:01";
    private static final int FIRST_HOST = 11;

    private final String hub;
    private final int nodes;
    private final List<Integer> isolated = new ArrayList<>();
    private final List<int[]> lost = new ArrayList<>();

    Namespaces(final String hub, final int nodes) {
        this.hub = hub;
        this.nodes = nodes;
    }

    /** Makes the bridge and the namespaces of the nodes. */
    Namespaces make() {
        Commands.run("ip", "link", "add", BRIDGE, "type", "bridge");
        Commands.run("ip", "addr", "add", PREFIX + "1/24", "dev", BRIDGE);
        Commands.run("ip", "link", "set", BRIDGE, "up");
        for (int node = 0; node < nodes; node++) {
            final String space = space(node);
            Commands.run("ip", "netns", "add", space);
            Commands.run("ip", "link", "add", "p" + node, "type", "veth", "peer", "name", "eth0", "netns", space);
            Commands.run("ip", "link", "set", "p" + node, "master", BRIDGE, "up");
            Commands.run("ip", "-n", space, "link", "set", "lo", "up");
            Commands.run("ip", "-n", space, "addr", "add", address(node) + "/24", "dev", "eth0");
            Commands.run("ip", "-n", space, "link", "set", "eth0", "up");
        }
        return this;
    }

    @Override
    public Place node(final int index) {
        return Place.at(address(index), List.of("ip", "netns", "exec", space(index)));
    }

    @Override
    public Place outside() {
        return Place.at("127.0.0.1", List.of());
    }

    @Override
    public boolean canCut() {
        return true;
    }

    @Override
    public void lose(final int from, final int to) {
        Commands.run(
                "ip",
                "-n",
                space(from),
                "neigh",
                "replace",
                address(to),
                "lladdr",
                NOBODY,
                "dev",
                "eth0",
                "nud",
                "permanent");
        lost.add(new int[] {from, to});
    }

    @Override
    public void isolate(final int node) {
        Commands.run("ip", "link", "set", "p" + node, "down");
        isolated.add(node);
    }

    @Override
    public void heal() {
        for (final int[] way : lost) {
            Commands.run("ip", "-n", space(way[0]), "neigh", "del", address(way[1]), "dev", "eth0");
        }
        lost.clear();
        for (final int node : isolated) {
            Commands.run("ip", "link", "set", "p" + node, "up");
        }
        isolated.clear();
    }

    @Override
    public void close() {
        for (int node = 0; node < nodes; node++) {
            Commands.succeeds("ip", "netns", "del", space(node));
        }
        Commands.succeeds("ip", "link", "del", BRIDGE);
    }

    private String space(final int node) {
        return hub + "-" + node;
    }

    private static String address(final int node) {
        return PREFIX + (FIRST_HOST + node);
    }
}
