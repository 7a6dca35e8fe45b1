package io.ratinggrid.rating.partition;

import java.util.Arrays;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.account.Account;

/**
 * The claims of an image. Reused; one thread.
 *
 * <pre>
 *  var claims (in five bytes), each: var place of the account among the image's, i64 high, i64 low, i64 content,
 *   signed sequence (with what is marked of the claim), signed day, both less those of the claim before
 * </pre>
 */
final class PackedClaims {
    /** Of the number of claims, which is known only behind them: a var as long as it can be. */
    private static final int COUNT_BYTES = 5;

    /** Of a claim: more cannot be there, whatever a damaged number says. */
    private static final int LEAST_BYTES = 27;

    /** By the index of an account; one more than the place, 0: it is not in the image. */
    private int[] places = {};

    private ByteSink sink;
    private int start;
    private int count;
    private long before;

    /** Of an image with these accounts, in this order; to be followed by claims. */
    void begin(final ByteSink image, final OpenAccounts accounts, final List<Account> owners) {
        sink = image;
        start = sink.length();
        count = 0;
        before = 0;
        for (int i = 0; i < COUNT_BYTES; i++) {
            sink.putByte(0);
        }
        if (places.length < accounts.size()) {
            places = new int[Math.max(accounts.size(), 2 * places.length)];
        } else {
            Arrays.fill(places, 0);
        }
        for (int place = 0; place < owners.size(); place++) {
            places[accounts.indexOf(owners.get(place).key())] = place + 1;
        }
    }

    /** Nothing, if the owner, the index of an account, is not in the image. */
    void put(final int owner, final long high, final long low, final long content, final long tail) {
        if (places[owner] == 0) {
            return;
        }
        sink.putVar(places[owner] - 1L);
        sink.putLong(high);
        sink.putLong(low);
        sink.putLong(content);
        sink.putSigned(ClaimTail.markedSequence(tail) - ClaimTail.markedSequence(before));
        sink.putSigned(ClaimTail.day(tail) - ClaimTail.day(before));
        before = tail;
        count++;
    }

    /** Puts their number before the claims. */
    void end() {
        Bytes.putVar(sink.bytes(), start, COUNT_BYTES, count);
    }

    /** Owners are indexes: the image's accounts have those from {@code firstOwner} on. */
    static void read(final ByteSource source, final int firstOwner, final ClaimTable.Claims claims) {
        long sequence = 0;
        long day = 0;
        final long count = source.getVar();
        claims.expect((int) Math.min(count, source.remaining() / LEAST_BYTES));
        for (long left = count; left > 0; left--) {
            final int owner = firstOwner + (int) source.getVar();
            final long high = source.getLong();
            final long low = source.getLong();
            final long content = source.getLong();
            sequence += source.getSigned();
            day += source.getSigned();
            claims.claim(owner, high, low, content, ClaimTail.of(sequence, day));
        }
    }
}
