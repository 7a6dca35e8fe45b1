package io.ratinggrid.persistence.storage;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the others whether they see what this node sees. A node that is cut off learns of the loss of the others one after the other,
 * and for a moment takes itself for a part of a majority that is not; those others would have to say so, and cannot. Any thread.
 */
final class Confirmation {
    private static final String ASK = "ratinggrid.members.ask";
    private static final String ANSWER = "ratinggrid.members.answer";
    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Before the number of what is asked for the lease. */
    private static final char LEASE = 'L';

    private final PeerMessages peers;
    private final Supplier<Set<String>> present;
    private final Lease lease;
    private final PeerSenders senders;
    private final Set<UUID> saidSo = new HashSet<>();
    private Set<String> asked = Set.of();
    private Set<String> confirmed = Set.of();
    private long round;
    private long askedNs;

    /** {@code present} are those of the agreed nodes that are here now. */
    Confirmation(
            final PeerMessages peers,
            final Supplier<Set<String>> present,
            final PeerSenders senders,
            final Lease lease) {
        this.peers = peers;
        this.present = present;
        this.lease = lease;
        this.senders = senders;
    }

    /** Begins to answer others and to hear their answers. */
    void start() {
        peers.listen(ASK, (node, message) -> senders.send(node, ANSWER, () -> answer(message)));
        peers.listen(ANSWER, (node, message) -> heard(node, text(message)));
    }

    private byte[] answer(final byte[] question) {
        return (text(question) + " " + String.join(",", new TreeSet<>(present.get()))).getBytes(StandardCharsets.UTF_8);
    }

    /** Asks for the lease anew. */
    void lease(final Set<String> members, final int others) {
        ask(LEASE + String.valueOf(lease.ask(members, others)));
    }

    /**
     * True once {@code others} of the other nodes have said that they see the same members. When only more have come since, they need
     * not say so again: who comes is let in by those who are here.
     */
    synchronized boolean isConfirmed(final Set<String> members, final int others) {
        if (others <= 0 || (!confirmed.isEmpty() && members.containsAll(confirmed))) {
            confirmed = members;
            return true;
        }
        if (!members.equals(asked) || System.nanoTime() - askedNs > AGAIN_NS) {
            ask(members);
        }
        if (saidSo.size() >= others) {
            confirmed = members;
            return true;
        }
        return false;
    }

    /** What was said is of no worth any more. */
    synchronized void doubt() {
        confirmed = Set.of();
        asked = Set.of();
        saidSo.clear();
    }

    private void ask(final Set<String> members) {
        if (!members.equals(asked)) {
            saidSo.clear();
            round++;
        }
        asked = Set.copyOf(members);
        askedNs = System.nanoTime();
        ask(String.valueOf(round));
    }

    private void ask(final String question) {
        senders.sendAll(ASK, question.getBytes(StandardCharsets.UTF_8));
    }

    private void heard(final UUID node, final String answer) {
        final int blank = answer.indexOf(' ');
        final Set<String> members = Set.of(answer.substring(blank + 1).split(","));
        if (answer.charAt(0) == LEASE) {
            lease.heard(node, Long.parseLong(answer.substring(1, blank)), members);
        } else {
            heard(node, Long.parseLong(answer.substring(0, blank)), members);
        }
    }

    private synchronized void heard(final UUID node, final long answered, final Set<String> members) {
        if (answered == round && members.equals(asked)) {
            saidSo.add(node);
        }
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
