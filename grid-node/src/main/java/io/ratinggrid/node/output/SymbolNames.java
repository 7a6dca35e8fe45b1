package io.ratinggrid.node.output;

import io.ratinggrid.rating.account.LineNameSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogHistory;

/** Names behind the symbols of an account: of every catalog version there was, and of its lines that are in none. Any thread. */
final class SymbolNames {
    private final CatalogHistory catalogs;

    SymbolNames(final CatalogHistory catalogs) {
        this.catalogs = catalogs;
    }

    /** In hexadecimal if the name is not known. */
    String of(final StateRecord head, final int symbol) {
        final String name = catalogs.name(symbol);
        final String kept = name == null ? LineNameSlot.name(head, symbol) : name;
        return kept == null ? Integer.toHexString(symbol) : kept;
    }
}
