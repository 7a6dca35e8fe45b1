package io.ratinggrid.perf.faults;

import java.util.Random;

/** A node and the others lose what they send each other, both ways; gateways still reach all. */
final class CutNode implements Fault {
    @Override
    public String name() {
        return "network: node cut off";
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
                network.lose(other, node);
            }
        }
        scene.begin();
        Scene.pause(scene.cluster().settings().failureDetection().toMillis() * 2 + random.nextInt(2_000));
        network.heal();
    }
}
