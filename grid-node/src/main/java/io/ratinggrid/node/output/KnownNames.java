package io.ratinggrid.node.output;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.LineNameSlot;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.partition.ResultRecord;

/** Texts of accounts from their state, of origins and files as inputs made them known. Any thread may add. */
public final class KnownNames implements Names {
    private final LongFunction<Account> accounts;
    private final Map<Integer, String> origins = new ConcurrentHashMap<>();
    private final Map<Integer, String> files = new ConcurrentHashMap<>();

    public KnownNames(final LongFunction<Account> accounts) {
        this.accounts = accounts;
    }

    public void addOrigin(final String origin) {
        origins.put(Symbol.of(origin), origin);
    }

    public void addFile(final int number, final String name) {
        files.put(number, name);
    }

    /** From now on the file of a record is named as the journal names it: numbers of files are each gateway's own. */
    void fileOf(final ResultRecord record) {
        final int number = record.command().sourceFile;
        if (record.source().isEmpty()) {
            files.remove(number);
        } else {
            files.put(number, record.source());
        }
    }

    @Override
    public String account(final long key) {
        final Account account = accounts.apply(key);
        return account == null ? Long.toHexString(key) : account.head().name();
    }

    @Override
    public String subscriber(final long key, final int ordinal) {
        final Account account = accounts.apply(key);
        if (ordinal == 0) {
            return "";
        }
        return account == null || account.record(ordinal) == null
                ? Integer.toString(ordinal)
                : account.record(ordinal).name();
    }

    @Override
    public ZoneId zone(final long key) {
        final Account account = accounts.apply(key);
        return account == null ? ZoneOffset.UTC : BillCycle.zone(AccountSlot.zone(account.head()));
    }

    @Override
    public String origin(final int symbol) {
        return origins.getOrDefault(symbol, symbol == 0 ? "" : Integer.toHexString(symbol));
    }

    @Override
    public String line(final long key, final int symbol) {
        final Account account = accounts.apply(key);
        final String name = account == null ? null : LineNameSlot.name(account.head(), symbol);
        return name == null ? Integer.toHexString(symbol) : name;
    }

    @Override
    public String file(final int number) {
        return files.getOrDefault(number, number == 0 ? "" : "file-" + number);
    }
}
