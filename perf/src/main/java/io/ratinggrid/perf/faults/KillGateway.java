package io.ratinggrid.perf.faults;

import java.util.Random;

/** A gateway is killed, and started again a moment later. */
final class KillGateway implements Fault {
    @Override
    public String name() {
        return "SIGKILL gateway";
    }

    @Override
    public int weight() {
        return 4;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Member gateway = scene.gateway(random);
        scene.kill(gateway);
        scene.begin();
        Scene.pause(random.nextInt(500));
        gateway.start();
    }
}
