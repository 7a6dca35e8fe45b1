package io.ratinggrid.node.owner;

import java.util.Arrays;
import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.SourceFile;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.wire.CommandChain;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/** A batch on its way through the owner: how much of it is carried out, and the codes so far. */
final class PendingBatch {
    private final PartitionBatch batch;
    private final Consumer<PartitionReply> reply;
    private final StreamId stream;
    private final ByteSource source = new ByteSource();
    private final byte[] codes;
    private long nextNumber;
    private boolean ownsAllCodes = true;

    PendingBatch(final PartitionBatch batch, final Consumer<PartitionReply> reply) {
        this.batch = batch;
        this.reply = reply;
        stream = new StreamId(batch.streamHigh(), batch.streamLow());
        codes = new byte[batch.count()];
        nextNumber = batch.firstNumber();
        source.wrap(batch.commands(), 0, batch.bytes());
    }

    PartitionBatch batch() {
        return batch;
    }

    StreamId stream() {
        return stream;
    }

    int bytes() {
        return batch.bytes();
    }

    /** What the names of its files take in an entry, at most. */
    int sourceBytes() {
        int bytes = 0;
        for (final SourceFile file : batch.sources()) {
            bytes += file.bytes();
        }
        return bytes;
    }

    /** Number of the first command that is not carried out yet. */
    long nextNumber() {
        return nextNumber;
    }

    boolean isDone() {
        return nextNumber > batch.lastNumber();
    }

    /** The codes of all commands; those of skipped ones are 0. */
    byte[] codes() {
        return codes;
    }

    /** A copy of the codes of commands {@code first} to {@code last}. */
    byte[] codes(final long first, final long last) {
        return Arrays.copyOfRange(codes, (int) (first - batch.firstNumber()), (int) (last + 1 - batch.firstNumber()));
    }

    /** False if commands were skipped, whose codes the journal has. */
    boolean ownsAllCodes() {
        return ownsAllCodes;
    }

    void answer(final PartitionReply answer) {
        reply.accept(answer);
    }

    /** Bytes of the next command. */
    int nextLength() {
        final int start = source.position();
        final int length = (int) source.getVar();
        source.wrap(batch.commands(), start, batch.bytes() - start);
        return length;
    }

    /** Carries out the next command; returns its code. */
    int executeNext(final PartitionLogic logic) {
        final int length = (int) source.getVar();
        final int code =
                logic.execute(source.bytes(), source.position(), length).number();
        source.skip(length);
        codes[(int) (nextNumber - batch.firstNumber())] = (byte) code;
        nextNumber++;
        return code;
    }

    /** Passes over commands that an earlier delivery had carried out, up to and with {@code number}. */
    void skipTo(final long number) {
        while (nextNumber <= number) {
            source.skip((int) source.getVar());
            nextNumber++;
            ownsAllCodes = false;
        }
    }

    /**
     * The checksum of the stream after command {@code number}, from this batch's own bytes.
     *
     * @throws IndexOutOfBoundsException if the bytes are not {@code count} whole commands
     */
    long chainAt(final long number) {
        final ByteSource walk = new ByteSource().wrap(batch.commands(), 0, batch.bytes());
        long chain = batch.checksumBefore();
        for (long at = batch.firstNumber(); at <= number; at++) {
            final int length = (int) walk.getVar();
            chain = CommandChain.next(chain, walk.bytes(), walk.position(), length);
            walk.skip(length);
        }
        if (number == batch.lastNumber() && walk.remaining() != 0) {
            throw new IndexOutOfBoundsException("remaining=" + walk.remaining());
        }
        return chain;
    }
}
