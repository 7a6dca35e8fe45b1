package io.ratinggrid.perf.faults;

import java.util.Random;

/** The wall clock of a node jumps forth or back by seconds up to a day, and later to the true time again. */
final class JumpClock implements Fault {
    @Override
    public String name() {
        return "clock jump";
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public boolean isPossible(final Cluster cluster) {
        return NodeClock.canMove();
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final int node = random.nextInt(scene.cluster().nodes().size());
        final int seconds = 2 + random.nextInt(random.nextBoolean() ? 60 : 86_400);
        scene.cluster().clock(node).set(random.nextBoolean() ? seconds : -seconds);
        Scene.pause(1_200);
        scene.begin();
        Scene.pause(2_000 + random.nextInt(2_000));
        scene.cluster().clock(node).set(0);
        Scene.pause(1_200);
    }
}
