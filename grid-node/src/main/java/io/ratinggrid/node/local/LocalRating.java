package io.ratinggrid.node.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.ratinggrid.node.output.KnownNames;
import io.ratinggrid.node.output.NoticeText;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.partition.PendingItem;
import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.rating.partition.PendingNumber;
import io.ratinggrid.rating.partition.PendingReversal;
import io.ratinggrid.rating.partition.ResultRecord;

/** The engine of the grid over one partition in memory: same results, and nothing kept but how to take events back. One thread. */
public final class LocalRating {
    private static final int PARTITION = 0;

    private final CatalogHistory catalogs;
    private final PartitionEngine engine;
    private final KnownNames names;
    private final Consumer<ResultRecord> listener;
    private final Consumer<String> notices;
    private final ByteSink bytes = new ByteSink(512);
    private final ByteSource source = new ByteSource();
    private final ResultRecord record = new ResultRecord();
    private final ResultRecord delivered = new ResultRecord();
    private final Command delivery = new Command();
    private final KeptEvents kept = new KeptEvents();
    /** Commands that replace or move an event, encoded, by their sequence. */
    private final Map<Long, byte[]> asking = new HashMap<>();

    private long sequence;

    /**
     * For one caller.
     *
     * @param listener sees every result record; the record is reused
     * @param notices  is told of each threshold that is reached, as a webhook would be; all are taken for delivered
     */
    public LocalRating(
            final CatalogHistory catalogs,
            final PartitionSettings settings,
            final Consumer<ResultRecord> listener,
            final Consumer<String> notices) {
        this.catalogs = catalogs;
        this.listener = listener;
        this.notices = notices;
        engine = new PartitionEngine(catalogs, settings);
        names = new KnownNames(engine::account);
    }

    public CatalogHistory catalogs() {
        return catalogs;
    }

    public KnownNames names() {
        return names;
    }

    /** An open account, or null. */
    public Account account(final long key) {
        return engine.account(key);
    }

    public void forEachAccount(final Consumer<Account> consumer) {
        engine.forEachAccount(consumer);
    }

    /** The record of the last command; reused. */
    public ResultRecord last() {
        return record;
    }

    /** Carries one command out, and delivers what it sends to other accounts; its content checksum is set here. */
    public ResultCode feed(final Command command) {
        final ResultCode code = feed(command, record);
        if (engine.pending() > 0) {
            engine.pendingItems(Integer.MAX_VALUE, item -> true).forEach(this::deliver);
        }
        if (engine.notices() > 0) {
            engine.pendingNotices(Integer.MAX_VALUE, notice -> true).forEach(this::tell);
        }
        return code;
    }

    private void deliver(final PendingItem item) {
        if (item instanceof final PendingReversal reversal) {
            completed(reversal.with(kept.get(reversal.sequence()))).toReceive(PARTITION, delivery);
            feed(delivery, delivered);
            return;
        }
        item.toReceive(PARTITION, delivery);
        final ResultCode answer = feed(delivery, delivered);
        item.toSettle(answer, PendingNumber.numberOf(delivered), delivery);
        feed(delivery, delivered);
    }

    /** With what is to be rated in the place of the event, if anything is. */
    private PendingReversal completed(final PendingReversal reversal) {
        final byte[] asked = asking.remove(reversal.asked());
        if (asked == null) {
            return reversal;
        }
        CommandCodec.decode(source.wrap(asked, 0, asked.length), delivery);
        return reversal.askedBy(delivery, "");
    }

    private void tell(final PendingNotice notice) {
        notices.accept(NoticeText.of(engine, notice));
        notice.toSettle(true, delivery);
        feed(delivery, delivered);
    }

    private ResultCode feed(final Command command, final ResultRecord into) {
        bytes.truncate(0);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        engine.beginEntry(++sequence, command.atMs);
        final ResultCode code = engine.execute(bytes.bytes(), 0, bytes.length());
        into.decode(source.wrap(engine.records().bytes(), 0, engine.records().length()));
        if (code.kind() == ResultCode.Kind.RATED) {
            keep(command, into);
        }
        listener.accept(into);
        return code;
    }

    /** What it takes to take an event back, or to rate one in its place. */
    private void keep(final Command command, final ResultRecord rated) {
        final List<ResultRecord> parts = rated.split();
        final ResultRecord last = parts.get(parts.size() - 1);
        if (last.command().type == CommandType.USAGE && last.command().idLength > 0) {
            kept.add(sequence, PendingReversal.eventOf(last));
        } else if (command.type.ratesAgain()) {
            asking.put(sequence, bytes.copy());
        }
    }
}
