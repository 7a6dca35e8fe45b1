package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes what the origins of a world send: accounts that are opened, then usage, top-ups, transfers, identities that move, and usage that is cancelled or
 * replaced; some of it by way of both gateways, some of it again with other content. The same seed makes the same.
 */
final class Traffic {
    private static final int FIRST_MS = 500;
    private static final int REMEMBERED = 40;
    private static final int MOST_AT_ONCE = 50;
    private static final int IDENTITIES = 4;
    /** Usage is this much older than its sending at most. */
    private static final int LATE_MS = 4_000;

    private final Scale scale;
    private final Chance chance;
    private final List<SimEvent> events = new ArrayList<>();
    private final int[] opened;
    private final int[] moved = new int[IDENTITIES];
    private final long[] movedMs = new long[IDENTITIES];
    private final long[] lastStartMs = new long[IDENTITIES];

    Traffic(final Scale scale, final Chance chance) {
        this.scale = scale;
        this.chance = chance;
        opened = new int[scale.accounts()];
    }

    static String account(final int number) {
        return "account-" + number;
    }

    static String identity(final int number) {
        return "key:k" + number;
    }

    /** What every gateway knows at the beginning. */
    static Directory directory() {
        final Directory directory = new Directory();
        for (int i = 0; i < IDENTITIES; i++) {
            directory.enter(identity(i), Long.MIN_VALUE, account(i));
        }
        return directory;
    }

    List<SimEvent> make() {
        for (int account = 0; account < scale.accounts(); account++) {
            open(account);
        }
        final int span = scale.durationMs() - FIRST_MS;
        int left = scale.events();
        while (left > 0) {
            final int sendMs = FIRST_MS + (int) ((long) (scale.events() - left) * span / scale.events());
            for (int burst = Math.min(left, chance.between(1, MOST_AT_ONCE)); burst > 0; burst--) {
                event(sendMs);
                left--;
            }
        }
        return List.copyOf(events);
    }

    private void open(final int account) {
        final String name = account(account);
        final int own = events.size();
        add(SimEvent.Kind.OPEN, name, "", 0, 0, 0, own);
        opened[account] = events.size();
        add(SimEvent.Kind.SUBSCRIBE, name, "", 0, 0, 0, own);
        if (account < IDENTITIES) {
            moved[account] = opened[account];
        }
    }

    private void event(final int sendMs) {
        final int of100 = chance.between(0, 99);
        final int account = chance.between(0, scale.accounts() - 1);
        final String name = account(account);
        final int after = opened[account];
        final long startMs = SimClock.BEGIN_MS + sendMs - chance.between(0, LATE_MS);
        if (of100 < 4 && events.size() > 2 * scale.accounts() + REMEMBERED) {
            again(sendMs);
        } else if (of100 < 8 && events.size() > 2 * scale.accounts() + REMEMBERED) {
            takeBack(sendMs);
        } else if (of100 < 30) {
            add(SimEvent.Kind.VOICE, name, "", chance.between(1, 300), startMs, sendMs, after);
        } else if (of100 < 42) {
            add(SimEvent.Kind.SMS, name, "", chance.between(1, 3), startMs, sendMs, after);
        } else if (of100 < 60) {
            add(SimEvent.Kind.DATA, name, "", chance.between(1, 40), startMs, sendMs, after);
        } else if (of100 < 70) {
            add(SimEvent.Kind.WALLET, name, "", chance.between(1, 200), 0, sendMs, after);
        } else if (of100 < 75) {
            add(SimEvent.Kind.MESSAGES, name, "", chance.between(1, 10), 0, sendMs, after);
        } else if (of100 < 85) {
            final String peer = chance.permille(30) ? "nobody" : account(chance.between(0, scale.accounts() - 1));
            add(SimEvent.Kind.TRANSFER, name, peer, chance.between(1, 60), 0, sendMs, after);
        } else if (of100 < 97) {
            byIdentity(sendMs);
        } else if (of100 < 99) {
            move(sendMs);
        } else if (chance.permille(500)) {
            add(SimEvent.Kind.WALLET, name, "", Long.MAX_VALUE / chance.between(1, 30_000), 0, sendMs, after);
        } else {
            add(SimEvent.Kind.CLOSE, name, "", 0, 0, sendMs, after);
        }
    }

    private void add(
            final SimEvent.Kind kind,
            final String holder,
            final String peer,
            final long amount,
            final long startMs,
            final int sendMs,
            final int after) {
        final long untilMs = kind == SimEvent.Kind.WALLET && chance.permille(300)
                ? SimClock.BEGIN_MS + sendMs / 1_000 * 1_000L + chance.between(2, 20) * 1_000L
                : 0;
        final int number = events.size();
        events.add(new SimEvent(
                number, "e" + number, kind, holder, false, peer, amount, startMs, untilMs, sendMs, after, gateways()));
    }

    private int gateways() {
        final int one = 1 << chance.between(0, scale.gateways() - 1);
        return chance.permille(200) ? (1 << scale.gateways()) - 1 : one;
    }

    /** What was sent before once more, or another under its id. */
    private void again(final int sendMs) {
        final SimEvent old = events.get(events.size() - 1 - chance.between(0, REMEMBERED - 1));
        if (old.byIdentity() || old.kind() == SimEvent.Kind.MOVE) {
            return;
        }
        events.add(new SimEvent(
                events.size(),
                old.id(),
                old.kind(),
                old.holder(),
                false,
                old.peer(),
                old.amount() + (chance.permille(300) ? 1 : 0),
                old.startMs(),
                old.untilMs(),
                sendMs,
                old.after(),
                gateways()));
    }

    /** Usage of late is cancelled or replaced once it was answered; mostly once. */
    private void takeBack(final int sendMs) {
        final SimEvent old = events.get(events.size() - 1 - chance.between(0, REMEMBERED - 1));
        if (!old.byIdentity() && old.isUsage()) {
            final SimEvent.Kind kind = chance.permille(500) ? SimEvent.Kind.CANCEL : SimEvent.Kind.REPLACE;
            final long startMs = SimClock.BEGIN_MS + sendMs;
            add(kind, old.holder(), old.id(), chance.between(1, 300), startMs, sendMs, old.number());
        }
    }

    /** An identity goes to another account, after all of its usage until then. */
    private void move(final int sendMs) {
        final int identity = chance.between(0, IDENTITIES - 1);
        final int number = events.size();
        final long fromMs = Math.max(lastStartMs[identity] + 1, SimClock.BEGIN_MS + sendMs);
        events.add(new SimEvent(
                number,
                "e" + number,
                SimEvent.Kind.MOVE,
                identity(identity),
                true,
                account(chance.between(0, scale.accounts() - 1)),
                0,
                fromMs,
                0,
                sendMs,
                moved[identity],
                1 << chance.between(0, scale.gateways() - 1)));
        moved[identity] = number;
        movedMs[identity] = fromMs;
        lastStartMs[identity] = fromMs;
    }

    /** Usage that names only an identity, of a time before or after its last move, sent when that is answered. */
    private void byIdentity(final int sendMs) {
        final int identity = chance.between(0, IDENTITIES - 1);
        final int number = events.size();
        final long startMs = movedMs[identity] == 0
                ? SimClock.BEGIN_MS + sendMs - chance.between(0, LATE_MS)
                : movedMs[identity] + chance.between(-2_000, 2_000);
        lastStartMs[identity] = Math.max(lastStartMs[identity], startMs);
        events.add(new SimEvent(
                number,
                "e" + number,
                SimEvent.Kind.SMS,
                identity(identity),
                true,
                "",
                chance.between(1, 3),
                startMs,
                0,
                sendMs,
                moved[identity],
                gateways()));
    }
}
