package io.ratinggrid.rating.reference;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SessionGroup;

/** Short ways to make commands, copy them and write them down. */
final class Commands {
    private Commands() {}

    static Command of(final CommandType type, final String account, final int subscriber, final long at) {
        final Command command = new Command();
        command.reset(type);
        command.account = AccountKey.of(account);
        command.subscriber = subscriber;
        command.atMs = at;
        command.name = "";
        command.text = "";
        command.zone = "";
        return command;
    }

    static void identify(final Command command, final String origin, final String id) {
        command.origin = Symbol.of(origin);
        command.id(id.getBytes(StandardCharsets.UTF_8));
    }

    static void number(final Command command, final String digits) {
        command.number = digits.isEmpty() ? 0 : Digits.of(digits);
        command.numberLength = digits.length();
    }

    static void attribute(final Command command, final String name, final String value) {
        command.attribute(Symbol.of(name), AttributeValue.hash(value));
    }

    static void amount(final Command command, final long unscaled, final int decimals) {
        command.hasAmount = true;
        command.amountUnscaled = unscaled;
        command.amountDecimals = decimals;
    }

    /** What journals an answer where the item came from. */
    static Command settle(final ReferenceTransfers.Sent sent, final ResultCode answer) {
        final boolean moves = sent.receive().type == CommandType.RECEIVE_IDENTITY;
        final Command settle =
                of(moves ? CommandType.SETTLE_IDENTITY : CommandType.SETTLE_TRANSFER, "", 0, sent.receive().atMs);
        settle.account = sent.account();
        settle.item = sent.item();
        settle.answer = answer.number();
        return settle;
    }

    /** Says by which identity the account of usage was found. */
    static void identity(final Command event, final String identity) {
        event.identity = AttributeValue.hash(identity);
    }

    /** Sets the checksum of its content; last. */
    static Command sealed(final Command command) {
        command.content = CommandCodec.contentOf(command, new ByteSink(256));
        return command;
    }

    static Command copy(final Command command) {
        final ByteSink sink = new ByteSink(256);
        CommandCodec.encode(command, sink);
        final Command copy = new Command();
        CommandCodec.decode(new ByteSource().wrap(sink.bytes(), 0, sink.length()), copy);
        return copy;
    }

    static String text(final Command command) {
        final StringBuilder text = new StringBuilder();
        text.append(command.type.word())
                .append(" at=")
                .append(Instant.ofEpochMilli(command.atMs))
                .append(" account=")
                .append(Long.toHexString(command.account))
                .append(" subscriber=")
                .append(command.subscriber);
        if (command.idLength > 0) {
            text.append(" id=").append(new String(command.id(), StandardCharsets.UTF_8));
        }
        if (command.type == CommandType.USAGE) {
            text.append(" start=").append(Instant.ofEpochMilli(command.startMs));
            text.append(" service=")
                    .append(serviceName(command.service))
                    .append(" quantity=")
                    .append(command.quantity);
            text.append(command.untilMs == 0 ? "" : " end=" + Instant.ofEpochMilli(command.untilMs));
            text.append(" number=").append(Digits.text(command.number, command.numberLength));
            text.append(command.session == 0 ? "" : " session=" + command.session);
            text.append(command.sessionEnds ? " ends" : "")
                    .append(" attributes=")
                    .append(command.attributes);
            text.append(command.identity == 0 ? "" : " identity=" + Long.toHexString(command.identity));
        } else if (command.type.ofSession()) {
            addSession(command, text);
        } else if (command.item != 0) {
            text.append(" item=").append(command.item).append(" below=").append(command.settledBelow);
            text.append(" answer=").append(command.answer).append(" quantity=").append(command.quantity);
            text.append(" bucket=").append(command.bucket).append(" receiver=").append(command.receiver);
        } else {
            text.append(command.payer == Payer.ANY ? "" : " to=" + command.payer.word());
            text.append(" name=").append(command.name).append(" text=").append(command.text);
            text.append(" quantity=").append(command.quantity);
            text.append(command.grantAmounts.isEmpty() ? "" : " amounts=" + command.grantAmounts);
            text.append(command.fromMs == 0 ? "" : " from=" + Instant.ofEpochMilli(command.fromMs));
            text.append(command.untilMs == 0 ? "" : " until=" + Instant.ofEpochMilli(command.untilMs));
        }
        text.append(command.hasAmount ? " amount=" + command.amountUnscaled + "e-" + command.amountDecimals : "");
        return text.toString();
    }

    private static void addSession(final Command command, final StringBuilder text) {
        text.append(" session=").append(command.session).append(command.sessionEnds ? " ends" : "");
        text.append(command.startMs == 0 ? "" : " start=" + Instant.ofEpochMilli(command.startMs));
        text.append(" validity=").append(command.validitySeconds);
        for (int i = 0; i < command.groups; i++) {
            final SessionGroup group = command.group(i);
            text.append(" group ").append(group.group).append(' ').append(serviceName(group.service));
            text.append(group.hasUsed ? " used " + group.used : "");
            text.append(group.hasRequest ? " requested " + group.requested : "");
            text.append(" number=").append(Digits.text(group.number, group.numberLength));
            text.append(" attributes=").append(group.attributes);
        }
    }

    private static String serviceName(final int symbol) {
        return RandomCatalogs.SERVICES.stream()
                .filter(name -> Symbol.of(name) == symbol)
                .findFirst()
                .orElse("#" + symbol);
    }
}
