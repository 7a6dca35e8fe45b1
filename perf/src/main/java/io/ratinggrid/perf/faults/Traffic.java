package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.ratinggrid.rating.command.AccountKey;

/**
 * Makes random lines for many accounts, in groups of one partition. The same seed makes the same lines in the same order. One
 * thread.
 */
final class Traffic {
    private static final int REMEMBERED = 64;
    private static final int MOST_ODD = 100;
    private static final int EVENT_TRIES = 8;

    private final Random random;
    private final int partitions;
    private final List<List<String>> accounts;
    private final List<String> all;
    /** By partition. */
    private final Line[][] recent;

    private final Map<String, Line> conflicts = new HashMap<>();
    private int made;

    Traffic(final long seed, final int accountCount, final int partitions) {
        random = new Random(seed);
        this.partitions = partitions;
        accounts = IntStream.range(0, partitions)
                .mapToObj(partition -> (List<String>) new ArrayList<String>())
                .toList();
        recent = new Line[partitions][REMEMBERED];
        all = IntStream.range(0, accountCount).mapToObj(i -> "a" + i).toList();
        all.forEach(account -> accounts.get(partition(account)).add(account));
    }

    /** The accounts that there are. */
    List<String> accounts() {
        return all;
    }

    int partition(final String account) {
        return AccountKey.partition(AccountKey.of(account), partitions);
    }

    /** The line that opens an account. */
    Line open(final String account) {
        return new Line("open/" + account, Line.Kind.OPEN, account, partition(account), 0, "", 0);
    }

    /** A partition with accounts. */
    int anyPartition() {
        return partition(all.get(random.nextInt(all.size())));
    }

    /** True once in so many times. */
    boolean once(final int in) {
        return random.nextInt(in) == 0;
    }

    /**
     * Lines for accounts of one partition; now and then one that was there before, or another under an id that was there before.
     */
    List<Line> lines(final int partition, final int count, final int fault) {
        final List<Line> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final int odd = random.nextInt(MOST_ODD);
            final Line old = recent[partition][random.nextInt(REMEMBERED)];
            if (odd < 4 && old != null) {
                lines.add(odd < 2 ? old : conflicting(old, fault));
            } else {
                lines.add(fresh(partition, fault));
            }
        }
        return lines;
    }

    /** False if no account lives in a partition. */
    boolean hasAccounts(final int partition) {
        return !accounts.get(partition).isEmpty();
    }

    /** One line that was never there, for an account of a partition. */
    Line fresh(final int partition, final int fault) {
        final List<String> there = accounts.get(partition);
        final String account = there.get(random.nextInt(there.size()));
        final Line.Kind kind = kind(random.nextInt(100));
        final Line event = kind == Line.Kind.CANCEL || kind.replaces() ? event(partition) : null;
        final Line line;
        if (event != null) {
            line = new Line("e" + made, kind, event.account, partition, amount(kind), event.id, fault);
        } else if (kind == Line.Kind.TRANSFER) {
            line = new Line(
                    "e" + made, kind, account, partition, amount(kind), all.get(random.nextInt(all.size())), fault);
        } else {
            final Line.Kind other = kind == Line.Kind.CANCEL || kind.replaces() ? Line.Kind.VOICE : kind;
            line = new Line("e" + made, other, account, partition, amount(other), "", fault);
        }
        recent[partition][made % REMEMBERED] = line;
        made++;
        return line;
    }

    /** One of the latest of a partition to be taken back: mostly usage, and now and then what cannot be; null if there is none. */
    private Line event(final int partition) {
        Line found = null;
        for (int tries = 0; tries < EVENT_TRIES && (found == null || !found.kind.isUsage()); tries++) {
            final Line one = recent[partition][random.nextInt(REMEMBERED)];
            found = one == null ? found : one;
        }
        return found;
    }

    private Line conflicting(final Line old, final int fault) {
        // An invoice says nothing that could differ.
        return old.kind == Line.Kind.INVOICE
                ? old
                : conflicts.computeIfAbsent(
                        old.id,
                        id -> new Line(id, old.kind, old.account, old.partition, old.amount + 1, old.peer, fault));
    }

    private Line.Kind kind(final int of100) {
        if (of100 < 44) {
            return Line.Kind.VOICE;
        } else if (of100 < 59) {
            return Line.Kind.SMS;
        } else if (of100 < 74) {
            return Line.Kind.DATA;
        } else if (of100 < 80) {
            return Line.Kind.WALLET;
        } else if (of100 < 84) {
            return Line.Kind.MESSAGES;
        } else if (of100 < 89) {
            return Line.Kind.TRANSFER;
        } else if (of100 < 94) {
            return Line.Kind.CANCEL;
        } else if (of100 < 96) {
            return Line.Kind.REPLACE_VOICE;
        } else if (of100 < 98) {
            return Line.Kind.REPLACE_SMS;
        }
        return Line.Kind.INVOICE;
    }

    private long amount(final Line.Kind kind) {
        return switch (kind) {
            case VOICE, REPLACE_VOICE -> 1 + random.nextInt(300);
            case SMS, REPLACE_SMS -> 1 + random.nextInt(3);
            case DATA -> 1 + random.nextInt(40);
            case WALLET -> 1 + random.nextInt(100);
            case MESSAGES -> 1 + random.nextInt(10);
            case TRANSFER -> 1 + random.nextInt(50);
            case CANCEL -> 1 + random.nextInt(600);
            case OPEN, MOVE, KEY_SMS, INVOICE -> 0;
        };
    }
}
