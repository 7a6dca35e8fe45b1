package io.ratinggrid.perf.simulator;

import java.util.HashMap;
import java.util.Map;

import io.ratinggrid.perf.faults.OutboxItem;
import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Follows what one account sends to another, and events that are taken back: each item is answered once, and settled once, as it was answered. */
final class Items {
    private final Problems problems;
    private final Map<OutboxItem, ResultCode> answers = new HashMap<>();
    private final Map<OutboxItem, ResultCode> settled = new HashMap<>();
    private final Map<Integer, Integer> sent = new HashMap<>();

    Items(final Problems problems) {
        this.problems = problems;
    }

    void take(final JournalRecord record) {
        final Command command = record.command();
        final ResultCode code = record.code();
        if (command.type.sendsItem() && code == ResultCode.DONE) {
            sent.merge(record.partition(), 1, Integer::sum);
        } else if (command.type.receivesItem() && code.kind() != ResultCode.Kind.DUPLICATE) {
            final ResultCode before = answers.put(new OutboxItem(command.sourcePartition, command.item), code);
            if (before != null && (before != code || code == ResultCode.DONE)) {
                problems.add("item", "answered twice: " + before + ", " + code + " " + describe(command));
            }
        } else if (command.type == CommandType.REVERSE_EVENT && code.kind() != ResultCode.Kind.DUPLICATE) {
            answers.put(new OutboxItem(record.partition(), command.item), code);
            settle(record, code);
        } else if (command.type.settlesItem() && code == ResultCode.DONE) {
            settle(record, ResultCode.of(command.answer));
        }
    }

    private void settle(final JournalRecord record, final ResultCode answer) {
        final Command command = record.command();
        if (settled.put(new OutboxItem(record.partition(), command.item), answer) != null) {
            problems.add("item", "settled twice: partition=" + record.partition() + " item=" + command.item);
        }
    }

    /** Everything was taken, and nothing is on its way; {@code documents}: that were to get numbers, which are items, too. */
    void finish(final long documents) {
        if (!answers.equals(settled)) {
            problems.add("item", "answered otherwise than settled: " + answers.size() + ", " + settled.size());
        }
        final long all =
                documents + sent.values().stream().mapToLong(Integer::intValue).sum();
        if (all != settled.size()) {
            problems.add("item", "sent=" + all + " settled=" + settled.size());
        }
    }

    int settled() {
        return settled.size();
    }

    private static String describe(final Command command) {
        return "partition=" + command.sourcePartition + " item=" + command.item;
    }
}
