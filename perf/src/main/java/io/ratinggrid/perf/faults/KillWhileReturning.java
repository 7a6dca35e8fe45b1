package io.ratinggrid.perf.faults;

import java.util.Random;

/** A node is killed and started; while it returns and fetches what it missed, another is killed and started. */
final class KillWhileReturning implements Fault {
    @Override
    public String name() {
        return "SIGKILL during rebalancing";
    }

    @Override
    public int weight() {
        return 4;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final int first = random.nextInt(scene.cluster().nodes().size());
        final int second = (first + 1 + random.nextInt(scene.cluster().nodes().size() - 1))
                % scene.cluster().nodes().size();
        final Member returning = scene.cluster().nodes().get(first);
        scene.kill(returning);
        Scene.pause(random.nextInt(1_000));
        returning.start();
        Scene.pause(2_000 + random.nextInt(4_000));
        final Member other = scene.cluster().nodes().get(second);
        scene.kill(other);
        scene.begin();
        Scene.pause(random.nextInt(500));
        other.start();
    }
}
