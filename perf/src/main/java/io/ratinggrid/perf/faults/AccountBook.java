package io.ratinggrid.perf.faults;

import java.util.HashMap;
import java.util.Map;

import io.ratinggrid.rating.command.ResultCode;

/**
 * One account by the ledger's own arithmetic, line by line in the order in which the journal has them: what each must be answered, and
 * what is left. Amounts are in millionths of a Euro. It shares nothing with the engine but the price list in words: calls of at least 60 s
 * at 6, 3 and 1.2 cents a minute up to 10, 60 and more minutes in all; a text 9 cents if no message is left; a megabyte 1 cent of the
 * wallet, or nothing. What is taken back is taken back as it was charged, whatever was charged since. Each line of a document is rounded to
 * cents.
 */
final class AccountBook {
    /** Scaled units in a cent. */
    static final long CENT = 10_000;

    private static final long FIRST_SECONDS = 600;
    private static final long SECOND_SECONDS = 3_600;
    private static final long LEAST_SECONDS = 60;

    /** What usage did. */
    private static final class Event {
        private long seconds;
        private long calls;
        private long covered;
        private long textsPaid;
        private long paidCents;
        private boolean cancelled;
    }

    private final Map<String, Long> done = new HashMap<>();
    private final Map<String, Event> events = new HashMap<>();
    private long callSeconds;
    private long calls;
    private long billed;
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
        final ResultCode code = line.kind.isUsage() && !line.kind.replaces() ? rate(line) : carryOut(line);
        if (code.kind() == ResultCode.Kind.RATED) {
            done.put(id, line.amount);
        }
        return code;
    }

    private ResultCode rate(final Line line) {
        final Event event = new Event();
        final ResultCode code =
                switch (line.kind) {
                    case VOICE, REPLACE_VOICE -> call(line.amount, event);
                    case DATA -> data(line.amount, event);
                    default -> texts(line.amount, event);
                };
        if (code.kind() == ResultCode.Kind.RATED) {
            events.put(line.id, event);
        }
        return code;
    }

    private ResultCode call(final long seconds, final Event event) {
        event.seconds = Math.max(LEAST_SECONDS, seconds);
        event.calls = price(callSeconds + event.seconds) - price(callSeconds);
        callSeconds += event.seconds;
        calls += event.calls;
        return ResultCode.DONE;
    }

    private ResultCode texts(final long texts, final Event event) {
        event.covered = Math.min(messages, texts);
        event.textsPaid = texts - event.covered;
        messages -= event.covered;
        textsPaid += event.textsPaid;
        return ResultCode.DONE;
    }

    /** Marks an event that is to be taken back, if it can be. */
    private ResultCode ask(final String id) {
        if (!done.containsKey(id)) {
            return ResultCode.UNKNOWN_EVENT;
        }
        final Event event = events.get(id);
        if (event == null) {
            return ResultCode.NOT_REVERSIBLE;
        }
        if (event.cancelled) {
            return ResultCode.ALREADY_CANCELLED;
        }
        event.cancelled = true;
        return ResultCode.DONE;
    }

    /** The event of a line that was done is taken back, and what replaces it is rated. */
    ResultCode reverse(final Line line) {
        final Event event = events.get(line.peer);
        callSeconds -= event.seconds;
        calls -= event.calls;
        messages += event.covered;
        textsPaid -= event.textsPaid;
        walletCents += event.paidCents;
        spentCents -= event.paidCents;
        return line.kind.replaces() ? rate(line) : ResultCode.DONE;
    }

    private ResultCode carryOut(final Line line) {
        switch (line.kind) {
            case CANCEL, REPLACE_VOICE, REPLACE_SMS -> {
                return ask(line.peer);
            }
            case INVOICE -> {
                return invoice();
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

    private ResultCode invoice() {
        final long total = price() - billed;
        if (total <= 0) {
            return ResultCode.INVALID_VALUE;
        }
        billed += total;
        return ResultCode.DONE;
    }

    private ResultCode data(final long megabytes, final Event event) {
        final long paid = Math.min(megabytes, walletCents);
        event.paidCents = paid;
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

    private static long price(final long seconds) {
        final long first = Math.min(seconds, FIRST_SECONDS);
        final long second = Math.min(seconds, SECOND_SECONDS) - first;
        return first * 1_000 + second * 500 + (seconds - first - second) * 200;
    }

    /** Everything that is to be billed or was, each line rounded to cents. */
    long price() {
        return (calls + CENT / 2) / CENT * CENT + texts();
    }

    /** What documents have billed. */
    long billed() {
        return billed;
    }

    long calls() {
        return calls;
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
