package io.ratinggrid.persistence.storage;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the others whether they see what this node sees. A node that is cut off learns of the loss of the others one after the other,
 * and for a moment takes itself for a part of a majority that is not; those others would have to say so, and cannot. Any thread.
 */
final class Confirmation implements AutoCloseable {
    private static final String ASK = "ratinggrid.members.ask";
    private static final String ANSWER = "ratinggrid.members.answer";
    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PeerMessages peers;
    private final Supplier<Set<String>> present;
    private final ExecutorService sender;
    private final Set<UUID> saidSo = new HashSet<>();
    private Set<String> asked = Set.of();
    private Set<String> confirmed = Set.of();
    private long round;
    private long askedNs;

    /** {@code present} are those of the agreed nodes that are here now. */
    Confirmation(final PeerMessages peers, final Supplier<Set<String>> present, final String instanceName) {
        this.peers = peers;
        this.present = present;
        this.sender = Executors.newSingleThreadExecutor(task -> {
            final Thread thread = new Thread(task, "members-" + instanceName);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to answer others and to hear their answers. */
    void start() {
        peers.listen(
                ASK,
                (node, message) -> send(() -> {
                    final String names = String.join(",", new TreeSet<>(present.get()));
                    peers.send(node, ANSWER, (text(message) + " " + names).getBytes(StandardCharsets.UTF_8));
                }));
        peers.listen(ANSWER, (node, message) -> heard(node, text(message)));
    }

    @Override
    public void close() {
        sender.shutdownNow();
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
        final byte[] question = String.valueOf(round).getBytes(StandardCharsets.UTF_8);
        send(() -> peers.others().forEach(node -> peers.send(node, ASK, question)));
    }

    private synchronized void heard(final UUID node, final String answer) {
        final int blank = answer.indexOf(' ');
        if (Long.parseLong(answer.substring(0, blank)) == round
                && Set.of(answer.substring(blank + 1).split(",")).equals(asked)) {
            saidSo.add(node);
        }
    }

    private void send(final Runnable task) {
        try {
            sender.execute(() -> {
                try {
                    task.run();
                } catch (final IllegalStateException e) {
                    // The node is being stopped.
                }
            });
        } catch (final RejectedExecutionException e) {
            // The node is being stopped.
        }
    }

    private static String text(final byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
