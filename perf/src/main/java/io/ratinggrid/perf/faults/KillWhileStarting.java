package io.ratinggrid.perf.faults;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A process is killed, and killed again and again while it starts, before it is let come up: a crash loop. */
final class KillWhileStarting implements Fault {
    private static final int LEAST_KILLS = 5;
    private static final int MOST_START_MS = 5_000;

    private final String role;
    private final int weight;
    private final Function<Cluster, List<Member>> members;

    private KillWhileStarting(final String role, final int weight, final Function<Cluster, List<Member>> members) {
        this.role = role;
        this.weight = weight;
        this.members = members;
    }

    static KillWhileStarting ofNode() {
        return new KillWhileStarting("node", 6, Cluster::nodes);
    }

    static KillWhileStarting ofGateway() {
        return new KillWhileStarting("gateway", 4, Cluster::gateways);
    }

    @Override
    public String name() {
        return "SIGKILL " + role + " while it starts";
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final List<Member> there = members.apply(scene.cluster());
        final Member member = there.get(random.nextInt(there.size()));
        scene.kill(member);
        scene.begin();
        final int kills = LEAST_KILLS + random.nextInt(5);
        for (int kill = 1; kill < kills; kill++) {
            member.start();
            Scene.pause(random.nextInt(MOST_START_MS));
            scene.kill(member);
        }
        member.start();
    }
}
