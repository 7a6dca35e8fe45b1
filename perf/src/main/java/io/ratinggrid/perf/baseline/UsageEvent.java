package io.ratinggrid.perf.baseline;

import java.util.HexFormat;

import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;

/** An event on its way to the cache of accounts; quantities in milliseconds, octets or messages. No record: Ignite cannot marshal one. */
final class UsageEvent {
    private static final int VOICE = Symbol.of("voice");
    private static final int DATA = Symbol.of("data");

    final String id;
    final long account;
    final long startMs;
    final String service;
    final long quantity;
    final String number;

    UsageEvent(
            final String id,
            final long account,
            final long startMs,
            final String service,
            final long quantity,
            final String number) {
        this.id = id;
        this.account = account;
        this.startMs = startMs;
        this.service = service;
        this.quantity = quantity;
        this.number = number;
    }

    static UsageEvent of(final Command command) {
        return new UsageEvent(
                HexFormat.of().formatHex(command.id()),
                command.account,
                command.startMs,
                service(command.service),
                command.quantity,
                command.numberLength == 0 ? "" : Digits.text(command.number, command.numberLength));
    }

    private static String service(final int symbol) {
        if (symbol == VOICE) {
            return "voice";
        }
        return symbol == DATA ? "data" : "sms";
    }

    boolean isSame(final UsageEvent other) {
        return id.equals(other.id)
                && account == other.account
                && startMs == other.startMs
                && service.equals(other.service)
                && quantity == other.quantity
                && number.equals(other.number);
    }
}
