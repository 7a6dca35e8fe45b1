package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongFunction;

import io.ratinggrid.ingest.Alarms;
import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.embedded.EmbeddedNode;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.output.KnownNames;
import io.ratinggrid.node.output.OutputFiles;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.CatalogHistory;
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
     * @throws CatalogRefusedException if the catalog has errors
     */
    public Standalone start(final Path catalog, final Alarms alarms) throws IOException, CatalogRefusedException {
        node.start(catalog);
        final CatalogHistory catalogs = node.catalogs();
        gateway = new Gateway(
                GatewaySettings.standard(settings.dataDirectory().resolve("gateway"), settings.partitions()),
                node.transport(),
                new CatalogUnits(() -> catalogs),
                alarms);
        gateway.start();
        return this;
    }

    public EmbeddedNode node() {
        return node;
    }

    public Gateway gateway() {
        return gateway;
    }

    /** Writes all that is committed into a directory: every rated event, and accounts, documents and refusals. */
    public void export(final Path directory, final boolean explained) throws IOException {
        final Long2ObjectHashMap<Account> accounts = new Long2ObjectHashMap<>();
        node.forEachAccount(account -> accounts.put(account.key(), account));
        try (OutputFiles out = new OutputFiles(directory, node.catalogs(), names(accounts::get), explained)) {
            node.forEachRecord(out::accept);
            out.writeAccounts(consumer -> accounts.values().stream()
                    .sorted((a, b) -> a.head().name().compareTo(b.head().name()))
                    .forEach(consumer));
        }
    }

    private KnownNames names(final LongFunction<Account> accounts) {
        final KnownNames names = new KnownNames(accounts);
        for (final FileView file : gateway.files()) {
            names.addFile(file.number(), Path.of(file.path()).getFileName().toString());
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
