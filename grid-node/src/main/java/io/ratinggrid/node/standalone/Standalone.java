package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

import io.ratinggrid.ingest.Alarms;
import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.reject.RejectStore;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogVersions;
import io.ratinggrid.node.embedded.EmbeddedNode;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.output.IdentityText;
import io.ratinggrid.node.output.KnownNames;
import io.ratinggrid.node.output.OutputFiles;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import org.agrona.collections.Long2ObjectHashMap;

/** A grid of one node with its gateway. {@link #start} and {@link #close} on one thread; the gateway from any. */
public final class Standalone implements AutoCloseable {
    private final NodeSettings settings;
    private final EmbeddedNode node;
    private Gateway gateway;

    public Standalone(final NodeSettings settings, final OwnerListener listener) {
        this.settings = settings;
        node = new EmbeddedNode(settings, listener);
    }

    /**
     * Recovers what the data directory holds, publishes what is new in the catalog, and goes on sending what the queue holds.
     *
     * @throws CatalogRefusedException if the catalog has errors, fails its own tests, or has a version that may not be
     *                                 published; nothing is started then
     */
    public Standalone start(final Path catalog, final Alarms alarms) throws IOException, CatalogRefusedException {
        return start(catalog, false, alarms);
    }

    /** {@code retroactive}: also versions that are effective in the past are published. */
    public Standalone start(final Path catalog, final boolean retroactive, final Alarms alarms)
            throws IOException, CatalogRefusedException {
        final CatalogVersions checked = CheckedCatalogs.of(catalog).versions();
        checkFree();
        node.start(checked, retroactive);
        startGateway(alarms);
        return this;
    }

    /** Goes on with a data directory as it is: its catalogs, and what its queue holds. */
    public Standalone resume(final Alarms alarms) throws IOException, CatalogRefusedException {
        checkFree();
        node.resume();
        startGateway(alarms);
        return this;
    }

    /** Before anything is written there: a version that is kept counts as one that may be published. */
    private void checkFree() {
        if (Gateway.isRunning(gatewayOf(settings.dataDirectory()))) {
            throw new IllegalStateException("another process runs on the data directory "
                    + settings.dataDirectory().toAbsolutePath());
        }
    }

    private void startGateway(final Alarms alarms) {
        final CatalogHistory catalogs = node.catalogs();
        gateway = new Gateway(
                GatewaySettings.standard(gatewayOf(settings.dataDirectory()), settings.partitions()),
                node.transport(),
                new CatalogUnits(() -> catalogs),
                alarms);
        gateway.start();
        gateway.followMoves(this::ask);
    }

    private CompletableFuture<AskAnswer> ask(final Ask ask) {
        return CompletableFuture.completedFuture(AskAnswer.given(
                ask,
                0,
                node.read(
                        ask.partition(), engine -> IdentityText.of(engine, AccountKey.of(ask.account()), ask.text()))));
    }

    /** False for the data directory of a gateway alone: its grid is elsewhere. */
    public static boolean hasGrid(final Path dataDirectory) {
        return EmbeddedNode.isIn(dataDirectory);
    }

    /** Where the gateway of a data directory keeps its files. */
    public static Path gatewayOf(final Path dataDirectory) {
        return dataDirectory.resolve("gateway");
    }

    public EmbeddedNode node() {
        return node;
    }

    public Gateway gateway() {
        return gateway;
    }

    /**
     * Writes all that is committed into a directory: every rated event, accounts, documents, what was not rated, and the books
     * of all files.
     */
    public void export(final Path directory, final OutputForm form) throws IOException {
        final Long2ObjectHashMap<Account> accounts = new Long2ObjectHashMap<>();
        node.forEachAccount(account -> accounts.put(account.key(), account));
        try (OutputFiles out = new OutputFiles(directory, node.catalogs(), names(accounts::get), form)) {
            node.forEachRecord(out::accept);
            writeHeldBack(out);
            out.writeAccounts(consumer -> accounts.values().stream()
                    .sorted((a, b) -> a.head().name().compareTo(b.head().name()))
                    .forEach(consumer));
        }
        BooksJson.write(directory.resolve("books.json"), gateway.files());
    }

    /** What never reached the journal. */
    private void writeHeldBack(final OutputFiles out) {
        gateway.forEachSuspended(item -> {
            if (!item.record().isEmpty()) {
                final String why = ("field " + item.field() + " '" + item.value() + "' " + item.message()).strip();
                out.suspend(nameOf(item.place().name()), item.place().line(), item.reason(), why, item.event());
            }
        });
        RejectStore.forEach(
                gateway.rejectFile(),
                record -> out.reject(
                        nameOf(record.place().name()), record.place().line(), record.column(), record.reason()));
    }

    private static String nameOf(final String path) {
        return Path.of(path).getFileName().toString();
    }

    private KnownNames names(final LongFunction<Account> accounts) {
        final KnownNames names = new KnownNames(accounts);
        for (final FileView file : gateway.files()) {
            if (file.number() != Ledger.NO_FILE) {
                names.addFile(file.number(), nameOf(file.path()));
            }
        }
        return names;
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        node.close();
    }
}
