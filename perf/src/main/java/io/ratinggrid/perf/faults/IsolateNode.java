package io.ratinggrid.perf.faults;

import java.util.Random;

/** A node is off the network altogether, for gateways too. */
final class IsolateNode implements Fault {
    @Override
    public String name() {
        return "network: node isolated";
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public boolean isPossible(final Cluster cluster) {
        return cluster.network().canCut();
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Network network = scene.cluster().network();
        network.isolate(random.nextInt(scene.cluster().nodes().size()));
        scene.begin();
        Scene.pause(scene.cluster().settings().failureDetection().toMillis() * 2 + random.nextInt(2_000));
        network.heal();
    }
}
