package io.ratinggrid.perf.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;

import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.IdentityMark;
import io.ratinggrid.rating.partition.PartitionEngine;

/**
 * Follows identities from account to account: each move leaves the account that the one before it went to, comes once, is settled once, and
 * at the end the last account says that it has the identity. Partitions may be gone through in any order. One thread.
 */
final class MoveCheck {
    /** A move as the journal of the account that it left has it. */
    private record Move(KeyLine line, long from, OutboxItem item) {}

    private final Problems problems;
    /** By key and number of the move. */
    private final Map<Integer, Map<Integer, Move>> moves = new TreeMap<>();

    private final Set<OutboxItem> received = new HashSet<>();
    private final Map<OutboxItem, Integer> settled = new HashMap<>();
    private int arrived;

    MoveCheck(final Problems problems) {
        this.problems = problems;
    }

    /** An identity left an account. */
    void left(final KeyLine line, final long from, final OutboxItem item) {
        final Move before =
                moves.computeIfAbsent(line.key, key -> new TreeMap<>()).put(line.move, new Move(line, from, item));
        if (before != null) {
            problems.add("done twice", line.toString());
        }
    }

    /** Looks at the second and third step; other records are passed over. */
    void take(final JournalRecord record) {
        final Command command = record.command();
        if (record.code() != ResultCode.DONE) {
            return;
        }
        if (command.type == CommandType.RECEIVE_IDENTITY
                && !received.add(new OutboxItem(command.sourcePartition, command.item))) {
            problems.add("done twice", "identity item=" + command.item + " of partition=" + command.sourcePartition);
        }
        if (command.type == CommandType.SETTLE_IDENTITY
                && settled.put(new OutboxItem(record.partition(), command.item), command.answer) != null) {
            problems.add(
                    "done twice", "identity settled twice: partition=" + record.partition() + " item=" + command.item);
        }
    }

    /** Everything was taken, and nothing is on the way. */
    void finish(final LongFunction<PartitionEngine> engines) {
        moves.forEach((key, ofKey) -> {
            long holder = AccountKey.of(KeyLine.seedAccount(key));
            int last = 0;
            for (final Move move : ofKey.values()) {
                final boolean came = isSettled(move);
                if (move.from() != holder) {
                    problems.add("identity", "left an account that does not have it: " + move.line());
                }
                if (came != received.contains(move.item())) {
                    problems.add("identity", "settled otherwise than it came: " + move.line());
                }
                if (came) {
                    holder = AccountKey.of(move.line().peer);
                    last = move.line().move;
                    arrived++;
                }
            }
            if (last > 0) {
                checkHolder(key, holder, last, engines.apply(holder));
            }
        });
    }

    private boolean isSettled(final Move move) {
        final Integer answer = settled.get(move.item());
        if (answer == null) {
            problems.add("identity", "still on its way: " + move.line());
        }
        return answer != null && answer == ResultCode.DONE.number();
    }

    private void checkHolder(final int key, final long holder, final int last, final PartitionEngine engine) {
        final List<IdentityMark> marks = engine.marks(holder, AttributeValue.hash(KeyLine.identity(key)));
        final IdentityMark mark = marks.isEmpty() ? null : marks.get(marks.size() - 1);
        if (mark == null || !mark.account().isEmpty() || mark.fromMs() != KeyLine.fromMs(last)) {
            problems.add("identity", "key=" + key + " is not where its move=" + last + " brought it: " + mark);
        }
    }

    /** How many have arrived. */
    int moves() {
        return arrived;
    }
}
