package io.ratinggrid.node.cluster;

import java.util.function.Consumer;

import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;

/** The way to whichever node owns a partition. Any thread; no call blocks. */
public interface CommandRoute {
    /**
     * Has one command carried out by the owner of its account's partition, wherever that is, and answers once it is committed,
     * or at once when it is not taken. {@code UNKNOWN}: it may have been committed; ask again with the same id, which tells a
     * repeat. The answer comes on any thread of the node and should only be handed on. The bytes are not to be changed.
     */
    void submit(int partition, byte[] command, Consumer<Answer<CommandResult>> handler);
}
