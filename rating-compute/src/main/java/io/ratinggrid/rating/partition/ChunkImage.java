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
 *  u8 format (6)   i64 sequence   var published catalogs, each: text hash
 *  var accounts, each: var records, each: RecordDelta, a head to the head before, another to the other before (StateRecord; the head first)
 *  claims (PackedClaims)
 *  var number of the partition's last item in transit   var partitions that items came from, each: var partition,
 *    var settled below, var answers, each: var item, i64 account, u8 result code, var number (0: none)
 *  marks of identities that moved (MovedIdentities)
 *  var series of document numbers, each: i64 key, var last number
 *
 *  Formats before: 5 has  var accounts, each: var records, each: var length, bytes
 *                         var claims, each: i64 account, i64 high, i64 low, i64 content, i64 sequence and day
 *  4 has no numbers either and ends before the series, 3 before the marks, 2 with the claims
 * </pre>
 */
final class ChunkImage {
    static final int FORMAT = 6;

    /** Images before there were transfers. */
    private static final int WITHOUT_TRANSFERS = 2;

    /** Images before identities could move. */
    private static final int WITHOUT_MOVES = 3;

    /** Images before documents had numbers in series. */
    private static final int WITHOUT_SERIES = 4;

    /** Images of records and claims as they are. */
    private static final int PLAIN = 5;

    private ChunkImage() {}

    static void writeAccounts(final ByteSink sink, final List<Account> accounts) {
        sink.putVar(accounts.size());
        byte[] head = RecordDelta.NONE;
        byte[] other = RecordDelta.NONE;
        for (final Account account : accounts) {
            sink.putVar(account.subscribers() + 1L);
            RecordDelta.write(sink, account.head().bytes(), head);
            head = account.head().bytes();
            for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
                RecordDelta.write(sink, account.record(ordinal).bytes(), other);
                other = account.record(ordinal).bytes();
            }
        }
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

    private static boolean isPlain(final byte[] image) {
        return image[0] <= PLAIN;
    }

    static void readAccounts(final ByteSource source, final byte[] image, final Consumer<Account> accounts) {
        if (isPlain(image)) {
            readPlainAccounts(source, accounts);
            return;
        }
        byte[] head = RecordDelta.NONE;
        byte[] other = RecordDelta.NONE;
        for (long left = source.getVar(); left > 0; left--) {
            final int records = (int) source.getVar();
            head = RecordDelta.read(source, head);
            final Account account = new Account(StateRecord.of(head));
            for (int ordinal = 1; ordinal < records; ordinal++) {
                other = RecordDelta.read(source, other);
                account.add(StateRecord.of(other));
            }
            accounts.accept(account);
        }
    }

    private static void readPlainAccounts(final ByteSource source, final Consumer<Account> accounts) {
        for (long left = source.getVar(); left > 0; left--) {
            final int records = (int) source.getVar();
            final Account account = new Account(readPlainRecord(source));
            for (int ordinal = 1; ordinal < records; ordinal++) {
                account.add(readPlainRecord(source));
            }
            accounts.accept(account);
        }
    }

    private static StateRecord readPlainRecord(final ByteSource source) {
        final byte[] bytes = new byte[(int) source.getVar()];
        source.getBytes(bytes, bytes.length);
        return StateRecord.of(bytes);
    }

    /** Owners are indexes: the image's accounts have those from {@code firstOwner} on. */
    static void readClaims(
            final ByteSource source,
            final byte[] image,
            final OpenAccounts accounts,
            final int firstOwner,
            final ClaimTable.Claims claims) {
        if (!isPlain(image)) {
            PackedClaims.read(source, firstOwner, claims);
            return;
        }
        for (long left = source.getVar(); left > 0; left--) {
            final int owner = accounts.indexOf(source.getLong());
            claims.claim(owner, source.getLong(), source.getLong(), source.getLong(), source.getLong());
        }
    }
}
