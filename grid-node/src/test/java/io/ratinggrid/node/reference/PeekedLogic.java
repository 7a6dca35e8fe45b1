package io.ratinggrid.node.reference;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionLogic;

/** A logic whose images can be looked at without its taking them for written. */
public final class PeekedLogic implements PartitionLogic {
    private final PartitionLogic logic;
    private final BitSet unwritten = new BitSet();

    public PeekedLogic(final PartitionLogic logic) {
        this.logic = logic;
    }

    /** All images as they would be written now. */
    public List<byte[]> images() {
        for (int chunk = 0; chunk < chunks(); chunk++) {
            unwritten.set(chunk, isDirty(chunk));
        }
        return images(logic);
    }

    /** All images of a logic, which takes them for written. */
    public static List<byte[]> images(final PartitionLogic logic) {
        final List<byte[]> images = new ArrayList<>();
        for (int chunk = 0; chunk < logic.chunks(); chunk++) {
            final ByteSink sink = new ByteSink(1_024);
            logic.writeChunk(chunk, sink);
            images.add(sink.copy());
        }
        return images;
    }

    @Override
    public void beginEntry(final long sequence, final long timeMs) {
        logic.beginEntry(sequence, timeMs);
    }

    @Override
    public ResultCode execute(final byte[] command, final int offset, final int length) {
        return logic.execute(command, offset, length);
    }

    @Override
    public long dueMs() {
        return logic.dueMs();
    }

    @Override
    public ResultCode executeDue() {
        return logic.executeDue();
    }

    @Override
    public ByteSink records() {
        return logic.records();
    }

    @Override
    public int recordCount() {
        return logic.recordCount();
    }

    @Override
    public void apply(
            final long sequence, final long timeMs, final byte[] records, final int offset, final int length) {
        logic.apply(sequence, timeMs, records, offset, length);
    }

    @Override
    public int notices() {
        return logic.notices();
    }

    @Override
    public long noticesMoved() {
        return logic.noticesMoved();
    }

    @Override
    public int pending() {
        return logic.pending();
    }

    @Override
    public int chunks() {
        return logic.chunks();
    }

    @Override
    public boolean isDirty(final int chunk) {
        return unwritten.get(chunk) || logic.isDirty(chunk);
    }

    @Override
    public void imaged(final int chunk, final long upTo) {
        logic.imaged(chunk, upTo);
    }

    @Override
    public void outdated(final int chunk, final long upTo) {
        logic.outdated(chunk, upTo);
    }

    @Override
    public void writeChunk(final int chunk, final ByteSink sink) {
        unwritten.clear(chunk);
        logic.writeChunk(chunk, sink);
    }

    @Override
    public long readChunk(final int chunk, final byte[] image) {
        return logic.readChunk(chunk, image);
    }

    @Override
    public long sequenceOf(final byte[] image) {
        return logic.sequenceOf(image);
    }
}
