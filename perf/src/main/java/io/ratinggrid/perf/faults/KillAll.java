package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Every process is killed, nodes and gateways, in any order and within a moment; then all are started. */
final class KillAll implements Fault {
    @Override
    public String name() {
        return "SIGKILL all";
    }

    @Override
    public int weight() {
        return 5;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final List<Member> all = new ArrayList<>(scene.cluster().nodes());
        all.addAll(scene.cluster().gateways());
        Collections.shuffle(all, random);
        for (final Member member : all) {
            scene.kill(member);
        }
        scene.begin();
        scene.cluster().startAll();
    }
}
