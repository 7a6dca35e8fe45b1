package io.ratinggrid.rating.command;

import java.nio.charset.StandardCharsets;

import io.ratinggrid.rating.Hash64;

/**
 * Accounts are named by text outside and by a 64-bit key inside. Two names with one key are possible in theory (one in
 * 10^8 for a million accounts): opening the second is refused as {@link ResultCode#ALREADY_EXISTS}, loudly, never mixed.
 */
public final class AccountKey {
    private AccountKey() {}

    public static long of(final String accountId) {
        final byte[] bytes = accountId.getBytes(StandardCharsets.UTF_8);
        return Hash64.hash(bytes, 0, bytes.length, 0x5eed);
    }

    /** The partition of an account, 0 to {@code partitions - 1}. */
    public static int partition(final long accountKey, final int partitions) {
        return (int) Long.remainderUnsigned(accountKey, partitions);
    }
}
