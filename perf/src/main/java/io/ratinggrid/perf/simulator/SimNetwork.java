package io.ratinggrid.perf.simulator;

import java.util.Arrays;

/** The ways between processes: cut or not, each direction for itself, slow, and losing or doubling what may be lost or doubled. */
final class SimNetwork {
    private final SimTime time;
    private final Chance chance;
    private final boolean[][] cut;
    private int lostPermille;
    private int doubledPermille;
    private int slowPermille;
    private int slowUs;

    SimNetwork(final SimTime time, final Chance chance, final int places) {
        this.time = time;
        this.chance = chance;
        cut = new boolean[places][places];
    }

    boolean isCut(final int from, final int to) {
        return cut[from][to];
    }

    /** True if both hear each other. */
    boolean isWhole(final int one, final int other) {
        return !cut[one][other] && !cut[other][one];
    }

    void cut(final int from, final int to, final boolean isCut) {
        cut[from][to] = isCut;
    }

    /** How much gets lost, comes twice, and comes late by up to so long. */
    void weather(final int newLost, final int newDoubled, final int newSlow, final int newSlowUs) {
        lostPermille = newLost;
        doubledPermille = newDoubled;
        slowPermille = newSlow;
        slowUs = newSlowUs;
    }

    void heal() {
        for (final boolean[] row : cut) {
            Arrays.fill(row, false);
        }
        weather(0, 0, 0, 0);
    }

    /** How long a message takes now. */
    long delayUs() {
        return chance.permille(slowPermille) ? chance.between(0, slowUs) : chance.between(80, 900);
    }

    boolean isLost() {
        return chance.permille(lostPermille);
    }

    boolean isDoubled() {
        return chance.permille(doubledPermille);
    }

    /** After how long what comes twice comes again. */
    long lateUs() {
        return chance.between(1_000, 1_500_000);
    }

    /** Sends what has no order: it may get lost, come twice, or overtake. */
    void send(final int from, final int to, final Runnable arrival) {
        if (cut[from][to] || isLost()) {
            return;
        }
        deliver(from, to, arrival);
        if (isDoubled()) {
            deliver(from, to, arrival);
        }
    }

    private void deliver(final int from, final int to, final Runnable arrival) {
        time.at(delayUs(), () -> {
            if (!cut[from][to]) {
                arrival.run();
            }
        });
    }
}
