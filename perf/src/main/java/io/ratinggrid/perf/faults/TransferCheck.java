package io.ratinggrid.perf.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/**
 * Follows money from account to account: what left one must arrive at the other, once, and be settled at the first, once. Partitions may
 * be gone through in any order. One thread.
 */
final class TransferCheck {
    private static final long SCALED_PER_CENT = 10_000;

    /** From whom to whom. */
    private record Way(long from, long to) {}

    private final Problems problems;
    private final Set<OutboxItem> received = new HashSet<>();
    private final Set<OutboxItem> settled = new HashSet<>();
    private final Map<OutboxItem, Long> amounts = new HashMap<>();
    private final Map<Way, Long> open = new HashMap<>();

    TransferCheck(final Problems problems) {
        this.problems = problems;
    }

    /** A transfer left its account. */
    void sent(final Line line, final OutboxItem item) {
        amounts.put(item, line.amount);
        open.merge(new Way(AccountKey.of(line.account), AccountKey.of(line.peer)), line.amount, Long::sum);
    }

    /** Looks at the second and third step of a transfer; other records are passed over. */
    void take(final JournalRecord record, final LongFunction<AccountBook> books) {
        final Command command = record.command();
        if (record.code() != ResultCode.DONE) {
            return;
        }
        if (command.type == CommandType.RECEIVE_TRANSFER) {
            if (!received.add(new OutboxItem(command.sourcePartition, command.item))) {
                problems.add("done twice", "item=" + command.item + " of partition=" + command.sourcePartition);
            }
            final long cents = command.quantity / SCALED_PER_CENT;
            books.apply(command.account).receive(cents);
            open.merge(new Way(command.sourceAccount, command.account), -cents, Long::sum);
        } else if (command.type == CommandType.SETTLE_TRANSFER) {
            settle(new OutboxItem(record.partition(), command.item), command, books);
        }
    }

    private void settle(final OutboxItem item, final Command command, final LongFunction<AccountBook> books) {
        final Long cents = amounts.get(item);
        if (cents == null || !settled.add(item)) {
            problems.add("done twice", "settled more often than sent: " + item);
            return;
        }
        books.apply(command.account).settle(cents, command.answer == ResultCode.DONE.number());
    }

    /** Everything was taken: nothing may be on the way, and each way has brought what was sent on it. */
    void finish() {
        open.forEach((way, cents) -> {
            if (cents != 0) {
                problems.add(
                        "transfer",
                        "cents=" + cents + " are not arrived, from account=" + Long.toHexString(way.from()) + " to="
                                + Long.toHexString(way.to()));
            }
        });
        settled.stream()
                .filter(item -> !received.contains(item))
                .forEach(item -> problems.add("transfer", "settled and never received: " + item));
    }

    /** How many have arrived. */
    int transfers() {
        return received.size();
    }
}
