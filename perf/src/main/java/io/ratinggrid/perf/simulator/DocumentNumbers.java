package io.ratinggrid.perf.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.ratinggrid.perf.faults.OutboxItem;
import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Follows the numbers of documents: those of each legal entity and year must be 1 to n, and each document have one. One thread. */
final class DocumentNumbers {
    private final Problems problems;
    /** Which series an item asked a number of. */
    private final Map<OutboxItem, String> asked = new HashMap<>();

    private final Map<OutboxItem, Long> got = new HashMap<>();

    DocumentNumbers(final Problems problems) {
        this.problems = problems;
    }

    void take(final JournalRecord record) {
        final Command command = record.command();
        if (record.code() != ResultCode.DONE) {
            return;
        }
        if (command.type == CommandType.ASSIGN_NUMBER) {
            final String series = Integer.toHexString(command.bucket) + "/" + command.quantity;
            if (asked.put(new OutboxItem(command.sourcePartition, command.item), series) != null) {
                problems.add(
                        "number", "assigned twice: partition=" + command.sourcePartition + " item=" + command.item);
            }
        } else if (command.type == CommandType.SETTLE_NUMBER
                && got.put(new OutboxItem(record.partition(), command.item), command.quantity) != null) {
            problems.add("number", "settled twice: partition=" + record.partition() + " item=" + command.item);
        }
    }

    /** Everything was taken, and nothing is on its way; gives how many documents have a number. */
    int finish(final int documents) {
        if (!asked.keySet().equals(got.keySet()) || got.size() != documents) {
            problems.add("number", "documents=" + documents + " assigned=" + asked.size() + " settled=" + got.size());
        }
        final Map<String, SortedSet<Long>> series = new TreeMap<>();
        got.forEach((item, number) -> {
            if (!series.computeIfAbsent(asked.getOrDefault(item, ""), name -> new TreeSet<>())
                    .add(number)) {
                problems.add("number", "given twice: number=" + number + " " + item);
            }
        });
        series.forEach((name, numbers) -> {
            if (numbers.first() != 1 || numbers.last() != numbers.size()) {
                problems.add("number", "series=" + name + " has gaps: " + numbers);
            }
        });
        return got.size();
    }
}
