package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a history of one prepaid account is linearizable in a given order: no operation that was answered before another was sent comes
 * after it, and each was answered as a purse that does one after the other would have answered. A transfer that was refused claims nothing:
 * a copy of it that comes through another gateway is tried whenever it comes, so only the first is held to when it was answered. The purse
 * is a few lines of its own, so that it does not share a mistake with the engine. One thread.
 */
final class SessionHistory {
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Held> held = new HashMap<>();
    private final Set<String> refused = new HashSet<>();
    private long left;
    private long heldInAll;
    private int lapsed;
    private int again;
    private long latestInvokedNs = Long.MIN_VALUE;
    private String latestInvoked = "";

    private record Held(long cents, long lapsesMs) {}

    private SessionHistory() {}

    /** What is wrong with a history in the order in which it was carried out; empty if it is sound. */
    static List<String> problems(final List<SessionOperation> ordered) {
        return of(ordered).problems;
    }

    static SessionHistory of(final List<SessionOperation> ordered) {
        final SessionHistory history = new SessionHistory();
        ordered.forEach(history::add);
        return history;
    }

    List<String> problems() {
        return problems;
    }

    /** How many reservations have lapsed. */
    int lapsed() {
        return lapsed;
    }

    /** How many refused transfers were refused once more. */
    int again() {
        return again;
    }

    private void add(final SessionOperation operation) {
        if (operation.answeredNs() < latestInvokedNs && !refused.contains(operation.id())) {
            problems.add(operation.id() + " was answered before " + latestInvoked + " was sent, and comes after it");
        }
        if (operation.invokedNs() > latestInvokedNs) {
            latestInvokedNs = operation.invokedNs();
            latestInvoked = operation.id();
        }
        lapse(operation.lapsedMs());
        if (operation.session().isEmpty()) {
            move(operation);
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
            held.put(operation.session(), new Held(granted, operation.lapsesMs()));
            heldInAll += granted;
            same(operation, "granted", operation.granted(), granted);
            same(operation, "remaining", operation.remaining(), left - heldInAll);
        }
        if (operation.last()) {
            free(operation.session());
        }
    }

    private void lapse(final long untilMs) {
        final int before = held.size();
        held.values().removeIf(one -> one.lapsesMs() <= untilMs);
        lapsed += before - held.size();
        heldInAll = held.values().stream().mapToLong(Held::cents).sum();
    }

    /** Money comes, or leaves if nobody holds it. */
    private void move(final SessionOperation operation) {
        if (operation.cents() >= 0) {
            left += operation.cents();
            return;
        }
        final long wanted = -operation.cents();
        final long sent = wanted <= left - heldInAll ? wanted : 0;
        left -= sent;
        if (sent == 0 && !refused.add(operation.id())) {
            again++;
        }
        same(operation, "sent", operation.charged(), sent);
    }

    private void free(final String session) {
        final Held freed = held.remove(session);
        heldInAll -= freed == null ? 0 : freed.cents();
    }

    private void same(final SessionOperation operation, final String what, final long answered, final long expected) {
        if (answered != expected) {
            problems.add(operation.id() + " " + what + "=" + answered + " but a purse with left=" + left + " held="
                    + heldInAll + " answers " + expected);
        }
    }
}
