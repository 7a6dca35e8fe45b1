package io.ratinggrid.persistence.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.events.DiscoveryEvent;
import org.apache.ignite.events.EventType;

/**
 * Messages between the nodes of a grid. They may be lost without a word, with the node they go to or the one they come from;
 * whoever sends one that wants an answer watches the time and {@link #onLost}. Any thread, but for {@link #send}.
 */
public final class PeerMessages {
    private final Ignite ignite;
    private final String cache;

    PeerMessages(final Ignite ignite, final String cache) {
        this.ignite = ignite;
        this.cache = cache;
    }

    /** Hands what comes on a topic to {@code receiver} with its sender, on a thread of Ignite: it must return at once. */
    public void listen(final String topic, final BiConsumer<UUID, byte[]> receiver) {
        ignite.message().localListen(topic, (final UUID sender, final byte[] message) -> {
            receiver.accept(sender, message);
            return true;
        });
    }

    /** Tells of nodes that are gone, on a thread of Ignite: {@code receiver} must return at once. */
    public void onLost(final Consumer<UUID> receiver) {
        ignite.events()
                .localListen(
                        event -> {
                            receiver.accept(((DiscoveryEvent) event).eventNode().id());
                            return true;
                        },
                        EventType.EVT_NODE_LEFT,
                        EventType.EVT_NODE_FAILED);
    }

    /**
     * Sends a message; may wait for a connection, so never on a thread that others wait for.
     *
     * @return false if the node is gone; true says no more than that it was handed over
     */
    public boolean send(final UUID node, final String topic, final byte[] message) {
        final ClusterNode target = ignite.cluster().node(node);
        if (target == null) {
            return false;
        }
        try {
            ignite.message(ignite.cluster().forNode(target)).send(topic, message);
            return true;
        } catch (final IgniteException | IllegalStateException e) {
            return false;
        }
    }

    /** The node with the first copy of a partition, if any; this one included. */
    public Optional<UUID> primaryOf(final int partition) {
        return Optional.ofNullable(ignite.affinity(cache).mapPartitionToNode(partition))
                .map(ClusterNode::id);
    }

    /** The other nodes that are here. */
    public Iterable<UUID> others() {
        return ignite.cluster().forServers().forRemotes().nodes().stream().map(ClusterNode::id)::iterator;
    }

    /** The name of a node that is here, else its id. */
    public String nameOf(final UUID node) {
        final ClusterNode known = ignite.cluster().node(node);
        return known == null ? node.toString() : known.consistentId().toString();
    }

    /** This node. */
    public UUID self() {
        return ignite.cluster().localNode().id();
    }
}
