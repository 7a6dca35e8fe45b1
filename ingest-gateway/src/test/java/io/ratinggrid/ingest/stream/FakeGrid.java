package io.ratinggrid.ingest.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.CommandChain;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;

/** The grid's end of streams, in memory: what it commits, in what order, with what answers. Thread-safe. */
public final class FakeGrid {
    /** Decides the answer to one command. */
    public interface Rating {
        ResultCode rate(int partition, byte[] command);
    }

    /** One stream's state in one partition. */
    static final class Position {
        long last;
        long checksum = CommandChain.START;
        final List<byte[]> commands = new ArrayList<>();
        final List<Byte> codes = new ArrayList<>();
    }

    private static final class Stream {
        private int session;
        private final Position[] positions;

        Stream(final int partitions) {
            positions = new Position[partitions];
            Arrays.setAll(positions, i -> new Position());
        }
    }

    private final int partitions;
    private final Rating rating;
    private final Map<StreamId, Stream> streams = new HashMap<>();

    public FakeGrid(final int partitions, final Rating rating) {
        this.partitions = partitions;
        this.rating = rating;
    }

    public synchronized StreamPositions connect(final StreamHello hello) {
        if (hello.partitions() != partitions) {
            return StreamPositions.closed(hello, StreamPositions.Outcome.REFUSED, "partitions=" + partitions);
        }
        final Stream stream = stream(hello.streamHigh(), hello.streamLow());
        if (hello.session() < stream.session) {
            return StreamPositions.closed(hello, StreamPositions.Outcome.FENCED, "session=" + stream.session);
        }
        stream.session = hello.session();
        return StreamPositions.open(
                hello,
                Arrays.stream(stream.positions).mapToLong(p -> p.last).toArray(),
                Arrays.stream(stream.positions).mapToLong(p -> p.checksum).toArray());
    }

    public synchronized PartitionReply take(final PartitionBatch batch) {
        final Stream stream = stream(batch.streamHigh(), batch.streamLow());
        if (batch.session() != stream.session) {
            return PartitionReply.fenced(batch);
        }
        final Position at = stream.positions[batch.partition()];
        if (batch.lastNumber() <= at.last) {
            return repeat(batch, at);
        }
        if (batch.firstNumber() != at.last + 1) {
            return PartitionReply.gap(batch, at.last + 1);
        }
        return batch.checksumBefore() == at.checksum ? commit(batch, at) : PartitionReply.mismatch(batch, at.last);
    }

    private static PartitionReply repeat(final PartitionBatch batch, final Position at) {
        final byte[] codes = new byte[batch.count()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = at.codes.get((int) batch.firstNumber() - 1 + i);
        }
        return PartitionReply.repeated(batch, codes);
    }

    private PartitionReply commit(final PartitionBatch batch, final Position at) {
        final byte[] codes = new byte[batch.count()];
        final ByteSource source = new ByteSource().wrap(batch.commands(), 0, batch.commands().length);
        for (int i = 0; i < codes.length; i++) {
            final byte[] command = new byte[(int) source.getVar()];
            source.getBytes(command, command.length);
            at.checksum = CommandChain.next(at.checksum, command, 0, command.length);
            codes[i] = (byte) rating.rate(batch.partition(), command).number();
            at.commands.add(command);
            at.codes.add(codes[i]);
        }
        at.last = batch.lastNumber();
        if (source.remaining() != 0 || at.checksum != batch.checksumAfter()) {
            throw new IllegalStateException("batch=" + batch + " checksum=" + at.checksum);
        }
        return PartitionReply.committed(batch, codes);
    }

    /** The commands of a stream's partition that are committed, in order. */
    public synchronized List<byte[]> committed(final StreamId stream, final int partition) {
        return List.copyOf(stream(stream.high(), stream.low()).positions[partition].commands);
    }

    /** All commands that any stream has committed. */
    public synchronized long committed() {
        return streams.values().stream()
                .flatMap(stream -> Arrays.stream(stream.positions))
                .mapToLong(position -> position.last)
                .sum();
    }

    synchronized Position position(final StreamId stream, final int partition) {
        return stream(stream.high(), stream.low()).positions[partition];
    }

    private Stream stream(final long high, final long low) {
        return streams.computeIfAbsent(new StreamId(high, low), id -> new Stream(partitions));
    }
}
