package io.ratinggrid.rating.partition;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** Which catalogs were published to a partition, in order. One thread. */
final class PublishedCatalogs {
    private final List<String> hashes = new ArrayList<>();
    private CatalogBook book;
    private CatalogHistory history;

    PublishedCatalogs(final CatalogHistory initial, final CatalogBook book) {
        this.history = initial;
        this.book = book;
    }

    CatalogHistory history() {
        return history;
    }

    void book(final CatalogBook newBook) {
        book = newBook;
    }

    /**
     * Publishes the catalog whose hash is the command's {@code text}. One that is effective before the command's receipt would
     * change what was rated already, and is refused unless it is marked retroactive.
     */
    ResultCode publish(final Command command) {
        final Catalog catalog = book.find(command.text);
        if (catalog == null) {
            return ResultCode.CATALOG_REFUSED;
        }
        if (contains(command.text)) {
            return ResultCode.ALREADY_EXISTS;
        }
        if (catalog.effectiveMs() < command.atMs && !command.retroactive) {
            return ResultCode.CATALOG_REFUSED;
        }
        add(command.text);
        return ResultCode.DONE;
    }

    boolean contains(final String hash) {
        return hashes.contains(hash);
    }

    /** Takes up a published hash; live, in recovery and from images. */
    void add(final String hash) {
        final Catalog catalog = book.find(hash);
        if (catalog == null) {
            throw new IllegalStateException("catalogHash=" + hash + " was published but its files are missing");
        }
        hashes.add(hash);
        history = history.with(catalog);
    }

    void write(final ByteSink sink) {
        sink.putVar(hashes.size());
        hashes.forEach(sink::putText);
    }

    /** Takes up what an image knows beyond what is known. */
    void read(final ByteSource source) {
        final int count = (int) source.getVar();
        for (int i = 0; i < count; i++) {
            final String hash = source.getText();
            if (i >= hashes.size()) {
                add(hash);
            }
        }
    }
}
