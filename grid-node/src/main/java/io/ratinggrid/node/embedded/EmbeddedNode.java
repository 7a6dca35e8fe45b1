package io.ratinggrid.node.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.node.catalog.CatalogVersions;
import io.ratinggrid.node.courier.CourierThread;
import io.ratinggrid.node.export.JournalReader;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.GridContext;
import io.ratinggrid.node.grid.GridSeams;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.notice.GridNotices;
import io.ratinggrid.node.notice.NoticeListener;
import io.ratinggrid.node.notice.NoticeThread;
import io.ratinggrid.node.notice.PacedChannel;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.persistence.storage.GridStorage;
import io.ratinggrid.persistence.storage.GridStorageContext;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.rating.wire.Transport;
import io.ratinggrid.seam.Clock;

/** Storage, grid and catalogs of one process. {@link #start} and {@link #close} on one thread, the rest on any; calls wait. */
public final class EmbeddedNode implements AutoCloseable {
    private static final String ORIGIN = "ratinggrid";
    /** Where the node keeps its files in a data directory. */
    private static final String GRID = "grid";

    private static final int ANSWER_TIMEOUT_S = 60;
    private static final int RETRY_MS = 20;

    private final NodeSettings settings;
    private final OwnerListener listener;
    private final Clock clock = new SystemClock();
    private CatalogStore catalogs;
    private volatile CatalogBook book = CatalogBook.EMPTY;
    private GridStorage storage;
    private Grid grid;
    private CourierThread courier;
    private List<PacedChannel> channels = List.of();
    private NoticeListener noticed = NoticeListener.NONE;
    private Consumer<String> noticeMessages = message -> {};
    private NoticeThread notices;

    public EmbeddedNode(final NodeSettings settings, final OwnerListener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Before the start: notices go there; {@code messages} hears of channels that take nothing. Without any they stay where they are. */
    public EmbeddedNode deliver(
            final List<PacedChannel> newChannels, final NoticeListener newListener, final Consumer<String> messages) {
        channels = List.copyOf(newChannels);
        noticed = newListener;
        noticeMessages = messages;
        return this;
    }

    /**
     * Opens the data directory, recovers all partitions and publishes what is new in {@code catalog}.
     *
     * @throws CatalogRefusedException if the catalog has errors or may not be published; the node is not started then
     */
    public EmbeddedNode start(final Path catalog) throws IOException, CatalogRefusedException {
        return start(CatalogFiles.versions(catalog), false);
    }

    /** {@code retroactive}: also versions that are effective in the past are published. */
    public EmbeddedNode start(final CatalogVersions catalog, final boolean retroactive)
            throws IOException, CatalogRefusedException {
        catalogs = openCatalogs(catalog);
        final List<String> hashes = catalogs.add(catalog, retroactive ? Long.MIN_VALUE : clock.timeMs());
        open();
        for (final String hash : hashes) {
            publish(hash);
        }
        return this;
    }

    /** Opens a data directory as it is, with the catalogs that were published to it. */
    public EmbeddedNode resume() throws IOException, CatalogRefusedException {
        catalogs = openCatalogs(CatalogVersions.NONE);
        open();
        return this;
    }

    private CatalogStore openCatalogs(final CatalogVersions given) throws IOException, CatalogRefusedException {
        return CatalogStore.open(settings.dataDirectory().toAbsolutePath().resolve("catalogs"), given);
    }

    /** True if a node has been opened on a data directory before. */
    public static boolean isIn(final Path dataDirectory) {
        return Files.isDirectory(dataDirectory.resolve(GRID));
    }

    private void open() throws IOException {
        final Path data = settings.dataDirectory().toAbsolutePath();
        book = catalogs.book();
        storage = new GridStorage(new GridStorageContext()
                        .dataDirectory(data.resolve(GRID))
                        .partitions(settings.partitions())
                        .durability(settings.durability())
                        .regionBytes(settings.regionBytes()))
                .start();
        grid = new Grid(
                        new GridContext().partitions(settings.partitions()),
                        new GridSeams(
                                storage.journal(),
                                storage.snapshots(),
                                partition -> new PartitionEngine(book, settings.rating()),
                                clock,
                                new Listener()))
                .start();
        courier = new CourierThread(
                grid, storage.journal(), storage.snapshots(), grid::submit, what -> listener.alarm(-1, what));
        if (!channels.isEmpty()) {
            notices = new NoticeThread(channels, new GridNotices(grid), grid::submit, noticed, noticeMessages);
        }
        grid.ownAll();
        if (!grid.awaitOpen(settings.openTimeoutMs())) {
            throw new IllegalStateException("openPartitions=" + grid.openPartitions() + " partitions="
                    + settings.partitions() + " after openTimeoutMs=" + settings.openTimeoutMs());
        }
    }

    /** Publishes a kept catalog to every partition that does not have it. */
    private void publish(final String hash) {
        final Command command = new Command();
        command.reset(CommandType.PUBLISH_CATALOG);
        command.atMs = clock.timeMs();
        command.origin = Symbol.of(ORIGIN);
        command.id(("catalog-" + hash).getBytes(StandardCharsets.US_ASCII));
        command.text = hash;
        // Its time was looked at when it was taken up; a start that died half-way may be long ago.
        command.retroactive = true;
        for (int partition = 0; partition < settings.partitions(); partition++) {
            if (!published(partition, hash)) {
                final ResultCode code = execute(partition, command).code();
                if (code != ResultCode.DONE) {
                    throw new IllegalStateException(
                            "catalogHash=" + hash + " partition=" + partition + " result=" + code);
                }
            }
        }
    }

    private boolean published(final int partition, final String hash) {
        return read(partition, engine -> engine.catalogs().versions().contains(book.find(hash)));
    }

    /** Has all notices delivered again that were given up; how many. */
    public int retryNotices() {
        int retried = 0;
        for (int partition = 0; partition < settings.partitions(); partition++) {
            for (final PendingNotice one : read(partition, engine -> engine.givenUpNotices(Integer.MAX_VALUE))) {
                execute(partition, PendingNotice.toRetry(one.account(), one.number(), clock.timeMs()));
                retried++;
            }
        }
        return retried;
    }

    /** Carries a command out on a partition and waits until it is committed. */
    public CommandResult execute(final int partition, final Command command) {
        final byte[] encoded = encode(command);
        return await(handler -> grid.submit(partition, encoded, handler));
    }

    /** Carries a command out ahead of the streams' batches; the handler is called on a rating thread once it is committed. */
    public void submit(final int partition, final Command command, final Consumer<Answer<CommandResult>> handler) {
        grid.submit(partition, encode(command), handler);
    }

    private static byte[] encode(final Command command) {
        final ByteSink bytes = new ByteSink(512);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        return bytes.copy();
    }

    /** Reads committed state of a partition on its own thread. */
    public <T> T read(final int partition, final Function<PartitionEngine, T> read) {
        return await(handler -> grid.query(partition, 0, logic -> read.apply(engine(logic)), handler));
    }

    private static PartitionEngine engine(final PartitionLogic logic) {
        return (PartitionEngine) logic;
    }

    /** Copies of all accounts, one partition in memory at a time. */
    public void forEachAccount(final Consumer<Account> consumer) {
        for (int partition = 0; partition < settings.partitions(); partition++) {
            read(partition, engine -> {
                        final List<Account> copies = new ArrayList<>();
                        engine.forEachAccount(account -> copies.add(account.copy()));
                        return copies;
                    })
                    .forEach(consumer);
        }
    }

    /** The catalogs that rate; the same in all partitions but while one is being published. */
    public CatalogHistory catalogs() {
        return read(0, PartitionEngine::catalogs);
    }

    /** Every committed result record, partition by partition; the record is reused. */
    public void forEachRecord(final Consumer<ResultRecord> consumer) {
        final ByteSource source = new ByteSource();
        final ResultRecord record = new ResultRecord();
        new JournalReader(storage.journal(), settings.partitions()).readAll(entry -> {
            source.wrap(entry.records(), entry.recordsOffset(), entry.recordsLength());
            while (source.remaining() > 0) {
                consumer.accept(record.decode(source));
            }
        });
    }

    public Transport transport() {
        return grid.transport();
    }

    public int partitions() {
        return settings.partitions();
    }

    private static <T> T await(final Consumer<Consumer<Answer<T>>> ask) {
        while (true) {
            final CompletableFuture<Answer<T>> future = new CompletableFuture<>();
            ask.accept(future::complete);
            final Answer<T> answer = get(future);
            if (answer.outcome() == Answer.Outcome.GIVEN) {
                return answer.value();
            }
            if (answer.outcome() == Answer.Outcome.FAILED) {
                throw new IllegalStateException("partition=" + answer.partition() + " could not be read");
            }
            pause(Math.max(RETRY_MS, answer.retryAfterMs()));
        }
    }

    private static <T> T get(final CompletableFuture<T> future) {
        try {
            return future.get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (final ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no answer within " + ANSWER_TIMEOUT_S + " s", e);
        }
    }

    private static void pause(final int ms) {
        try {
            Thread.sleep(ms);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (courier != null) {
            courier.close();
        }
        if (notices != null) {
            notices.close();
        }
        if (grid != null) {
            grid.close();
        }
        if (storage != null) {
            storage.close();
        }
    }

    private final class Listener implements OwnerListener {
        @Override
        public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
            if (from == OwnerState.OPEN) {
                courier.closed(partition);
                if (notices != null) {
                    notices.closed(partition);
                }
            }
            listener.moved(partition, from, to, reason);
        }

        @Override
        public void committed(final int partition, final long sequence, final int commands, final int bytes) {
            listener.committed(partition, sequence, commands, bytes);
        }

        @Override
        public void pending(final int partition, final int items) {
            courier.pending(partition);
            listener.pending(partition, items);
        }

        @Override
        public void noticed(final int partition) {
            if (notices != null) {
                notices.pending(partition);
            }
            listener.noticed(partition);
        }

        @Override
        public void imaged(final int partition, final long sequence) {
            listener.imaged(partition, sequence);
        }

        @Override
        public void alarm(final int partition, final String what) {
            listener.alarm(partition, what);
        }
    }
}
