package io.ratinggrid.rating.partition;

import java.util.Arrays;
import java.util.function.Consumer;

import io.ratinggrid.rating.account.Account;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2LongHashMap;

/** The accounts of a partition, by key and by an index that is theirs for as long as the process lives. One thread. */
final class OpenAccounts {
    static final int NONE = -1;

    private static final int FIRST_SIZE = 16;

    private final Long2LongHashMap indexOfKey = new Long2LongHashMap(NONE);
    private Account[] accounts = new Account[FIRST_SIZE];
    private final IntArrayList[] ofChunk;
    private int size;

    /** Kept apart by image chunk. */
    OpenAccounts(final int chunks) {
        ofChunk = new IntArrayList[chunks];
        Arrays.setAll(ofChunk, chunk -> new IntArrayList());
    }

    /** Index of an account, or {@link #NONE}. */
    int indexOf(final long key) {
        return (int) indexOfKey.get(key);
    }

    int size() {
        return size;
    }

    Account get(final int index) {
        return accounts[index];
    }

    /** Adds an account whose key is new. */
    void put(final Account account) {
        if (size == accounts.length) {
            accounts = Arrays.copyOf(accounts, Math.multiplyExact(size, 2));
        }
        if (indexOfKey.put(account.key(), size) != NONE) {
            throw new IllegalStateException("account=" + account.head().name() + " is open already");
        }
        ofChunk[DuplicateWindow.chunkOf(account.key(), ofChunk.length)].addInt(size);
        accounts[size++] = account;
    }

    /** Visits all, in order of their index. */
    void forEach(final Consumer<Account> visitor) {
        for (int i = 0; i < size; i++) {
            visitor.accept(accounts[i]);
        }
    }

    /** Visits those of a chunk, in order of their index. */
    void forEach(final int chunk, final Consumer<Account> visitor) {
        for (int i = 0; i < ofChunk[chunk].size(); i++) {
            visitor.accept(accounts[ofChunk[chunk].getInt(i)]);
        }
    }
}
