package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ratinggrid.rating.command.ResultCode;

/** What was sent and what was answered, kept by the one who sends; it takes no word of the grid for it. Any thread. */
final class Ledger {
    private static final int SENDERS = 400;
    private static final int DONE = ResultCode.DONE.number();
    private static final int DUPLICATE = ResultCode.DUPLICATE.number();

    private final Set<Line> lines = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<String, List<Line>> byGateway = new HashMap<>();
    /** Cents of top-ups that were answered as done, by account. */
    private final Map<String, Long> toppedUp = new HashMap<>();

    private final Set<String> senders = new LinkedHashSet<>();
    private long committed;

    /** A line is there; once more does nothing. */
    synchronized void add(final Line line) {
        lines.add(line);
    }

    /** A line goes on its way. */
    synchronized void sent(final List<Line> sent) {
        sent.forEach(Line::sent);
    }

    /** A line was answered as committed. */
    synchronized void answered(final Line line, final int code) {
        if (line.kind == Line.Kind.WALLET && line.answers().isEmpty() && (code == DONE || code == DUPLICATE)) {
            toppedUp.merge(line.account, line.amount, Long::sum);
        }
        if (line.kind == Line.Kind.TRANSFER && code == DONE) {
            senders.remove(line.account);
            senders.add(line.account);
            if (senders.size() > SENDERS) {
                senders.remove(senders.iterator().next());
            }
        }
        line.answered(code);
        committed++;
    }

    /** A gateway has taken lines into its queue, and says no more about them. */
    synchronized void accepted(final List<Line> taken, final String gateway) {
        taken.forEach(Line::accepted);
        byGateway.computeIfAbsent(gateway, name -> new ArrayList<>()).addAll(taken);
    }

    /** The queue of a gateway is gone. */
    synchronized void diskLost(final String gateway) {
        byGateway.getOrDefault(gateway, List.of()).forEach(Line::diskLost);
        byGateway.remove(gateway);
    }

    /** Accounts that have lately sent something to others. */
    synchronized List<String> senders() {
        return List.copyOf(senders);
    }

    /** Answers so far. */
    synchronized long committed() {
        return committed;
    }

    /** What an account's wallet was surely given until now, in cents. */
    synchronized long toppedUp(final String account) {
        return toppedUp.getOrDefault(account, 0L);
    }

    /** Everything; nothing may be sent any more. */
    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Lines that were sent and of which it is not known what became. */
    synchronized List<Line> open() {
        return lines.stream()
                .filter(line -> line.sends() > 0 && line.answers().isEmpty() && !line.isAcceptedOnly())
                .toList();
    }
}
