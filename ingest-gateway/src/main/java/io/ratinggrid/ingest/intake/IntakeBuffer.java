package io.ratinggrid.ingest.intake;

import java.util.Arrays;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;

/** Encoded commands on their way into the queue, each with its partition; reused. One thread. */
public final class IntakeBuffer {
    private final int partitions;
    private final ByteSink bytes = new ByteSink(1 << 16);
    private final ByteSink scratch = new ByteSink(512);
    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private int[] targets = new int[256];
    private int size;

    public IntakeBuffer(final int partitions) {
        this.partitions = partitions;
    }

    /** The partition of a command's account. */
    public int partitionOf(final Command command) {
        return AccountKey.partition(command.account, partitions);
    }

    /** Adds a command to the partition of its account; its content's checksum is set here. */
    public void add(final Command command) {
        final int start = encode(command);
        add(start, partitionOf(command));
    }

    private int encode(final Command command) {
        command.content = CommandCodec.contentOf(command, scratch);
        final int start = bytes.length();
        CommandCodec.encode(command, bytes);
        return start;
    }

    private void add(final int start, final int partition) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
            targets = Arrays.copyOf(targets, size * 2);
        }
        starts[size] = start;
        lengths[size] = bytes.length() - start;
        targets[size] = partition;
        size++;
    }

    public void clear() {
        bytes.truncate(0);
        size = 0;
    }

    public int size() {
        return size;
    }

    public byte[] bytes() {
        return bytes.bytes();
    }

    public int start(final int index) {
        return starts[index];
    }

    public int length(final int index) {
        return lengths[index];
    }

    public int partition(final int index) {
        return targets[index];
    }
}
