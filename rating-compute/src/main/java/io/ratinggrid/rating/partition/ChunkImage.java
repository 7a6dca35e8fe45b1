package io.ratinggrid.rating.partition;

import java.util.List;
import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.StateRecord;

/**
 * The image of a chunk. Accounts are sorted, claims by table and id, so that equal states are equal bytes.
 *
 * <pre>
 *  u8 format (5; 4 has no numbers and ends before the series, 3 before the marks, 2 with the claims)   i64 sequence   var published catalogs, each: text hash
 *  var accounts, each: var records, each: var length, bytes (StateRecord; the head first)
 *  var claims (in five bytes), each: i64 account, i64 high, i64 low, i64 content, i64 sequence and day
 *  var number of the partition's last item in transit   var partitions that items came from, each: var partition,
 *    var settled below, var answers, each: var item, i64 account, u8 result code, var number (0: none)
 *  marks of identities that moved (MovedIdentities)
 *  var series of document numbers, each: i64 key, var last number
 * </pre>
 */
final class ChunkImage {
    static final int FORMAT = 5;

    /** Images before there were transfers. */
    private static final int WITHOUT_TRANSFERS = 2;

    /** Images before identities could move. */
    private static final int WITHOUT_MOVES = 3;

    /** Images before documents had numbers in series. */
    private static final int WITHOUT_SERIES = 4;

    private static final int CLAIM_BYTES = 5 * Long.BYTES;

    /** Of the number of claims, which is known only behind them: a var as long as it can be. */
    private static final int COUNT_BYTES = 5;

    /** Takes one claim after the other. */
    interface Claims {
        void claim(long account, long high, long low, long content, long tail);
    }

    private ChunkImage() {}

    static void writeAccounts(final ByteSink sink, final List<Account> accounts) {
        sink.putVar(accounts.size());
        for (final Account account : accounts) {
            sink.putVar(account.subscribers() + 1L);
            for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
                final byte[] bytes = account.record(ordinal).bytes();
                sink.putVar(bytes.length);
                sink.putBytes(bytes, 0, bytes.length);
            }
        }
    }

    /** To be followed by the claims; what it returns is for {@link #endClaims}. */
    static int beginClaims(final ByteSink sink) {
        final int start = sink.length();
        for (int i = 0; i < COUNT_BYTES; i++) {
            sink.putByte(0);
        }
        return start;
    }

    static void putClaim(
            final ByteSink sink,
            final long account,
            final long high,
            final long low,
            final long content,
            final long tail) {
        sink.putLong(account);
        sink.putLong(high);
        sink.putLong(low);
        sink.putLong(content);
        sink.putLong(tail);
    }

    /** Puts their number before the claims. */
    static void endClaims(final ByteSink sink, final int start) {
        int rest = (sink.length() - start - COUNT_BYTES) / CLAIM_BYTES;
        for (int i = 0; i < COUNT_BYTES - 1; i++) {
            sink.bytes()[start + i] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        sink.bytes()[start + COUNT_BYTES - 1] = (byte) rest;
    }

    /** A source behind the format byte. */
    static ByteSource open(final byte[] image) {
        final ByteSource source = new ByteSource().wrap(image, 0, image.length);
        final int format = source.getByte();
        if (format < WITHOUT_TRANSFERS || format > FORMAT) {
            throw new IllegalArgumentException("imageFormat=" + format + " known=" + FORMAT);
        }
        return source;
    }

    static boolean hasTransfers(final byte[] image) {
        return image[0] != WITHOUT_TRANSFERS;
    }

    static boolean hasMoves(final byte[] image) {
        return image[0] > WITHOUT_MOVES;
    }

    static boolean hasSeries(final byte[] image) {
        return image[0] > WITHOUT_SERIES;
    }

    static void readAccounts(final ByteSource source, final Consumer<Account> accounts) {
        for (long left = source.getVar(); left > 0; left--) {
            accounts.accept(readAccount(source));
        }
    }

    static void readClaims(final ByteSource source, final Claims claims) {
        for (long left = source.getVar(); left > 0; left--) {
            claims.claim(source.getLong(), source.getLong(), source.getLong(), source.getLong(), source.getLong());
        }
    }

    private static Account readAccount(final ByteSource source) {
        final int records = (int) source.getVar();
        final Account account = new Account(readRecord(source));
        for (int ordinal = 1; ordinal < records; ordinal++) {
            account.add(readRecord(source));
        }
        return account;
    }

    private static StateRecord readRecord(final ByteSource source) {
        final byte[] bytes = new byte[(int) source.getVar()];
        source.getBytes(bytes, bytes.length);
        return StateRecord.of(bytes);
    }
}
