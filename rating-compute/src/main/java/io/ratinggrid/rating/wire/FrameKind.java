package io.ratinggrid.rating.wire;

/**
 * What a {@link FrameCodec} frame holds. Numbers are never given twice; 5 and 7 were answers that did not name their stream, 6 batches
 * that did not name their files.
 */
public enum FrameKind {
    /** First frame of a sender: who it is. */
    GREETING(1),
    /** Answer to it: the node is of this grid and takes streams. */
    WELCOME(2),
    /** Answer to it: and why not; the connection is closed. */
    REFUSAL(3),
    HELLO(4),
    RETIRE(8),
    ROUTES(9),
    PING(10),
    PONG(11),
    ASK(12),
    ANSWER(13),
    /** Answer to a hello. */
    POSITIONS(14),
    /** Answer to a batch. */
    REPLY(15),
    BATCH(16);

    private static final FrameKind[] BY_NUMBER = new FrameKind[17];

    static {
        for (final FrameKind kind : values()) {
            BY_NUMBER[kind.number] = kind;
        }
    }

    private final int number;

    FrameKind(final int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    static FrameKind of(final int number) {
        final FrameKind kind = number < BY_NUMBER.length ? BY_NUMBER[number] : null;
        if (kind == null) {
            throw new IllegalArgumentException("frameKind=" + number + " is unknown");
        }
        return kind;
    }
}
