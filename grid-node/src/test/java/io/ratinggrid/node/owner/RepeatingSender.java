package io.ratinggrid.node.owner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import io.ratinggrid.node.toy.CommandStream;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/** A sender with one batch on the way, which repeats until it is answered. */
final class RepeatingSender {
    private final CommandStream stream;
    private final Random random;
    private final StreamWitness witness;
    private final boolean removes;
    private int acknowledged;
    private PartitionBatch underWay;
    private boolean waiting;

    /** {@code removes}: answers that this sender was given before may be gone with old entries. */
    RepeatingSender(
            final CommandStream stream, final Random random, final StreamWitness witness, final boolean removes) {
        this.stream = stream;
        this.random = random;
        this.witness = witness;
        this.removes = removes;
    }

    boolean isDone() {
        return acknowledged == stream.size();
    }

    void step(final PartitionOwner owner) {
        if (waiting) {
            return;
        }
        if (underWay == null || random.nextInt(8) == 0) {
            final int first = Math.max(1, acknowledged + 1 - (random.nextInt(6) == 0 ? random.nextInt(30) : 0));
            final int last = Math.min(stream.size(), first + random.nextInt(20));
            if (last < first) {
                return;
            }
            underWay = stream.batch(1, first, last);
        }
        waiting = true;
        final PartitionBatch sent = underWay;
        owner.receive(sent, reply -> onReply(sent, reply));
    }

    private void onReply(final PartitionBatch sent, final PartitionReply reply) {
        waiting = false;
        switch (reply.outcome()) {
            case COMMITTED, REPEATED -> {
                if (reply.codes().length > 0 || sent.firstNumber() > acknowledged || !removes) {
                    assertArrayEquals(stream.codes((int) sent.firstNumber(), (int) sent.lastNumber()), reply.codes());
                }
                assertTrue(sent.lastNumber() <= witness.lastNumber(stream.high), "answered before it was committed");
                acknowledged = (int) Math.max(acknowledged, sent.lastNumber());
                underWay = null;
            }
            case BUSY, NOT_OWNER -> {}
            // Of an owner that another has overtaken and that does not know it yet.
            case GAP -> underWay = stream.batch(1, (int) reply.expectedNumber(), (int) reply.expectedNumber());
            default -> throw new AssertionError(reply.outcome() + " for firstNumber=" + sent.firstNumber());
        }
    }
}
