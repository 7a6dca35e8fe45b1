package io.ratinggrid.perf.simulator;

import java.util.Map;

/** Runs one night and forgets all of it but what came of it. */
public final class Simulation {
    private final Catalogs catalogs = Catalogs.load();
    private final Scale scale;

    Simulation(final Scale scale) {
        this.scale = scale;
    }

    /** At the standard scale. */
    public Simulation() {
        this(Scale.STANDARD);
    }

    /** What is wrong after the night of a seed, and how often; empty if nothing is. */
    public Map<String, Integer> problems(final long seed) {
        return run(Night.of(seed, scale), false).problems().counts();
    }

    Outcome run(final long seed) {
        return run(Night.of(seed, scale), false);
    }

    Outcome run(final Night night, final boolean keepTrace) {
        final World world = new World(night, catalogs, keepTrace).run();
        return new Outcome(night, world.problems, world.counts, world.trace.hash(), world.trace.lines());
    }
}
