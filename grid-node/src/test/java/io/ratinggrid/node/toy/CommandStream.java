package io.ratinggrid.node.toy;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.CommandChain;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.StreamHello;

/** The commands of one stream for one partition, kept, so that any stretch of them can be sent any time. */
public class CommandStream {
    public final long high;
    public final long low;
    public final int partition;
    private final List<byte[]> commands = new ArrayList<>();
    private final List<ResultCode> codes = new ArrayList<>();
    private final List<Long> chains = new ArrayList<>(List.of(CommandChain.START));

    public CommandStream(final long high, final long low, final int partition) {
        this.high = high;
        this.low = low;
        this.partition = partition;
    }

    /** Adds a command and what must become of it. */
    public final void add(final byte[] command, final ResultCode code) {
        commands.add(command);
        codes.add(code);
        chains.add(CommandChain.next(chains.get(chains.size() - 1), command, 0, command.length));
    }

    public final int size() {
        return commands.size();
    }

    public final long chain(final long number) {
        return chains.get((int) number);
    }

    public final StreamHello hello(final int session, final int partitions) {
        return new StreamHello(high, low, session, partitions);
    }

    public final PartitionBatch batch(final int session, final int first, final int last) {
        final ByteSink sink = new ByteSink(256);
        for (int number = first; number <= last; number++) {
            final byte[] command = commands.get(number - 1);
            sink.putVar(command.length);
            sink.putBytes(command, 0, command.length);
        }
        return new PartitionBatch(
                high,
                low,
                session,
                partition,
                first,
                last - first + 1,
                chains.get(first - 1),
                chains.get(last),
                sink.copy());
    }

    /** What must become of some commands. */
    public final byte[] codes(final int first, final int last) {
        final byte[] numbers = new byte[last - first + 1];
        for (int number = first; number <= last; number++) {
            numbers[number - first] = (byte) codes.get(number - 1).number();
        }
        return numbers;
    }
}
