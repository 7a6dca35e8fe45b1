package io.ratinggrid.persistence.storage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tells the others which nodes had the last copies of lost partitions: a node that comes without data has not seen them go. Any
 * thread.
 */
final class LastHolders {
    private static final String TOPIC = "ratinggrid.members.lost";
    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(200);

    private final PeerMessages peers;
    private final Copies copies;
    private final PeerSenders senders;
    private long toldNs = System.nanoTime() - AGAIN_NS;

    LastHolders(final PeerMessages peers, final PeerSenders senders, final Copies copies) {
        this.peers = peers;
        this.senders = senders;
        this.copies = copies;
    }

    /** Begins to hear what others tell. */
    void start() {
        peers.listen(
                TOPIC,
                (node, message) -> copies.hear(Standing.parse(new String(message, StandardCharsets.UTF_8))
                        .lost()));
    }

    /** Tells what is known here of those that are lost, every so often. */
    synchronized void tell() {
        final Map<Integer, Set<String>> known = copies.lost();
        known.values().removeIf(Set::isEmpty);
        if (known.isEmpty() || System.nanoTime() - toldNs < AGAIN_NS) {
            return;
        }
        toldNs = System.nanoTime();
        senders.sendAll(TOPIC, new Standing(Set.of(), known, false).text().getBytes(StandardCharsets.UTF_8));
    }
}
