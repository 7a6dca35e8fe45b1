package io.ratinggrid.perf.faults;

import java.util.List;

/** Everything on the address of this machine alone: no node can be cut off. */
final class Loopback implements Network {
    private static final Place HERE = Place.at("127.0.0.1", List.of());

    @Override
    public Place node(final int index) {
        return HERE;
    }

    @Override
    public Place outside() {
        return HERE;
    }

    @Override
    public boolean canCut() {
        return false;
    }

    @Override
    public void lose(final int from, final int to) {
        throw new UnsupportedOperationException("nodes cannot be cut off on loopback");
    }

    @Override
    public void isolate(final int node) {
        throw new UnsupportedOperationException("nodes cannot be cut off on loopback");
    }

    @Override
    public void heal() {
        // Nothing is ever cut.
    }

    @Override
    public void close() {
        // Nothing was made.
    }
}
