package io.ratinggrid.perf.failover;

import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;

/** Calls of random accounts; event n of a run is always the same one. Threads share none, for its command is filled again and again. */
final class FailoverEvents {
    private static final long START_MS = 1_781_000_000_000L; // 2026-06-09T10:13:20Z
    private static final String NUMBER = "447700900123";
    private static final int LONGEST_S = 300;
    private static final int ID_BYTES = 2 * Long.BYTES;

    private final long seed;
    private final int accounts;
    private final long run;
    private final Command command = new Command();

    /** {@code run}: what tells its events from those of runs before on the same directory. */
    FailoverEvents(final long seed, final int accounts, final long run) {
        this.seed = seed;
        this.accounts = accounts;
        this.run = run;
    }

    /** An event, 0 the first; valid until the next call. */
    Command fill(final long event) {
        final long random = Hash64.mix(seed + event);
        command.reset(CommandType.USAGE);
        command.account = AccountKey.of(AccountFile.name((int) ((random >>> 32) % accounts)));
        command.subscriber = 1;
        command.origin = Symbol.of("failover");
        command.idLength = ID_BYTES;
        Bytes.putLong(command.id, 0, run);
        Bytes.putLong(command.id, Long.BYTES, event);
        command.startMs = START_MS + event;
        command.atMs = command.startMs + 1_000;
        command.service = Symbol.of("voice");
        command.quantity = 1_000L * (1 + (random & 0xFFFF) % LONGEST_S);
        command.number = Digits.of(NUMBER);
        command.numberLength = NUMBER.length();
        return command;
    }

    /** Number of an event of this run, by its id; -1 for another's. */
    long numberOf(final Command event) {
        return event.idLength == ID_BYTES && Bytes.getLong(event.id, 0) == run
                ? Bytes.getLong(event.id, Long.BYTES)
                : -1;
    }
}
