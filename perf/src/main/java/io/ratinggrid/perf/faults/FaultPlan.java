package io.ratinggrid.perf.faults;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Which fault comes next. One thread. */
interface FaultPlan {
    /** All that there are. */
    List<Fault> ALL = List.of(
            new KillNode(),
            new KillGateway(),
            new KillNodeAndGateway(),
            KillWhileStarting.ofNode(),
            KillWhileStarting.ofGateway(),
            new KillAll(),
            new StopNode(),
            new KillWhileReturning(),
            new CutNode(),
            new IsolateNode(),
            new LoseOneWay(),
            new FlapNetwork(),
            new JumpClock(),
            new LoseGatewayDisk());

    /** The fault of a number from 1 on; none when the run is over. */
    Optional<Fault> next(int number);

    /** These, one after the other, once. */
    static FaultPlan script(final List<Fault> faults) {
        return number -> number > faults.size() ? Optional.empty() : Optional.of(faults.get(number - 1));
    }

    /** Drawn by their weights until the time of the run is over, which begins with the first. */
    static FaultPlan random(final RunSettings settings, final Cluster cluster, final Random random) {
        final List<Fault> possible = possible(settings.faults(), cluster);
        final int weights = possible.stream().mapToInt(Fault::weight).sum();
        final long[] untilNs = new long[1];
        return number -> {
            if (number == 1) {
                untilNs[0] = System.nanoTime() + settings.duration().toNanos();
            }
            return System.nanoTime() - untilNs[0] >= 0
                    ? Optional.empty()
                    : Optional.of(drawn(possible, random.nextInt(weights)));
        };
    }

    private static List<Fault> possible(final String named, final Cluster cluster) {
        final List<String> names = Arrays.stream(named.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        final List<Fault> possible = ALL.stream()
                .filter(fault -> names.isEmpty() || names.contains(fault.name()))
                .filter(fault -> fault.isPossible(cluster))
                .toList();
        if (possible.isEmpty()) {
            throw new HarnessException("none of these can be done here: " + named + "; there are "
                    + ALL.stream().map(Fault::name).toList());
        }
        return possible;
    }

    private static Fault drawn(final List<Fault> possible, final int at) {
        int left = at;
        for (final Fault fault : possible) {
            left -= fault.weight();
            if (left < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("weights do not add up to more than " + at);
    }
}
