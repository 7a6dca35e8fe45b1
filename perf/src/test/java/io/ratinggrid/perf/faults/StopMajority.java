package io.ratinggrid.perf.faults;

import java.util.Random;

/**
 * All nodes but one are stopped for longer than that one waits for them; it dies before they go on. What it did alone nobody else knows.
 */
final class StopMajority implements Fault {
    private static final long GO_ON_MS = 8_000;

    @Override
    public String name() {
        return "SIGSTOP of the majority";
    }

    @Override
    public int weight() {
        return 0;
    }

    @Override
    public boolean isPossible(final Cluster cluster) {
        return true;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final var nodes = scene.cluster().nodes();
        final Member alone = nodes.get(0);
        nodes.stream().filter(node -> node != alone).forEach(Member::pause);
        scene.begin();
        Scene.pause(scene.cluster().settings().failureDetection().toMillis() * 3);
        scene.kill(alone);
        nodes.forEach(Member::resume);
        Scene.pause(GO_ON_MS);
        alone.start();
    }
}
