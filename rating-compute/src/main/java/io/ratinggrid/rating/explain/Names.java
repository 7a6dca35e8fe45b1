package io.ratinggrid.rating.explain;

import java.time.ZoneId;

/** Texts behind the numbers of a record, as far as they are known; a number in hexadecimal where they are not. */
public interface Names {
    String account(long key);

    /** Name of a subscriber; empty for ordinal 0. */
    String subscriber(long account, int ordinal);

    /** Time zone of an account's days and cycles. */
    ZoneId zone(long account);

    String origin(int symbol);

    /** A document line of an account that is in no catalog. */
    String line(long account, int symbol);

    /** Source file of a number, empty for 0. */
    String file(int number);
}
