package io.ratinggrid.perf.wire;

/**
 * What a frame between processes of a run holds. Greeting, welcome and refusal, which come first, are those of
 * {@link io.ratinggrid.rating.wire.FrameCodec}.
 *
 * <pre>
 *  frame      i32 length of what follows   u8 kind   fields
 *  EVENT      command
 *  TIMED      i64 dueNs   command
 *  ACCEPTED, COMMITTED, DONE nothing
 *  ANSWER     i64 dueNs
 *  VERB, LINE, FAILURE text
 *  FILE       text name   bytes
 * </pre>
 */
public enum Kind {
    /** A command that is handed over with others. */
    EVENT(64),
    /** A command that is handed over at once and answered when it is committed. */
    TIMED(65),
    /** Asks to be told when all before it is in the gateway's queue. */
    ACCEPTED(66),
    /** Asks to be told when all before it is committed. */
    COMMITTED(67),
    /** Answer to both. */
    DONE(68),
    /** Answer to a timed command: the moment that came with it. */
    ANSWER(69),
    /** What a process is to do. */
    VERB(70),
    /** What it says of it, as it would print it. */
    LINE(71),
    /** A part of a file that it has made. */
    FILE(72),
    /** Why it cannot go on; the connection ends. */
    FAILURE(73);

    private static final int FIRST = 64;
    private static final Kind[] KINDS = values();

    private final int number;

    Kind(final int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static Kind of(final int number) {
        if (number < FIRST || number >= FIRST + KINDS.length) {
            throw new IllegalArgumentException("frameKind=" + number + " is unknown");
        }
        return KINDS[number - FIRST];
    }
}
