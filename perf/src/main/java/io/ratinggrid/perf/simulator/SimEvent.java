package io.ratinggrid.perf.simulator;

import java.nio.charset.StandardCharsets;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;

/**
 * Something that an origin sends.
 *
 * @param number   of it, from 0 on
 * @param id       that it is told apart by; two that differ may have the same
 * @param holder   account, or identity if {@code byIdentity}
 * @param peer     account that a transfer or an identity goes to; event that is cancelled or replaced; else empty
 * @param amount   in seconds, messages, megabytes or cents
 * @param startMs  its own time; of a move, from when on
 * @param untilMs  until when a top-up holds, else 0
 * @param sendMs   milliseconds after the beginning at which it is sent
 * @param after    number of another that must be answered before, or its own
 * @param gateways where it is sent, one bit each
 */
record SimEvent(
        int number,
        String id,
        Kind kind,
        String holder,
        boolean byIdentity,
        String peer,
        long amount,
        long startMs,
        long untilMs,
        int sendMs,
        int after,
        int gateways) {
    private static final long MS = 1_000;
    private static final long MEGABYTE = 1_000_000;
    private static final int CENTS = 2;
    /** More than one batch names. */
    private static final int FILES = 40;

    private static final String ORIGIN = "simulator";

    /** What it does. */
    enum Kind {
        OPEN,
        SUBSCRIBE,
        VOICE,
        SMS,
        DATA,
        WALLET,
        MESSAGES,
        TRANSFER,
        MOVE,
        CANCEL,
        REPLACE,
        CLOSE
    }

    /** As a gateway makes it a command of an account. */
    byte[] command(final String account) {
        final Command command = new Command();
        command.reset(type());
        command.account = AccountKey.of(account);
        command.name = "";
        command.text = "";
        command.zone = "";
        command.atMs = SimClock.BEGIN_MS + sendMs;
        command.origin = Symbol.of(ORIGIN);
        command.sourceFile = 1 + number % FILES;
        command.sourceLine = number + 1L;
        if (kind != Kind.OPEN) {
            command.id(id.getBytes(StandardCharsets.UTF_8));
        }
        fill(command, account);
        final ByteSink sink = new ByteSink(256);
        command.content = CommandCodec.contentOf(command, sink);
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        return sink.copy();
    }

    /** Name of a file that events come from; each gateway has its own of a number. */
    static String fileName(final String gateway, final int number) {
        return gateway + "-usage-" + number + ".csv";
    }

    /** True if it can be taken back. */
    boolean isUsage() {
        return kind == Kind.VOICE || kind == Kind.SMS || kind == Kind.DATA || kind == Kind.REPLACE;
    }

    /** Which event a command is of. */
    static int number(final Command command) {
        return (int) command.sourceLine - 1;
    }

    private CommandType type() {
        return switch (kind) {
            case OPEN -> CommandType.OPEN_ACCOUNT;
            case SUBSCRIBE -> CommandType.SUBSCRIBE;
            case VOICE, SMS, DATA -> CommandType.USAGE;
            case WALLET, MESSAGES -> CommandType.TOP_UP;
            case TRANSFER -> CommandType.TRANSFER;
            case MOVE -> CommandType.MOVE_IDENTITY;
            case CANCEL -> CommandType.CANCEL_EVENT;
            case REPLACE -> CommandType.REPLACE_EVENT;
            case CLOSE -> CommandType.CLOSE_CYCLE;
        };
    }

    private void fill(final Command command, final String account) {
        switch (kind) {
            case OPEN -> {
                command.name = account;
                command.text = "EUR";
                command.zone = "UTC";
                command.cycleRule = 1;
                command.quantity = number % 3 == 0 ? Symbol.of("second-telecom") : 0;
            }
            case SUBSCRIBE -> command.name = "standard";
            case VOICE -> usage(command, "voice", amount * MS);
            case SMS -> usage(command, "sms", amount);
            case DATA -> usage(command, "data", amount * MEGABYTE);
            case WALLET -> {
                command.name = "wallet";
                command.untilMs = untilMs;
                cents(command);
            }
            case MESSAGES -> {
                command.name = "messages";
                command.untilMs = untilMs;
                command.quantity = amount;
            }
            case TRANSFER -> {
                command.name = "wallet";
                command.text = peer;
                cents(command);
            }
            case MOVE -> {
                command.name = holder;
                command.text = peer;
                command.fromMs = startMs;
            }
            case CANCEL -> event(command);
            case REPLACE -> {
                usage(command, "voice", amount * MS);
                event(command);
            }
            case CLOSE -> {
                // Its time says it all.
            }
        }
    }

    private void event(final Command command) {
        command.name = peer;
        command.text = ORIGIN;
    }

    private void usage(final Command command, final String service, final long quantity) {
        command.service = Symbol.of(service);
        command.startMs = startMs;
        command.quantity = quantity;
        command.identity = byIdentity ? AttributeValue.hash(holder) : 0;
    }

    private void cents(final Command command) {
        command.hasAmount = true;
        command.amountUnscaled = amount;
        command.amountDecimals = CENTS;
    }
}
