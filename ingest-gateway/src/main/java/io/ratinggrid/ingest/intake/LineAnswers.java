package io.ratinggrid.ingest.intake;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

import io.ratinggrid.rating.command.ResultCode;

/**
 * One result for each record of a body, as the answers to its commands come. A record of several commands has the result of the
 * first that was refused or suspended, else of the first that was carried out. Any thread.
 */
public final class LineAnswers {
    private static final byte NONE = -1;
    private static final byte REJECTED = -2;

    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private byte[] codes = new byte[256];
    private int[] open = new int[256];
    private int records;
    private int rejected;
    private int openCommands;

    /** A record that was rejected. */
    synchronized void reject() {
        codes[add()] = REJECTED;
        rejected++;
    }

    /** A record of so many commands; its index for {@link #answer}. */
    synchronized int expect(final int commands) {
        final int record = add();
        codes[record] = NONE;
        open[record] = commands;
        openCommands += commands;
        return record;
    }

    private int add() {
        if (records == codes.length) {
            codes = Arrays.copyOf(codes, 2 * records);
            open = Arrays.copyOf(open, 2 * records);
        }
        return records++;
    }

    void answer(final int record, final ResultCode code) {
        final boolean last;
        synchronized (this) {
            if (codes[record] == NONE || rank(code) > rank(ResultCode.of(codes[record]))) {
                codes[record] = (byte) code.number();
            }
            open[record]--;
            openCommands--;
            last = openCommands == 0;
        }
        if (last) {
            complete.complete(null);
        }
    }

    private static int rank(final ResultCode code) {
        return switch (code.kind()) {
            case DUPLICATE -> 0;
            case RATED -> 1;
            case SUSPENDED, REFUSED -> 2;
        };
    }

    /** Completes, on the sender's thread, when all is answered: what follows should only be handed on. */
    public CompletableFuture<Void> complete() {
        return complete;
    }

    /** Records of the body, rejected ones too. */
    public synchronized int records() {
        return records;
    }

    public synchronized int accepted() {
        return records - rejected;
    }

    public synchronized int rejected() {
        return rejected;
    }

    public synchronized boolean isRejected(final int record) {
        return codes[record] == REJECTED;
    }

    /** True when all commands of a record are answered. */
    public synchronized boolean isAnswered(final int record) {
        return codes[record] >= 0 && open[record] == 0;
    }

    /** Of a record that is answered. */
    public synchronized ResultCode code(final int record) {
        return ResultCode.of(codes[record]);
    }
}
