package io.ratinggrid.perf.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.node.output.AccountText;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.perf.faults.PartitionReplay;
import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.reference.AccountFigures;
import io.ratinggrid.rating.reference.Fraction;
import io.ratinggrid.rating.reference.ReferenceEngine;

/**
 * Judges a world that is at rest: copies against each other, the journal against an engine that carries it out anew and against the exact reference, live and
 * recovered state against the journal, and all that was told against it.
 */
final class Judge {
    private static final long PEEK_US = 1_000;
    /** What is due is done within a tick of its owner, and some entries. */
    private static final long DUE_MS = 5_000;

    private static final long RECOVERY_US = 60_000_000;

    private final World world;
    private final List<PartitionReplay> replays = new ArrayList<>();
    private final Items items;
    private ReferenceEngine reference;
    private final DocumentNumbers numbers;
    /** By number of the event. */
    private final Map<Integer, List<ResultCode>> codes = new HashMap<>();
    /** By id: how often it was carried out. */
    private final Map<String, Integer> carriedOut = new HashMap<>();

    /** Partitions with an account for which time could not do what was due, such as a sum out of range. */
    private final Set<Integer> undone = new HashSet<>();

    Judge(final World world) {
        this.world = world;
        items = new Items(world.problems);
        numbers = new DocumentNumbers(world.problems);
    }

    void check() {
        reference = new ReferenceEngine(world.catalogs.models(), world.scale.partitions());
        for (int partition = 0; partition < world.scale.partitions(); partition++) {
            checkCopies(partition);
            replays.add(new PartitionReplay(
                    partition,
                    world.catalogs.models(),
                    world.catalogs.book(),
                    reference,
                    true,
                    SimNode.RATING,
                    world.problems));
        }
        follow();
        compare("live");
        world.nodes.forEach(node -> node.kill("the judge wants to see what is recovered"));
        world.nodes.forEach(SimNode::start);
        recover();
        follow();
        compare("recovered");
        items.finish(replays.stream().mapToLong(PartitionReplay::numbersAsked).sum());
        checkAccounts();
        checkNumbers();
        checkEvents();
        count();
    }

    private void checkCopies(final int partition) {
        final List<Copy> copies = world.members.agreed().owners().get(partition).stream()
                .mapToObj(node -> world.members.copy(node, partition))
                .toList();
        for (final Copy copy : copies) {
            if (!copy.entries.keySet().equals(copies.get(0).entries.keySet())
                    || !copy.entries.entrySet().stream()
                            .allMatch(entry -> Arrays.equals(
                                    entry.getValue(), copies.get(0).entries.get(entry.getKey())))) {
                world.problems.add("copies", "partition=" + partition + " differ");
            }
        }
    }

    /** Replays what has come to the journals since the last time, and looks at what readers were told as of then. */
    private void follow() {
        for (int partition = 0; partition < world.scale.partitions(); partition++) {
            for (final Readers.Told told : world.readers.told(partition)) {
                if (told.sequence() > replays.get(partition).entries()) {
                    followTo(partition, told.sequence() + 1);
                }
                if (told.sequence() == replays.get(partition).entries()) {
                    compare(told);
                }
            }
            followTo(partition, Long.MAX_VALUE);
        }
    }

    /** Up to the entry before a sequence. */
    private void followTo(final int partition, final long before) {
        final PartitionReplay replay = replays.get(partition);
        replay.replay(world.stores.removed.journal(partition, replay.entries()).headMap(before), this::take);
    }

    private void compare(final Readers.Told told) {
        final String expected = AccountText.of(replays.get(told.partition()).engine(), AccountKey.of(told.account()));
        if (!expected.equals(told.text())) {
            world.problems.add("read", told + " journal=" + expected);
        }
        world.counts.add("reads compared", 1);
    }

    private void take(final JournalRecord record) {
        items.take(record);
        numbers.take(record);
        checkSource(record);
        if (record.command().type == CommandType.REVERSE_EVENT) {
            final boolean isBack = record.code().kind() == ResultCode.Kind.RATED;
            world.counts.add(isBack ? "events taken back" : "events not taken back", 1);
        } else if (record.command().type == CommandType.ADVANCE_TIME) {
            world.counts.add("done as it was due", 1);
            if (record.code() != ResultCode.DONE) {
                undone.add(partitionOf(record));
            }
        } else if (record.command().sourceLine > 0) {
            codes.computeIfAbsent(SimEvent.number(record.command()), key -> new ArrayList<>(2))
                    .add(record.code());
            if (record.code().kind() == ResultCode.Kind.RATED) {
                final boolean isOpen = record.command().type == CommandType.OPEN_ACCOUNT;
                carriedOut.merge(isOpen ? "open/" + record.command().name : record.id(), 1, Integer::sum);
            }
        }
    }

    /** The journal says which file of which gateway a command came from, also of one that takes another back. */
    private void checkSource(final JournalRecord record) {
        final Command command = record.command();
        if (command.type == CommandType.REVERSE_EVENT) {
            if (record.code().kind() == ResultCode.Kind.RATED
                    && (command.source.isEmpty()
                            || command.replacement.length > 0 == command.replacementSource.isEmpty())) {
                world.problems.add(
                        "source",
                        "reversal item=" + command.item + " of=" + command.source + " by=" + command.replacementSource);
            }
        } else if (command.sourceLine > 0) {
            if (!isOfGateway(record)) {
                world.problems.add(
                        "source",
                        "file=" + command.sourceFile + " line=" + command.sourceLine + " is said to be "
                                + record.source());
            }
            world.counts.add("sources compared", 1);
        }
    }

    private boolean isOfGateway(final JournalRecord record) {
        final int sentTo = world.events.get(SimEvent.number(record.command())).gateways();
        for (int gateway = 0; gateway < world.scale.gateways(); gateway++) {
            final String name = SimEvent.fileName(world.gateways.get(gateway).name(), record.command().sourceFile);
            if ((sentTo >> gateway & 1) == 1 && name.equals(record.source())) {
                return true;
            }
        }
        return false;
    }

    private int partitionOf(final JournalRecord record) {
        return AccountKey.partition(record.command().account, world.scale.partitions());
    }

    /** State as owners have it now, byte by byte; nothing may be under way. */
    private void compare(final String what) {
        checkDue(what);
        for (int partition = 0; partition < world.scale.partitions(); partition++) {
            final int of = partition;
            final List<byte[]> expected = images(replays.get(partition).engine());
            final int primary = world.members.agreed().primary()[partition];
            world.nodes.get(primary).grid().peek(partition, Judge::images, answer -> {
                world.counts.add(what + " states compared", 1);
                if (answer.value() == null) {
                    world.problems.add("state", what + " partition=" + of + " " + answer.outcome());
                } else if (answer.sequence() != replays.get(of).entries()) {
                    world.problems.add("state", what + " partition=" + of + " sequence=" + answer.sequence());
                } else {
                    compare(what, of, expected, answer.value());
                }
            });
        }
        world.time.runUntil(world.time.nowUs() + PEEK_US);
    }

    /** Cycles end by time alone, whether or not anything happens at their accounts. */
    private void checkDue(final String what) {
        final long longAgoMs = SimClock.BEGIN_MS + world.time.nowUs() / 1_000 - DUE_MS;
        for (int partition = 0; partition < replays.size(); partition++) {
            final long dueMs = replays.get(partition).engine().dueMs();
            if (dueMs < longAgoMs && !undone.contains(partition)) {
                world.problems.add("due", what + " partition=" + partition + " since " + dueMs);
            }
        }
    }

    private void compare(final String what, final int partition, final List<byte[]> one, final List<byte[]> other) {
        for (int chunk = 0; chunk < one.size(); chunk++) {
            if (!Arrays.equals(one.get(chunk), other.get(chunk))) {
                world.problems.add("state", what + " partition=" + partition + " chunk=" + chunk + " differs");
            }
        }
    }

    /** As they would be written now; what is to be written still is. */
    private static List<byte[]> images(final PartitionLogic logic) {
        final List<byte[]> images = new ArrayList<>();
        for (int chunk = 0; chunk < logic.chunks(); chunk++) {
            final boolean isDirty = logic.isDirty(chunk);
            final ByteSink sink = new ByteSink(1_024);
            logic.writeChunk(chunk, sink);
            if (isDirty) {
                logic.outdated(chunk, 0);
            }
            images.add(sink.copy());
        }
        return images;
    }

    private void recover() {
        final long untilUs = world.time.nowUs() + RECOVERY_US;
        while (!isAllOpen()) {
            if (world.time.nowUs() > untilUs) {
                world.problems.add("no rest", "partitions do not open again");
                return;
            }
            world.time.runUntil(world.time.nowUs() + PEEK_US * 100);
        }
    }

    private boolean isAllOpen() {
        for (int partition = 0; partition < world.scale.partitions(); partition++) {
            final int primary = world.members.agreed().primary()[partition];
            if (primary == Topology.NOBODY || world.nodes.get(primary).state(partition) != OwnerState.OPEN) {
                return false;
            }
        }
        return world.members.isWhole();
    }

    private void checkAccounts() {
        final Map<Integer, List<String>> byPartition = new HashMap<>();
        for (final SimEvent event : world.events.values()) {
            if (event.kind() == SimEvent.Kind.OPEN) {
                byPartition
                        .computeIfAbsent(
                                AccountKey.partition(AccountKey.of(event.holder()), world.scale.partitions()),
                                key -> new ArrayList<>())
                        .add(event.holder());
            }
        }
        byPartition.forEach((partition, accounts) -> {
            replays.get(partition).checkAccounts(accounts);
            accounts.forEach(account -> checkPrice(partition, account));
        });
    }

    private void checkNumbers() {
        int documents = 0;
        for (final SimEvent event : world.events.values()) {
            if (event.kind() == SimEvent.Kind.OPEN) {
                documents += replays.get(AccountKey.partition(AccountKey.of(event.holder()), world.scale.partitions()))
                        .documents(event.holder());
            }
        }
        world.counts.add("documents with numbers", numbers.finish(documents));
    }

    /** Documents and what is unbilled add up to the cumulative price, as the reference has it; no line has been removed in so short a time. */
    private void checkPrice(final int partition, final String account) {
        final Optional<AccountFigures> figures = replays.get(partition).figures(account);
        final Optional<AccountFigures> expected = reference.figures(account);
        if (figures.isPresent() && expected.isPresent()) {
            final Fraction billed = figures.get().billed();
            final Fraction told = billed.plus(figures.get().unbilled());
            if (!told.equals(expected.get().price())) {
                world.problems.add(
                        "price",
                        account + " billed=" + billed + " with unbilled=" + told + " price="
                                + expected.get().price());
            }
            world.counts.add("prices compared", 1);
        }
    }

    private void checkEvents() {
        carriedOut.forEach((id, times) -> {
            if (times > 1) {
                world.problems.add("done twice", id + " times=" + times);
            }
        });
        for (final SimEvent event : world.events.values()) {
            final List<ResultCode> journaled = codes.getOrDefault(event.number(), List.of());
            if (journaled.isEmpty()) {
                world.problems.add("lost", event.toString());
            } else if (journaled.stream().allMatch(code -> code == ResultCode.IDENTITY_MOVED)) {
                world.problems.add("lost", "its identity was never followed: " + event);
            }
            for (final int told : world.origins.codes(event)) {
                if (!journaled.contains(ResultCode.of(told))) {
                    world.problems.add("answer", event.id() + " told=" + ResultCode.of(told) + " journal=" + journaled);
                }
            }
        }
    }

    private void count() {
        for (int partition = 0; partition < world.scale.partitions(); partition++) {
            world.counts.add("old entries removed", world.stores.removed.count(partition));
        }
        for (final PartitionReplay replay : replays) {
            world.counts.add("journal entries", replay.entries());
            world.counts.add("commands in the journal", replay.records());
            world.counts.add("openings", replay.openings());
            world.counts.add("streams retired", replay.retirements());
        }
        world.counts.add(
                "documents numbered",
                replays.stream().mapToLong(PartitionReplay::numbersAsked).sum());
        world.counts.add("items settled", items.settled());
        world.counts.add("events", world.events.size());
    }
}
