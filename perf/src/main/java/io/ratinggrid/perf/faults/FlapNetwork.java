package io.ratinggrid.perf.faults;

import java.util.Random;

/** The way between a node and another comes and goes, for times about as long as others wait. */
final class FlapNetwork implements Fault {
    private static final int FLAPS = 4;

    @Override
    public String name() {
        return "network: flapping";
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
        final int other = (node + 1 + random.nextInt(nodes - 1)) % nodes;
        final int waitMs = (int) scene.cluster().settings().failureDetection().toMillis();
        for (int flap = 0; flap < FLAPS; flap++) {
            network.lose(node, other);
            network.lose(other, node);
            if (flap == 0) {
                scene.begin();
            }
            Scene.pause(waitMs / 4 + random.nextInt(waitMs));
            network.heal();
            Scene.pause(random.nextInt(waitMs / 2));
        }
    }
}
