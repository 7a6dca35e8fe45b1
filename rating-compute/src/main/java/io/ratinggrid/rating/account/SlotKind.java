package io.ratinggrid.rating.account;

/** First byte of a slot. Stored: never reuse a number. */
public final class SlotKind {
    public static final int FREE = 0;
    public static final int ACCOUNT = 1;
    public static final int SUBSCRIPTION = 2;
    public static final int BUCKET = 3;
    public static final int ACCUMULATOR = 4;
    public static final int LINE = 5;
    public static final int SESSION = 6;
    public static final int SESSION_MONEY = 7;
    public static final int UNIQUE = 8;
    public static final int TRANSIT = 9;
    public static final int TRANSIT_PART = 10;
    public static final int INVOICE = 11;
    public static final int PAID_AHEAD = 12;
    public static final int DOCUMENT = 13;
    public static final int REVERSAL = 14;
    public static final int PAYMENT = 16;
    public static final int LINE_NAME = 17;
    public static final int DOCUMENT_NUMBER = 24;
    public static final int LEGAL_ENTITY = 25;
    public static final int CANCELLED = 26;
    public static final int RESERVATION = 28;
    public static final int HOLD = 29;
    public static final int HELD = 30;
    public static final int RESERVED = 31;

    public static final int WATCH = 32;
    public static final int NOTICE = 33;

    public static final int POOL_DRAW = 34;
    public static final int SUBSCRIPTION_AMOUNT = 35;

    public static final int STATEMENT = 36;

    private SlotKind() {}
}
