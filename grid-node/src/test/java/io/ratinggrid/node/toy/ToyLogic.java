package io.ratinggrid.node.toy;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * Adds quantities per account; every quantity that ends in 3 is refused, one that ends in 4 duplicates. An account's chunk is
 * its key modulo the chunks.
 *
 * <pre>
 *  record:  i64 account, u8 code, var quantity, var padding length, padding
 *  chunk:   i64 sequence, (i64 account, i64 sum, i64 events, i64 digest)*
 * </pre>
 */
public final class ToyLogic implements PartitionLogic {
    /** Session value of a command whose record is padded, to fill entries soon; the quantity says by how much. */
    public static final long PADDED = 77;
    /** Session value of a command that throws, which no logic should. */
    public static final long POISON = 666;

    private static final class Account {
        private long sum;
        private long events;
        private long digest;
    }

    private final int chunks;
    private final TreeMap<Long, Account> accounts = new TreeMap<>();
    private final long[] contained;
    private final long[] changed;
    private final long[] imaged;
    private final ByteSink records = new ByteSink(1_024);
    private final ByteSource source = new ByteSource();
    private final Command command = new Command();
    private long sequence;
    private int recordCount;
    private long dueMs = Long.MAX_VALUE;
    private int dueTimes;

    public ToyLogic(final int chunks) {
        this.chunks = chunks;
        contained = new long[chunks];
        changed = new long[chunks];
        imaged = new long[chunks];
        Arrays.fill(imaged, -1);
    }

    @Override
    public void beginEntry(final long newSequence, final long timeMs) {
        sequence = newSequence;
        recordCount = 0;
        records.truncate(0);
    }

    @Override
    public ResultCode execute(final byte[] bytes, final int offset, final int length) {
        CommandCodec.decode(source.wrap(bytes, offset, length), command);
        if (command.session == POISON) {
            throw new IllegalStateException("poison");
        }
        final ResultCode code = codeOf(command.quantity);
        final int padding = command.session == PADDED ? (int) command.quantity : 0;
        records.putLong(command.account);
        records.putByte(code.number());
        records.putVar(command.quantity);
        records.putVar(padding);
        records.putBytes(new byte[padding], 0, padding);
        add(command.account, code, command.quantity);
        recordCount++;
        return code;
    }

    /** Lets something be due, so many times: one to account 0. */
    public void dueAt(final long newDueMs, final int times) {
        dueMs = newDueMs;
        dueTimes = times;
    }

    @Override
    public long dueMs() {
        return dueMs;
    }

    @Override
    public ResultCode executeDue() {
        dueTimes--;
        if (dueTimes == 0) {
            dueMs = Long.MAX_VALUE;
        }
        final ByteSink bytes = new ByteSink(64);
        final Command due = new Command();
        due.reset(CommandType.USAGE);
        due.quantity = 1;
        CommandCodec.encode(due, bytes);
        return execute(bytes.bytes(), 0, bytes.length());
    }

    public static ResultCode codeOf(final long quantity) {
        return quantity % 10 == 3 ? ResultCode.UNFUNDED : quantity % 10 == 4 ? ResultCode.DUPLICATE : ResultCode.DONE;
    }

    @Override
    public ByteSink records() {
        return records;
    }

    @Override
    public int recordCount() {
        return recordCount;
    }

    @Override
    public void apply(
            final long newSequence, final long timeMs, final byte[] bytes, final int offset, final int length) {
        sequence = newSequence;
        source.wrap(bytes, offset, length);
        while (source.remaining() > 0) {
            final long account = source.getLong();
            final ResultCode code = ResultCode.of(source.getByte());
            final long quantity = source.getVar();
            source.skip((int) source.getVar());
            if (contained[chunkOf(account)] < newSequence) {
                add(account, code, quantity);
            }
        }
    }

    @Override
    public int pending() {
        return 0;
    }

    @Override
    public int chunks() {
        return chunks;
    }

    @Override
    public boolean isDirty(final int chunk) {
        return changed[chunk] > imaged[chunk];
    }

    @Override
    public void imaged(final int chunk, final long upTo) {
        imaged[chunk] = Math.max(imaged[chunk], upTo);
    }

    @Override
    public void outdated(final int chunk, final long upTo) {
        changed[chunk] = Math.max(changed[chunk], imaged[chunk]);
        imaged[chunk] = Math.min(imaged[chunk], upTo);
    }

    @Override
    public void writeChunk(final int chunk, final ByteSink sink) {
        imaged[chunk] = sequence;
        sink.putLong(sequence);
        for (final Map.Entry<Long, Account> entry : accounts.entrySet()) {
            if (chunkOf(entry.getKey()) == chunk) {
                write(entry, sink);
            }
        }
    }

    @Override
    public long readChunk(final int chunk, final byte[] image) {
        source.wrap(image, 0, image.length);
        contained[chunk] = source.getLong();
        sequence = Math.max(sequence, contained[chunk]);
        while (source.remaining() > 0) {
            final Account account = account(source.getLong());
            account.sum = source.getLong();
            account.events = source.getLong();
            account.digest = source.getLong();
        }
        imaged[chunk] = contained[chunk];
        return contained[chunk];
    }

    @Override
    public long sequenceOf(final byte[] image) {
        return new ByteSource().wrap(image, 0, image.length).getLong();
    }

    /** All accounts as bytes, without touching what is dirty. */
    public byte[] dump() {
        final ByteSink sink = new ByteSink(1_024);
        for (final Map.Entry<Long, Account> entry : accounts.entrySet()) {
            write(entry, sink);
        }
        return sink.copy();
    }

    private static void write(final Map.Entry<Long, Account> entry, final ByteSink sink) {
        sink.putLong(entry.getKey());
        sink.putLong(entry.getValue().sum);
        sink.putLong(entry.getValue().events);
        sink.putLong(entry.getValue().digest);
    }

    /** Sum of the quantities that were not refused. */
    public long sum(final long account) {
        return accounts.containsKey(account) ? accounts.get(account).sum : 0;
    }

    /** Commands to the account, whatever became of them. */
    public long events(final long account) {
        return accounts.containsKey(account) ? accounts.get(account).events : 0;
    }

    private void add(final long key, final ResultCode code, final long quantity) {
        final Account account = account(key);
        account.events++;
        account.digest = account.digest * 31 + quantity;
        if (code == ResultCode.DONE) {
            account.sum += quantity;
        }
        changed[chunkOf(key)] = sequence;
    }

    private Account account(final long key) {
        return accounts.computeIfAbsent(key, unused -> new Account());
    }

    private int chunkOf(final long account) {
        return (int) Long.remainderUnsigned(account, chunks);
    }
}
