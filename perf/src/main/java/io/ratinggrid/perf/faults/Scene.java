package io.ratinggrid.perf.faults;

import java.util.List;
import java.util.Random;

/** One trial of a fault: the cluster that it strikes, and the watch that runs from its beginning. One thread. */
final class Scene {
    private final Cluster cluster;
    private final Load load;
    private final Ledger ledger;
    private final Edges edges;
    private final int number;
    private AckWatch watch;
    private int nodeKills;
    private int gatewayKills;

    Scene(final Cluster cluster, final Load load, final Ledger ledger, final Edges edges, final int number) {
        this.cluster = cluster;
        this.load = load;
        this.ledger = ledger;
        this.edges = edges;
        this.number = number;
    }

    Cluster cluster() {
        return cluster;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The fault is done now: lines are counted to it, and the time until all partitions answer again runs. */
    void begin() {
        watch = load.watch(number);
    }

    /** The directory of a gateway is gone: it must hear again of the accounts that have keys. */
    void openKeys(final Member gateway) {
        load.openKeys(cluster.gateways().indexOf(gateway));
    }

    AckWatch watch() {
        return watch;
    }

    /** SIGKILL to a node or a gateway; a node after a look at what it has counted. What does not live is not counted. */
    void kill(final Member member) {
        if (!member.isAlive()) {
            return;
        }
        if (cluster.nodes().contains(member)) {
            edges.look(List.of(member));
            nodeKills++;
        } else {
            gatewayKills++;
        }
        member.kill();
    }

    int nodeKills() {
        return nodeKills;
    }

    int gatewayKills() {
        return gatewayKills;
    }

    /** Any node. */
    Member node(final Random random) {
        return cluster.nodes().get(random.nextInt(cluster.nodes().size()));
    }

    /** Any gateway. */
    Member gateway(final Random random) {
        return cluster.gateways().get(random.nextInt(cluster.gateways().size()));
    }

    static void pause(final long millis) throws InterruptedException {
        Thread.sleep(millis);
    }
}
