package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Those who send events: each again, there or elsewhere, until a gateway has accepted it; then they rely on it. They never lose anything themselves. */
final class Origins {
    private static final long AGAIN_US = 1_500_000;
    private static final long ASK_US = 20_000;
    static final int LOST_ANSWER = -1;

    /** One event on its way by one gateway. */
    private static final class Sent {
        private final SimEvent event;
        private int gateway;
        private boolean accepted;
        private boolean told;
        private final List<Integer> codes = new ArrayList<>(1);

        Sent(final SimEvent event, final int gateway) {
            this.event = event;
            this.gateway = gateway;
        }
    }

    private final World world;
    private final Chance chance;
    private final Map<Integer, List<Sent>> sent = new HashMap<>();
    private final List<SimEvent> events;
    private final BitSet answered = new BitSet();
    private int waiting;
    private int acceptedEvents;

    Origins(final World world, final List<SimEvent> events) {
        this.world = world;
        this.events = events;
        chance = world.chance.split();
    }

    void start() {
        for (final SimEvent event : events) {
            final List<Sent> ways = new ArrayList<>(1);
            for (int gateway = 0; gateway < world.scale.gateways(); gateway++) {
                if ((event.gateways() >> gateway & 1) == 1) {
                    ways.add(new Sent(event, gateway));
                    waiting++;
                }
            }
            sent.put(event.number(), ways);
            world.time.at(event.sendMs() * 1_000L, () -> send(event));
        }
    }

    /** True when everything was answered. */
    boolean isDone() {
        return waiting == 0;
    }

    /** How many are not answered, for people. */
    String left() {
        final List<String> left = new ArrayList<>();
        events.forEach(event -> sent.get(event.number()).stream()
                .filter(way -> !way.told)
                .limit(2)
                .forEach(way -> left.add(way.event.kind() + " " + way.event.id() + " accepted=" + way.accepted
                        + " by gateway-" + (way.gateway + 1))));
        return waiting + " of them " + left.subList(0, Math.min(5, left.size()));
    }

    int acceptedEvents() {
        return acceptedEvents;
    }

    /** What was told of an event, for each way that it went. */
    List<Integer> codes(final SimEvent event) {
        final List<Integer> codes = new ArrayList<>();
        sent.get(event.number()).forEach(way -> codes.addAll(way.codes));
        return codes;
    }

    /** A gateway says what came of an event; {@link #LOST_ANSWER}: it was carried out. */
    void told(final SimGateway gateway, final int number, final int code) {
        for (final Sent way : sent.get(number)) {
            if (way.gateway == gateway.place() - world.scale.nodes()) {
                if (code != LOST_ANSWER) {
                    way.codes.add(code);
                }
                if (!way.told) {
                    way.told = true;
                    waiting--;
                }
            }
        }
        answered.set(number);
    }

    /** What it had accepted may be gone with its disk. */
    void diskLost(final SimGateway gateway) {
        for (final SimEvent event : events) {
            for (final Sent way : sent.get(event.number())) {
                if (way.accepted && !way.told && way.gateway == gateway.place() - world.scale.nodes()) {
                    way.accepted = false;
                    world.time.at(AGAIN_US, () -> send(way));
                }
            }
        }
    }

    private void send(final SimEvent event) {
        final boolean mustWait =
                event.after() != event.number() && sent.containsKey(event.after()) && !answered.get(event.after())
                        || event.startMs() >= Catalogs.SECOND_MS && !world.isPublished();
        if (mustWait) {
            world.time.at(ASK_US, () -> send(event));
        } else {
            sent.get(event.number()).forEach(this::send);
        }
    }

    private void send(final Sent way) {
        if (way.accepted || way.told) {
            return;
        }
        final SimGateway gateway = world.gateways.get(way.gateway);
        world.time.at(chance.between(100, 2_000), () -> gateway.take(way.event, () -> accepted(way, gateway)));
        world.time.at(AGAIN_US, () -> send(way));
    }

    /** The word of it may get lost. */
    private void accepted(final Sent way, final SimGateway gateway) {
        if (!way.accepted && gateway.isAlive() && !chance.permille(5)) {
            way.accepted = true;
            acceptedEvents++;
            world.trace.add(gateway.name(), "accepted " + way.event.id());
        }
    }
}
