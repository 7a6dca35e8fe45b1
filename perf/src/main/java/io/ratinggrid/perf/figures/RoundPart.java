package io.ratinggrid.perf.figures;

import java.io.IOException;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.canonical.Round;
import io.ratinggrid.perf.rig.RigSettings;

/**
 * A part of the canonical workload's round.
 *
 * @param seconds of events at a rate, where it has such
 * @param own     has it done
 */
record RoundPart(int seconds, Own own) implements Part.Measuring {
    RoundPart {
        if (seconds < 1) {
            throw new IllegalArgumentException("paced=" + seconds);
        }
    }

    /** One of a round's parts. */
    @FunctionalInterface
    interface Own {
        void measure(Round round) throws IOException, InterruptedException, CatalogRefusedException;
    }

    @Override
    public void measure(final RigSettings settings, final Findings found)
            throws IOException, InterruptedException, CatalogRefusedException {
        final Round round = new Round(settings, seconds);
        own.measure(round);
        round.figures().forEach(found::put);
        found.problem(round.problem());
    }
}
