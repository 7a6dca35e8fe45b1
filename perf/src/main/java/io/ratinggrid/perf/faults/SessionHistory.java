package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a history of one prepaid account is linearizable in a given order: no operation that was answered before another was sent comes
 * after it, and each was answered as a purse that does one after the other would have answered. The purse is a few lines of its own, so
 * that it does not share a mistake with the engine. One thread.
 */
final class SessionHistory {
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Long> held = new HashMap<>();
    private long left;
    private long heldInAll;
    private long latestInvokedNs = Long.MIN_VALUE;
    private String latestInvoked = "";

    private SessionHistory() {}

    /** What is wrong with a history in the order in which it was carried out; empty if it is sound. */
    static List<String> problems(final List<SessionOperation> ordered) {
        final SessionHistory history = new SessionHistory();
        ordered.forEach(history::add);
        return history.problems;
    }

    private void add(final SessionOperation operation) {
        if (operation.answeredNs() < latestInvokedNs) {
            problems.add(operation.id() + " was answered before " + latestInvoked + " was sent, and comes after it");
        }
        if (operation.invokedNs() > latestInvokedNs) {
            latestInvokedNs = operation.invokedNs();
            latestInvoked = operation.id();
        }
        if (operation.session().isEmpty()) {
            left += operation.toppedUp();
            return;
        }
        if (operation.used() != SessionOperation.NONE) {
            free(operation.session());
            final long paid = Math.min(operation.used(), left - heldInAll);
            left -= paid;
            same(operation, "charged", operation.charged(), paid);
        }
        if (operation.requested() != SessionOperation.NONE) {
            free(operation.session());
            final long granted = Math.min(operation.requested(), left - heldInAll);
            held.put(operation.session(), granted);
            heldInAll += granted;
            same(operation, "granted", operation.granted(), granted);
            same(operation, "remaining", operation.remaining(), left - heldInAll);
        }
        if (operation.last()) {
            free(operation.session());
        }
    }

    private void free(final String session) {
        final Long amount = held.remove(session);
        heldInAll -= amount == null ? 0 : amount;
    }

    private void same(final SessionOperation operation, final String what, final long answered, final long expected) {
        if (answered != expected) {
            problems.add(operation.id() + " " + what + "=" + answered + " but a purse with left=" + left + " held="
                    + heldInAll + " answers " + expected);
        }
    }
}
