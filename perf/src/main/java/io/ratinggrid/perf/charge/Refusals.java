package io.ratinggrid.perf.charge;

import java.util.Map;
import java.util.TreeMap;

import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.AskAnswer;

/** How many requests were refused or lost, by why: the outcome of what was not carried out, else its result code. Any thread. */
final class Refusals {
    private static final String FIGURE = "refused ";

    private final Map<String, Long> counts = new TreeMap<>();

    /** Counts the answer unless it is one. An account without money is told so, which is an answer like another. */
    void look(final AskAnswer answer) {
        if (answer.outcome() != AskAnswer.Outcome.GIVEN) {
            add(answer.outcome().name(), 1);
        } else if (answer.code().kind() != ResultCode.Kind.RATED && answer.code() != ResultCode.UNFUNDED) {
            add(answer.code().name(), 1);
        }
    }

    private synchronized void add(final String why, final long count) {
        counts.merge(why, count, Long::sum);
    }

    /** Tells them as figures, and begins anew. */
    synchronized void addTo(final Figures figures) {
        counts.forEach((why, count) -> figures.put(FIGURE + why, count));
        counts.clear();
    }

    /** Takes those of another process, from figures that {@link #addTo} made there. */
    void addOf(final Figures figures) {
        figures.all().forEach((name, count) -> {
            if (name.startsWith(FIGURE)) {
                add(name.substring(FIGURE.length()), count);
            }
        });
    }

    synchronized boolean isEmpty() {
        return counts.isEmpty();
    }

    /** As {@code BUSY=3, SESSION_UNKNOWN=1}. */
    @Override
    public synchronized String toString() {
        final String all = counts.toString();
        return all.substring(1, all.length() - 1);
    }
}
