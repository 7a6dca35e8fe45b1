package io.ratinggrid.perf.faults;

import java.util.HashMap;
import java.util.Map;

import io.ratinggrid.rating.command.ResultCode;

/**
 * One account by the ledger's own arithmetic, line by line in the order in which the journal has them: what each must be answered, and
 * what is left. Amounts are in millionths of a Euro. It shares nothing with the engine but the price list in words: calls of at least 60 s
 * at 6, 3 and 1.2 cents a minute up to 10, 60 and more minutes in all; a text 9 cents if no message is left; a megabyte 1 cent of the
 * wallet, or nothing.
 */
final class AccountBook {
    /** Scaled units in a cent. */
    static final long CENT = 10_000;

    private static final long FIRST_SECONDS = 600;
    private static final long SECOND_SECONDS = 3_600;
    private static final long LEAST_SECONDS = 60;

    private final Map<String, Long> done = new HashMap<>();
    private long callSeconds;
    private long textsPaid;
    private long messages;
    private long walletCents;
    private long spentCents;
    private long grantedCents;
    private long transitCents;
    private long sentCents;

    /** Carries out a line. */
    ResultCode execute(final Line line) {
        final String id = line.kind == Line.Kind.OPEN ? "" : line.id;
        final Long before = done.get(id);
        if (before != null) {
            return before == line.amount ? ResultCode.DUPLICATE : ResultCode.CONFLICT;
        }
        final ResultCode code = carryOut(line);
        if (code.kind() == ResultCode.Kind.RATED) {
            done.put(id, line.amount);
        }
        return code;
    }

    private ResultCode carryOut(final Line line) {
        switch (line.kind) {
            case VOICE -> callSeconds += Math.max(LEAST_SECONDS, line.amount);
            case SMS, KEY_SMS -> {
                final long covered = Math.min(messages, line.amount);
                messages -= covered;
                textsPaid += line.amount - covered;
            }
            case DATA -> {
                return data(line.amount);
            }
            case WALLET -> {
                walletCents += line.amount;
                grantedCents += line.amount;
            }
            case MESSAGES -> messages += line.amount;
            case TRANSFER -> {
                return send(line.amount);
            }
            default -> {
                // Moves nothing here.
            }
        }
        return ResultCode.DONE;
    }

    private ResultCode data(final long megabytes) {
        final long paid = Math.min(megabytes, walletCents);
        walletCents -= paid;
        spentCents += paid;
        if (paid == megabytes) {
            return ResultCode.DONE;
        }
        return paid == 0 ? ResultCode.UNFUNDED : ResultCode.PARTLY_FUNDED;
    }

    private ResultCode send(final long cents) {
        if (walletCents < cents) {
            return ResultCode.UNFUNDED;
        }
        walletCents -= cents;
        transitCents += cents;
        return ResultCode.DONE;
    }

    /** Something came from another account. */
    void receive(final long cents) {
        walletCents += cents;
        grantedCents += cents;
    }

    /** Something has arrived at another account, or came back from there. */
    void settle(final long cents, final boolean arrived) {
        transitCents -= cents;
        if (arrived) {
            sentCents += cents;
        } else {
            walletCents += cents;
        }
    }

    long calls() {
        final long first = Math.min(callSeconds, FIRST_SECONDS);
        final long second = Math.min(callSeconds, SECOND_SECONDS) - first;
        return first * 1_000 + second * 500 + (callSeconds - first - second) * 200;
    }

    long texts() {
        return textsPaid * 9 * CENT;
    }

    long spent() {
        return spentCents * CENT;
    }

    long wallet() {
        return walletCents * CENT;
    }

    long messages() {
        return messages;
    }

    /** On its way to other accounts, in cents. */
    long inTransit() {
        return transitCents;
    }

    /** granted = spent + sent + remaining + in transit. */
    boolean isBalanced() {
        return grantedCents == spentCents + sentCents + walletCents + transitCents;
    }
}
