package io.ratinggrid.node.toy;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.CommandChain;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.StreamHello;

/** The commands of one stream for one partition, kept, so that any stretch of them can be sent any time. */
public final class ToyStream {
    public final long high;
    public final long low;
    public final int partition;
    private final List<byte[]> commands = new ArrayList<>();
    private final List<Long> accounts = new ArrayList<>();
    private final List<Long> quantities = new ArrayList<>();
    private final List<Long> chains = new ArrayList<>(List.of(CommandChain.START));

    public ToyStream(final long high, final long low, final int partition) {
        this.high = high;
        this.low = low;
        this.partition = partition;
    }

    public static byte[] usage(final long account, final long quantity, final long session) {
        final Command command = new Command();
        command.reset(CommandType.USAGE);
        command.account = account;
        command.quantity = quantity;
        command.session = session;
        final ByteSink sink = new ByteSink(64);
        CommandCodec.encode(command, sink);
        return sink.copy();
    }

    public ToyStream add(final long account, final long quantity) {
        return add(account, quantity, 0);
    }

    public ToyStream add(final long account, final long quantity, final long session) {
        final byte[] command = usage(account, quantity, session);
        commands.add(command);
        accounts.add(account);
        quantities.add(quantity);
        chains.add(CommandChain.next(chains.get(chains.size() - 1), command, 0, command.length));
        return this;
    }

    public int size() {
        return commands.size();
    }

    /** What the stream's commands add up to for an account, those that are refused left out. */
    public long sum(final long account) {
        long sum = 0;
        for (int i = 0; i < commands.size(); i++) {
            final long quantity = quantities.get(i);
            sum += accounts.get(i) == account && ToyLogic.codeOf(quantity) == ResultCode.DONE ? quantity : 0;
        }
        return sum;
    }

    public long chain(final long number) {
        return chains.get((int) number);
    }

    public StreamHello hello(final int session, final int partitions) {
        return new StreamHello(high, low, session, partitions);
    }

    public PartitionBatch batch(final int session, final int first, final int last) {
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

    /** The codes that a toy logic gives to the commands. */
    public byte[] codes(final int first, final int last) {
        final byte[] codes = new byte[last - first + 1];
        for (int number = first; number <= last; number++) {
            codes[number - first] =
                    (byte) ToyLogic.codeOf(quantities.get(number - 1)).number();
        }
        return codes;
    }
}
