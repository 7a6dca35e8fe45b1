package io.ratinggrid.perf.faults;

import java.util.Random;

/**
 * All nodes but one are stopped until that one goes on without them; it dies before they go on. What it did alone nobody else knows.
 */
final class StopMajority implements Fault {
    private static final long GO_ON_MS = 8_000;
    /** What was on its way when the others were stopped has been answered, or waits for them. */
    private static final long STALLED_MS = 1_500;

    private static final long MOST_MS = 20_000;
    private static final long LOOK_MS = 100;
    private static final int LINES = 50;

    @Override
    public String name() {
        return "SIGSTOP of the majority";
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final var nodes = scene.cluster().nodes();
        final Member alone = nodes.get(0);
        nodes.stream().filter(node -> node != alone).forEach(Member::pause);
        scene.begin();
        awaitAnswersOfOne(scene);
        scene.kill(alone);
        nodes.forEach(Member::resume);
        Scene.pause(GO_ON_MS);
        alone.start();
    }

    /** Until the one that is left has taken the others for lost, and said of some lines that they are committed. */
    private static void awaitAnswersOfOne(final Scene scene) throws InterruptedException {
        Scene.pause(STALLED_MS);
        final long before = scene.ledger().committed();
        final long untilNs = System.nanoTime() + MOST_MS * 1_000_000;
        while (scene.ledger().committed() < before + LINES && System.nanoTime() < untilNs) {
            Scene.pause(LOOK_MS);
        }
    }
}
