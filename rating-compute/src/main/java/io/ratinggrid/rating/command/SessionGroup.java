package io.ratinggrid.rating.command;

/**
 * What a command about a session says of one of its rating groups. Mutable and reused, as its {@link Command} is. Quantities are
 * base units of the service.
 */
public final class SessionGroup {
    /** Number that tells the groups of a session apart; 0: the session has one only, and is counted as usage of it would be. */
    public int group;

    public int service;
    /** Called number, as of usage; 0 digits: none. */
    public long number;

    public int numberLength;
    /** True: {@link #used} was used since the last report. */
    public boolean hasUsed;

    public long used;
    /** True: {@link #requested} more are to be reserved. */
    public boolean hasRequest;

    public long requested;
    public int attributes;
    public final int[] attributeNames = new int[Command.ATTRIBUTE_LIMIT];
    public final long[] attributeValues = new long[Command.ATTRIBUTE_LIMIT];

    void reset() {
        group = 0;
        service = 0;
        number = 0;
        numberLength = 0;
        hasUsed = false;
        used = 0;
        hasRequest = false;
        requested = 0;
        attributes = 0;
    }

    /** Adds a named attribute; the value is its {@link AttributeValue#hash}. */
    public void attribute(final int nameSymbol, final long value) {
        if (attributes == Command.ATTRIBUTE_LIMIT) {
            throw new IllegalArgumentException("attributes=" + (attributes + 1) + " limit=" + Command.ATTRIBUTE_LIMIT);
        }
        attributeNames[attributes] = nameSymbol;
        attributeValues[attributes] = value;
        attributes++;
    }
}
