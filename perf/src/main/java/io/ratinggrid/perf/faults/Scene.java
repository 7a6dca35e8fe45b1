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

    AckWatch watch() {
        return watch;
    }

    /** SIGKILL to a node, after a look at what it has counted. */
    void kill(final Member node) {
        edges.look(List.of(node));
        node.kill();
        nodeKills++;
    }

    /** SIGKILL to a gateway. */
    void killGateway(final Member gateway) {
        gateway.kill();
        gatewayKills++;
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
