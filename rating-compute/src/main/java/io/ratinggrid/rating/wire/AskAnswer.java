package io.ratinggrid.rating.wire;

import io.ratinggrid.rating.command.ResultCode;

/**
 * What came of an {@link Ask}.
 *
 * @param id           of the ask
 * @param sequence     with {@link Outcome#GIVEN}: the committed state it stands for, of a catalog the bytes of all of it; else 0
 * @param retryAfterMs with {@link Outcome#BUSY} and {@link Outcome#NOT_OWNER}: how long to wait at least; else 0
 * @param code         of a command that was carried out, or that would be; else {@link ResultCode#DONE}
 * @param record       the journaled record of a command that was carried out; a part of a catalog; else empty
 * @param text         the answer to a question as JSON, empty if there is nothing of that name; with {@link Outcome#FAILED}
 *                     and {@link Outcome#ABSENT}: what is wrong, for people
 */
public record AskAnswer(
        long id,
        Outcome outcome,
        int partition,
        long sequence,
        int retryAfterMs,
        ResultCode code,
        byte[] record,
        String text) {
    private static final byte[] NONE = {};

    /** Kinds of answers. */
    public enum Outcome {
        GIVEN,
        /** Not taken, for want of room: the same again after {@code retryAfterMs}. */
        BUSY,
        /** Not taken; the partition is being moved or opened: the same again after {@code retryAfterMs}. */
        NOT_OWNER,
        /** The command may have been committed or not. Ask again with the command's own id, which tells a repeat. */
        UNKNOWN,
        /** The question asks for a sequence that is not committed. */
        BEHIND,
        /** The question cannot be answered. */
        FAILED,
        /** Not taken, for the partition has fewer copies than the grid asks for. */
        NOT_ENOUGH_COPIES,
        /** Not taken, for all copies of the partition are gone. */
        PARTITION_LOST,
        /** There is no such thing, or not any more. */
        ABSENT
    }

    public static AskAnswer committed(final Ask ask, final long sequence, final ResultCode code, final byte[] record) {
        return new AskAnswer(ask.id(), Outcome.GIVEN, ask.partition(), sequence, 0, code, record, "");
    }

    public static AskAnswer given(final Ask ask, final long sequence, final String text) {
        return new AskAnswer(ask.id(), Outcome.GIVEN, ask.partition(), sequence, 0, ResultCode.DONE, NONE, text);
    }

    /** What a command would come to, in words. */
    public static AskAnswer priced(final Ask ask, final long sequence, final ResultCode code, final String text) {
        return new AskAnswer(ask.id(), Outcome.GIVEN, ask.partition(), sequence, 0, code, NONE, text);
    }

    public static AskAnswer refused(final Ask ask, final Outcome outcome, final int retryAfterMs) {
        return new AskAnswer(ask.id(), outcome, ask.partition(), 0, retryAfterMs, ResultCode.DONE, NONE, "");
    }

    public static AskAnswer failed(final Ask ask, final String why) {
        return new AskAnswer(ask.id(), Outcome.FAILED, ask.partition(), 0, 0, ResultCode.DONE, NONE, why);
    }

    /** What is known of an ask whose way was lost, or took too long: a command may have been carried out. */
    public static AskAnswer lost(final Ask ask, final int retryAfterMs) {
        return ask.isCommand() ? refused(ask, Outcome.UNKNOWN, 0) : refused(ask, Outcome.BUSY, retryAfterMs);
    }

    public static AskAnswer absent(final Ask ask, final String why) {
        return new AskAnswer(ask.id(), Outcome.ABSENT, ask.partition(), 0, 0, ResultCode.DONE, NONE, why);
    }

    public AskAnswer withId(final long newId) {
        return new AskAnswer(newId, outcome, partition, sequence, retryAfterMs, code, record, text);
    }
}
