package io.ratinggrid.perf.faults;

import java.util.Random;

/** What a node sends to the others is lost, what they send arrives. */
final class LoseOneWay implements Fault {
    @Override
    public String name() {
        return "network: one way";
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
        final int nodes = scene.cluster().nodes().size();
        final int node = random.nextInt(nodes);
        for (int other = 0; other < nodes; other++) {
            if (other != node) {
                network.lose(node, other);
            }
        }
        scene.begin();
        Scene.pause(scene.cluster().settings().failureDetection().toMillis() * 2 + random.nextInt(2_000));
        network.heal();
    }
}
