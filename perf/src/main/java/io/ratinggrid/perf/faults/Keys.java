package io.ratinggrid.perf.faults;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import io.ratinggrid.rating.command.ResultCode;

/**
 * Identities that move from account to account while usage names only them: one move of each at a time, and usage of a time only once the
 * move before it is committed, for what an account has charged before stays there. Any thread.
 */
final class Keys {
    /** How many there are. */
    private static final int COUNT = 64;

    private static final int MOVE_ONCE_IN = 4;
    private static final int MOST_TEXTS = 3;
    /** A move that came again late may find that its identity has moved on. */
    private static final Set<ResultCode> DONE = Set.of(ResultCode.DONE, ResultCode.DUPLICATE, ResultCode.INVALID_VALUE);

    private final Random random;
    private final List<Line> opens =
            IntStream.range(0, COUNT).mapToObj(KeyLine::open).toList();
    private final List<String> accounts;
    private final String[] holders = new String[COUNT];
    private final int[] moves = new int[COUNT];
    private final boolean[] moving = new boolean[COUNT];
    private int made;

    Keys(final long seed, final List<String> accounts) {
        random = new Random(seed);
        this.accounts = List.copyOf(accounts);
    }

    /** The lines that open the accounts of all keys; each gateway must have taken them before it can know a key. */
    List<Line> opens() {
        return opens;
    }

    /** The next line: a move, or usage. */
    synchronized KeyLine next(final int fault) {
        final int key = random.nextInt(COUNT);
        final String id = "k" + made++;
        if (!moving[key] && (moves[key] == 0 || random.nextInt(MOVE_ONCE_IN) == 0)) {
            moving[key] = true;
            return new KeyLine(id, Line.Kind.MOVE, key, moves[key] + 1, 0, other(holders[key]), fault);
        }
        if (moves[key] == 0) {
            return next(fault);
        }
        return new KeyLine(
                id, Line.Kind.KEY_SMS, key, 1 + random.nextInt(moves[key]), 1 + random.nextInt(MOST_TEXTS), "", fault);
    }

    private String other(final String holder) {
        String account = holder;
        while (account == null || account.equals(holder)) {
            account = accounts.get(random.nextInt(accounts.size()));
        }
        return account;
    }

    /** A line was answered; false if it must be sent again: its gateway does not know yet where the identity is. */
    synchronized boolean answered(final KeyLine line, final ResultCode code) {
        if (line.kind != Line.Kind.MOVE) {
            return true;
        }
        if (!DONE.contains(code)) {
            return false;
        }
        if (moves[line.key] < line.move) {
            moves[line.key] = line.move;
            holders[line.key] = line.peer;
            moving[line.key] = false;
        }
        return true;
    }
}
