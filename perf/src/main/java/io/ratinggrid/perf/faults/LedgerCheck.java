package io.ratinggrid.perf.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.TransitSlot;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.reference.AccountFigures;
import io.ratinggrid.rating.reference.Fraction;

/**
 * Lays what the ledger was told beside what the journal holds: each answer must be there once, nothing may be done twice or more often
 * than it was sent, and everything must come to what the ledger's own arithmetic says. One thread.
 */
final class LedgerCheck {
    /** What a move may come to beside done: it came again, or late, or to a gateway that did not know the last move. */
    private static final Set<ResultCode> MOVE_CODES =
            Set.of(ResultCode.DUPLICATE, ResultCode.IDENTITY_MOVED, ResultCode.INVALID_VALUE);

    private static final int MICROS = 1_000_000;
    private static final int CENT_DECIMALS = 2;

    /** What the journal has of a line. */
    private static final class Found {
        private final Map<Integer, Integer> codes = new HashMap<>();
        private int records;
    }

    private final Problems problems;
    private final Map<String, List<Line>> byId = new HashMap<>();
    private final Map<Line, Found> found = new IdentityHashMap<>();
    private final Map<Long, AccountBook> books = new HashMap<>();
    private final TransferCheck transfers;
    private final MoveCheck moves;
    private final ReversalCheck reversals;
    private final Map<String, Integer> effective = new HashMap<>();
    /** By partition, the number of the last item that left it. */
    private final Map<Integer, Long> lastItems = new HashMap<>();

    private final FaultCounts counts;
    private int documents;

    LedgerCheck(final List<Line> lines, final FaultCounts counts, final Problems problems) {
        this.counts = counts;
        this.problems = problems;
        transfers = new TransferCheck(problems);
        moves = new MoveCheck(problems);
        reversals = new ReversalCheck(problems);
        for (final Line line : lines) {
            final List<Line> same = byId.computeIfAbsent(line.id, id -> new ArrayList<>(1));
            if (!same.contains(line)) {
                same.add(line);
            }
            found.computeIfAbsent(line, key -> new Found());
        }
    }

    /** Takes the next record of the journal of some partition. */
    void take(final JournalRecord record) {
        final Command command = record.command();
        final String id = record.id();
        transfers.take(record, this::book);
        moves.take(record);
        if (reversals.take(record, this::book) || isNotOurs(command, id)) {
            return;
        }
        final Line line = find(command, id);
        if (line == null) {
            problems.add("never sent", command.type + " id=" + id + " partition=" + record.partition());
            return;
        }
        final Found at = found.get(line);
        at.records++;
        at.codes.merge(record.code().number(), 1, Integer::sum);
        if (record.code().kind() == ResultCode.Kind.RATED && effective.merge(id, 1, Integer::sum) > 1) {
            counts.duplicated(line.fault);
            problems.add("done twice", line.toString());
        }
        if (line instanceof final KeyLine keyed) {
            takeKeyed(record, keyed);
            return;
        }
        final ResultCode expected = book(AccountKey.of(line.account)).execute(line);
        if (line.kind.sendsItem() && record.code() == ResultCode.DONE) {
            final OutboxItem item = nextItem(line.partition);
            if (line.kind == Line.Kind.TRANSFER) {
                transfers.sent(line, item);
            } else {
                reversals.asked(line, item);
            }
        }
        if (expected != record.code()) {
            problems.add("code", "journal=" + record.code() + " ledger=" + expected + " " + line);
        }
    }

    /** Whether an account has the identity, it knows itself: what it carries out is checked here, and that it is done once. */
    private void takeKeyed(final JournalRecord record, final KeyLine line) {
        final long account = record.command().account;
        if (line.kind == Line.Kind.MOVE) {
            if (record.code() == ResultCode.DONE) {
                moves.left(line, account, nextItem(record.partition()));
            } else if (!MOVE_CODES.contains(record.code())) {
                problems.add("code", "journal=" + record.code() + " " + line);
            }
        } else if (record.code() != ResultCode.IDENTITY_MOVED) {
            final ResultCode expected = book(account).execute(line);
            if (expected != record.code()) {
                problems.add("code", "journal=" + record.code() + " ledger=" + expected + " " + line);
            }
        }
    }

    /** Catalogs are published by the nodes; a line that opens an account makes several commands, of which the first counts. */
    private static boolean isNotOurs(final Command command, final String id) {
        return switch (command.type) {
            case PUBLISH_CATALOG,
                    ADD_SUBSCRIBER,
                    SUBSCRIBE,
                    RECEIVE_TRANSFER,
                    SETTLE_TRANSFER,
                    RECEIVE_IDENTITY,
                    SETTLE_IDENTITY -> true;
            default -> id.startsWith("catalog-");
        };
    }

    private Line find(final Command command, final String id) {
        for (final Line line : byId.getOrDefault(id, List.of())) {
            if ((line instanceof KeyLine || AccountKey.of(line.account) == command.account) && isSame(line, command)) {
                return line;
            }
        }
        return null;
    }

    private static boolean isSame(final Line line, final Command command) {
        return switch (line.kind) {
            case OPEN, MOVE, INVOICE -> true;
            case CANCEL -> command.fromMs == line.start().toEpochMilli();
            case VOICE, REPLACE_VOICE -> command.quantity == line.amount * 1_000;
            case SMS, MESSAGES, KEY_SMS, REPLACE_SMS -> command.quantity == line.amount;
            case DATA -> command.quantity == line.amount * MICROS;
            case WALLET, TRANSFER -> cents(command) == line.amount;
        };
    }

    private static long cents(final Command command) {
        long cents = command.amountUnscaled;
        for (int decimals = command.amountDecimals; decimals < CENT_DECIMALS; decimals++) {
            cents *= 10;
        }
        return cents;
    }

    private OutboxItem nextItem(final int partition) {
        return new OutboxItem(partition, lastItems.merge(partition, 1L, Long::sum));
    }

    private AccountBook book(final long account) {
        return books.computeIfAbsent(account, key -> new AccountBook());
    }

    /**
     * All records were taken: what was answered must be among them.
     *
     * @param drained whether gateways and outboxes had come to their end: then nothing may be on the way any more
     * @param engines the replayed partition of each account
     */
    void finish(final boolean drained, final LongFunction<PartitionEngine> engines) {
        if (drained) {
            transfers.finish();
            moves.finish(engines);
            reversals.finish();
        }
        found.forEach((line, at) -> {
            if (!line.answers().isEmpty()) {
                counts.committed(line.fault);
            }
            if (!line.answers().isEmpty() || line.isAcceptedOnly()) {
                counts.accepted(line.fault);
            }
            if (at.records == 0 && !line.answers().isEmpty()) {
                counts.lost(line.fault);
                problems.add("lost", line.toString());
            } else if (at.records == 0 && line.isOnLostDisk()) {
                counts.goneWithDisk(line.fault);
            } else if (at.records == 0 && line.isAcceptedOnly() && drained) {
                counts.lost(line.fault);
                problems.add("accepted and lost", line.toString());
            } else if (line.kind == Line.Kind.KEY_SMS
                    && drained
                    && !line.isOnLostDisk()
                    && !effective.containsKey(line.id)) {
                counts.lost(line.fault);
                problems.add("lost", "no account was charged: " + line);
            }
            if (at.records > line.sends() && !(line instanceof KeyLine)) {
                counts.duplicated(line.fault);
                problems.add("carried out more often than sent", "records=" + at.records + " " + line);
            }
            checkAnswers(line, at);
        });
    }

    private void checkAnswers(final Line line, final Found at) {
        final Map<Integer, Integer> left = new HashMap<>(at.codes);
        for (final int code : line.answers()) {
            if (at.records > 0 && left.merge(code, -1, Integer::sum) < 0) {
                problems.add("answer is not in the journal", "code=" + code + " journal=" + at.codes + " " + line);
            }
        }
    }

    /** How many transfers have arrived. */
    int transfers() {
        return transfers.transfers();
    }

    /** How many documents of the accounts that were compared. */
    int documents() {
        return documents;
    }

    /** How many events were taken back. */
    int reversals() {
        return reversals.done();
    }

    /** How many identities have arrived. */
    int moves() {
        return moves.moves();
    }

    /** Compares the accounts of a replayed partition with the ledger's books. */
    void checkAccounts(final List<String> accounts, final PartitionReplay replay) {
        for (final String name : accounts) {
            final Account account = replay.engine().account(AccountKey.of(name));
            final AccountBook book = book(AccountKey.of(name));
            if (account == null) {
                problems.add("account", name + " is not open");
                continue;
            }
            expect(name, "Calls", book.calls(), line(account, "Calls", 0));
            expect(name, "Texts", book.texts(), line(account, "Texts", 0));
            expect(name, "Data", book.spent(), line(account, "Data", LineSlot.PREPAID));
            expect(name, "wallet", book.wallet(), bucket(account, "wallet"));
            expect(name, "messages", book.messages(), bucket(account, "messages"));
            replay.figures(name).ifPresent(figures -> checkDocuments(name, book, figures));
            if (!book.isBalanced()) {
                problems.add("ledger", name + " granted is not spent, sent, remaining and in transit");
            }
            if (book.inTransit() != inTransit(account)) {
                problems.add("in transit", name + " cents=" + book.inTransit());
            }
        }
    }

    /** The sum of documents and what is unbilled is the cumulative price. */
    private void checkDocuments(final String name, final AccountBook book, final AccountFigures figures) {
        final Fraction billed = figures.billed();
        documents += figures.documents().size();
        if (!billed.equals(Fraction.of(book.billed()))) {
            problems.add("documents", name + " ledger=" + book.billed() + " grid=" + billed);
        }
        if (!billed.plus(figures.unbilled()).equals(Fraction.of(book.price()))) {
            problems.add(
                    "documents",
                    name + " documents=" + billed + " and unbilled=" + figures.unbilled() + " are not price="
                            + book.price());
        }
    }

    private void expect(final String account, final String what, final long ledger, final long engine) {
        if (ledger != engine) {
            problems.add("balance", account + " " + what + ": ledger=" + ledger + " grid=" + engine);
        }
    }

    /** What the state has on its way to others, in cents. */
    private static long inTransit(final Account account) {
        final StateRecord head = account.head();
        long total = 0;
        for (int slot = head.first(SlotKind.TRANSIT); slot >= 0; slot = head.next(SlotKind.TRANSIT, slot)) {
            total += TransitSlot.amount(head, slot);
        }
        return total / AccountBook.CENT;
    }

    private static long line(final Account account, final String name, final int flags) {
        final StateRecord head = account.head();
        long total = 0;
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.LINE
                    && LineSlot.line(head, slot) == Symbol.of(name)
                    && LineSlot.flags(head, slot) == flags) {
                total += LineSlot.whole(head, slot);
            }
        }
        return total;
    }

    private static long bucket(final Account account, final String name) {
        final StateRecord head = account.head();
        long total = 0;
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.BUCKET && BucketSlot.type(head, slot) == Symbol.of(name)) {
                total += BucketSlot.remaining(head, slot);
            }
        }
        return total;
    }
}
