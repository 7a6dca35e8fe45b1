package io.ratinggrid.perf.faults;

import java.util.Random;

/** A node is killed after a time in which nothing was put into the journal; only what is planted knows of the trigger. */
final class KillWhileHeld implements Fault {
    static final Trigger HELD = new Trigger("held");

    private static final long HELD_MS = 1_500;

    @Override
    public String name() {
        return "SIGKILL of a node that holds entries back";
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Member node = scene.node(random);
        HELD.set(scene.cluster());
        Scene.pause(HELD_MS);
        scene.kill(node);
        HELD.clear(scene.cluster());
        scene.begin();
        node.start();
    }
}
