package io.ratinggrid.perf.faults;

import java.util.Random;

/** A node is killed, and started again a moment later. */
final class KillNode implements Fault {
    @Override
    public String name() {
        return "SIGKILL node";
    }

    @Override
    public int weight() {
        return 6;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Member node = scene.node(random);
        scene.kill(node);
        scene.begin();
        Scene.pause(random.nextInt(1_500));
        node.start();
    }
}
