package io.ratinggrid.perf.faults;

import java.util.Random;

/** A node is stopped for longer than others wait for it, then goes on as if nothing had been. */
final class StopNode implements Fault {
    @Override
    public String name() {
        return "SIGSTOP node";
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Member node = scene.node(random);
        node.pause();
        scene.begin();
        Scene.pause(scene.cluster().settings().failureDetection().toMillis() * 2 + random.nextInt(2_000));
        node.resume();
    }
}
