package io.ratinggrid.perf.charge;

import java.util.List;
import java.util.function.Consumer;

import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.perf.workload.Skew;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.SessionGroup;

/**
 * Charging sessions of three requests, with the services and quantities of the canonical workload: a first reservation; then what was used of it,
 * and another; then the rest, which ends the session. Request n of a seed is always the same one. The requests of a session lie a
 * block of others apart, and an account has one session at a time. One thread.
 */
public final class ChargeSessions {
    /** Requests of a session. */
    static final int REQUESTS = 3;

    private static final int MOST_OF_A_BLOCK = 1_000;
    private static final long OF_SESSION = 0x5e55_1011;

    private final long seed;
    private final int first;
    private final long[] keys;
    private final int block;
    private final CanonicalEvents usage;
    private final Command command = new Command();
    private final ByteSink encoded = new ByteSink(512);
    private final ByteSink scratch = new ByteSink(512);

    /** For {@code accounts} accounts whose indexes begin with {@code first}: those below are others' to use. */
    ChargeSessions(final long seed, final int first, final int accounts, final List<String> deck) {
        this.seed = seed;
        this.first = first;
        block = Math.min(accounts, MOST_OF_A_BLOCK);
        keys = new long[accounts];
        for (int i = 0; i < accounts; i++) {
            keys[i] = AccountKey.of(name(i));
        }
        usage = new CanonicalEvents(seed, first + accounts, Skew.of("none"), deck);
    }

    /** Name of an account, by its index among those that have sessions. */
    String name(final int index) {
        return CanonicalEvents.account(first + index);
    }

    /** The commands that open an account; each is valid during its call. */
    void open(final int index, final Consumer<Command> sink) {
        usage.open(first + index, sink);
    }

    /** Whose request it is, as an index among those that have sessions. */
    int accountOf(final long request) {
        return (int) (sessionOf(request) % keys.length);
    }

    private long sessionOf(final long request) {
        return request / (REQUESTS * (long) block) * block + request % block;
    }

    /** A request; valid until the next call. */
    Command fill(final long request) {
        final int step = (int) (request / block % REQUESTS);
        final long session = sessionOf(request);
        final Command event = usage.fill(session);
        final boolean isLast = step == REQUESTS - 1;
        command.reset(isLast ? CommandType.COMMIT : CommandType.RESERVE);
        command.account = keys[accountOf(request)];
        command.subscriber = 1;
        command.atMs = CanonicalEvents.receivedMs(request);
        command.startMs = command.atMs;
        command.origin = event.origin;
        command.session = Hash64.mix(seed ^ OF_SESSION ^ session);
        command.requestNumber = step + 1L;
        command.sessionEnds = isLast;
        final SessionGroup group = command.addGroup();
        group.service = event.service;
        group.number = event.number;
        group.numberLength = event.numberLength;
        group.hasUsed = step > 0;
        group.used = step == 0 ? 0 : Math.max(1, event.quantity / 2);
        group.hasRequest = !isLast;
        group.requested = isLast ? 0 : Math.max(1, event.quantity / 2);
        return command;
    }

    /** As it goes over the wire. */
    byte[] encode(final Command one) {
        scratch.truncate(0);
        one.content = CommandCodec.contentOf(one, scratch);
        encoded.truncate(0);
        CommandCodec.encode(one, encoded);
        return encoded.copy();
    }
}
