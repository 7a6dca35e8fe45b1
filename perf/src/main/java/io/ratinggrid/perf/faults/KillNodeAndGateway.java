package io.ratinggrid.perf.faults;

import java.util.Random;

/** A node and a gateway are killed at once, as when a rack goes, and started again a moment later. */
final class KillNodeAndGateway implements Fault {
    @Override
    public String name() {
        return "SIGKILL node and gateway";
    }

    @Override
    public int weight() {
        return 8;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Member node = scene.node(random);
        final Member gateway = scene.gateway(random);
        scene.kill(node);
        scene.kill(gateway);
        scene.begin();
        Scene.pause(random.nextInt(1_000));
        node.start();
        gateway.start();
    }
}
