package io.ratinggrid.node.toy;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** A stream of usage for a toy logic. */
public final class ToyStream extends CommandStream {
    private final List<Long> accounts = new ArrayList<>();
    private final List<Long> quantities = new ArrayList<>();

    public ToyStream(final long high, final long low, final int partition) {
        super(high, low, partition);
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
        add(usage(account, quantity, session), ToyLogic.codeOf(quantity));
        accounts.add(account);
        quantities.add(quantity);
        return this;
    }

    /** What the stream's commands add up to for an account, those that are refused left out. */
    public long sum(final long account) {
        long sum = 0;
        for (int i = 0; i < accounts.size(); i++) {
            final long quantity = quantities.get(i);
            sum += accounts.get(i) == account && ToyLogic.codeOf(quantity) == ResultCode.DONE ? quantity : 0;
        }
        return sum;
    }
}
