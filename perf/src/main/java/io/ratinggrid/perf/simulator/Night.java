package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * All that is decided before a world begins: what is sent, and which faults come. Parts of it can be left out, to find those that matter.
 */
record Night(long seed, Scale scale, List<SimEvent> events, List<Fault> faults) {
    private static final int LEAST_FAULTS = 4;
    private static final int MOST_FAULTS = 10;
    private static final int LEAST_KINDS = 2;
    private static final int MOST_DURATION_MS = 6_000;

    static Night of(final long seed, final Scale scale) {
        final Chance chance = new Chance(seed, 1);
        final List<Fault> faults = new ArrayList<>();
        final Set<Fault.Kind> kinds = EnumSet.noneOf(Fault.Kind.class);
        final int count = chance.between(LEAST_FAULTS, MOST_FAULTS);
        while (faults.size() < count || kinds.size() < LEAST_KINDS) {
            final Fault fault = fault(scale, chance);
            kinds.add(fault.kind());
            faults.add(fault);
        }
        return new Night(seed, scale, new Traffic(scale, new Chance(seed, 2)).make(), List.copyOf(faults));
    }

    private static Fault fault(final Scale scale, final Chance chance) {
        final Fault.Kind kind = chance.one(List.of(Fault.Kind.values()));
        final int target = chance.between(0, targets(kind, scale) - 1);
        return new Fault(
                kind,
                chance.one(List.of(Step.values())),
                chance.between(1_000, scale.durationMs() - MOST_DURATION_MS),
                chance.between(50, MOST_DURATION_MS),
                target,
                (target + chance.between(1, scale.nodes() - 1)) % scale.nodes(),
                chance.between(1, 1_000));
    }

    private static int targets(final Fault.Kind kind, final Scale scale) {
        return switch (kind) {
            case GATEWAY_CUT,
                    GATEWAY_CUT_ONE_WAY,
                    GATEWAY_KILLED,
                    GATEWAY_POWER_CUT,
                    GATEWAY_DISK_LOST,
                    QUEUE_FULL,
                    QUEUE_FAILS -> scale.gateways();
            case STALE_COPY, FIRST_COPY_MOVES -> scale.partitions();
            default -> scale.nodes();
        };
    }

    Night withFaults(final List<Fault> some) {
        return new Night(seed, scale, events, List.copyOf(some));
    }

    /** With only some events; an event whose predecessor is left out does not wait for it. */
    Night withEvents(final List<SimEvent> some) {
        return new Night(seed, scale, List.copyOf(some), faults);
    }
}
