package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Transit;

/**
 * Transfers, and the items of identities that move, as docs/RATING.md says. It never forgets what was sent and what was answered; what the engine may forget it keeps
 * apart. Not thread-safe.
 */
final class ReferenceTransfers {

    /** What has been sent: its item, where it is kept, and the command that delivers it. */
    record Sent(int partition, long item, long account, Command receive) {}

    private record Item(int target, int source, long item) {}

    private record Pair(int target, int source) {}

    private record Awaited(int partition, long item) {}

    private final ReferenceCatalogs catalogs;
    private final int partitions;
    private final List<Sent> sent = new ArrayList<>();
    private final Map<Integer, Long> lastItems = new HashMap<>();
    private final Map<Item, ResultCode> answers = new HashMap<>();
    private final Map<Pair, Long> settledBelow = new HashMap<>();
    private final Map<Integer, List<Long>> unsettled = new HashMap<>();
    /** Documents that wait for their numbers. */
    private final Set<Awaited> awaited = new HashSet<>();

    private final ReferenceMoves moves = new ReferenceMoves();

    ReferenceTransfers(final ReferenceCatalogs catalogs, final int partitions) {
        this.catalogs = catalogs;
        this.partitions = partitions;
    }

    /** Everything that was ever sent, in order. */
    List<Sent> sent() {
        return sent;
    }

    /** What the account that it went to has said; empty before it was delivered. */
    Optional<ResultCode> answer(final Sent transfer) {
        return Optional.ofNullable(
                answers.get(new Item(partition(transfer.receive().account), transfer.partition(), transfer.item())));
    }

    /** All items of a partition below are settled. */
    long settledBelow(final int partition) {
        return unsettled.getOrDefault(partition, List.of()).stream()
                .min(Comparator.naturalOrder())
                .orElseGet(() -> lastItems.getOrDefault(partition, 0L) + 1);
    }

    ReferenceMoves moves() {
        return moves;
    }

    /** The number of an item that leaves an account. */
    private long number(final int partition) {
        final long item = lastItems.merge(partition, 1L, Long::sum);
        unsettled.computeIfAbsent(partition, unused -> new ArrayList<>()).add(item);
        return item;
    }

    /** An identity leaves an account. */
    void move(final Command command) {
        moves.checkLeaving(command);
        final int partition = partition(command.account);
        final long item = number(partition);
        moves.left(command, item);
        final Command receive = Commands.of(CommandType.RECEIVE_IDENTITY, command.text, 0, command.fromMs);
        receive.item = item;
        receive.sourcePartition = partition;
        receive.sourceAccount = command.account;
        receive.settledBelow = settledBelow(partition);
        receive.receiver = command.zone.isEmpty() ? 0 : AttributeValue.hash(command.zone);
        receive.identity = AttributeValue.hash(command.name);
        receive.fromMs = command.fromMs;
        sent.add(new Sent(partition, item, command.account, receive));
    }

    /** So many documents more wait for their numbers. */
    void issued(final long account, final int documents) {
        final int partition = partition(account);
        for (int i = 0; i < documents; i++) {
            awaited.add(new Awaited(partition, number(partition)));
        }
    }

    /** A document of another account, or this one, gets the next number of its series, once. */
    void assign(final Command command) {
        answer(command);
        answers.put(new Item(partition(command.account), command.sourcePartition, command.item), ResultCode.DONE);
    }

    /** It has its number. */
    void settleNumber(final Command command) {
        final int partition = partition(command.account);
        if (!awaited.remove(new Awaited(partition, command.item))) {
            throw new Refusal(ResultCode.ALREADY_SETTLED);
        }
        unsettled.get(partition).remove(command.item);
    }

    /** An event is to be taken back; its item. */
    long cancel(final Command command) {
        final int partition = partition(command.account);
        final long item = number(partition);
        final Command reverse = Commands.of(CommandType.REVERSE_EVENT, "", 0, command.atMs);
        reverse.account = command.account;
        reverse.item = item;
        sent.add(new Sent(partition, item, command.account, reverse));
        return item;
    }

    void cancelled(final Command command) {
        unsettled.get(partition(command.account)).remove(command.item);
    }

    private int partition(final long account) {
        return AccountKey.partition(account, partitions);
    }

    /** {@code account} is a copy that may be changed, with its cycles turned; {@code amount} is above zero. */
    void send(final Command command, final ReferenceAccount account, final BucketModel type, final Fraction amount) {
        final Owner holder = type.pooled() ? account.head() : account.owners.get(command.subscriber);
        final List<Transit.Part> parts = withdraw(holder, type, amount, command.atMs);
        final int partition = partition(command.account);
        final long item = number(partition);
        final long until = command.untilMs == 0 ? 0 : seconds(command.untilMs);
        final long target = AccountKey.of(command.text);
        account.transits.put(item, new Transit(type.name(), target, amount, seconds(command.atMs), parts));
        final Command receive = Commands.of(CommandType.RECEIVE_TRANSFER, command.text, 0, seconds(command.atMs));
        receive.item = item;
        receive.sourcePartition = partition;
        receive.sourceAccount = command.account;
        receive.settledBelow = settledBelow(partition);
        receive.bucket = Symbol.of(type.name());
        receive.receiver = command.zone.isEmpty() ? 0 : AttributeValue.hash(command.zone);
        receive.quantity = amount.exactLong();
        receive.untilMs = until;
        sent.add(new Sent(partition, item, command.account, receive));
    }

    /** Takes an amount from the buckets of a type that hold, never below zero. */
    private static List<Transit.Part> withdraw(
            final Owner holder, final BucketModel type, final Fraction amount, final long time) {
        final List<Transit.Part> parts = new ArrayList<>();
        Fraction left = amount;
        for (final Bucket bucket : holder.inOrderOfExpiry(type.name(), time)) {
            final Fraction taken = bucket.free().floor().max(Fraction.ZERO).min(left);
            if (taken.signum() > 0) {
                bucket.remaining = bucket.remaining.minus(taken);
                left = left.minus(taken);
                parts.add(new Transit.Part(holder.ordinal, bucket.id, taken));
            }
        }
        if (left.signum() != 0) {
            throw new Refusal(ResultCode.UNFUNDED);
        }
        return parts;
    }

    /**
     * Answers an item once for all.
     *
     * @param account the account that it goes to, null: not open
     * @param turned  a copy of an account that may be changed, with its cycles turned to the command's time
     * @return the account as it is to be kept
     */
    ReferenceAccount receive(
            final Command command, final ReferenceAccount account, final UnaryOperator<ReferenceAccount> turned) {
        final Item item = answer(command);
        try {
            final ReferenceAccount received = command.type == CommandType.RECEIVE_IDENTITY
                    ? taken(command, account)
                    : granted(command, account, turned);
            answers.put(item, ResultCode.DONE);
            return received;
        } catch (final Refusal refusal) {
            answers.put(item, refusal.code);
            throw refusal;
        } catch (final ArithmeticException e) {
            answers.put(item, ResultCode.AMOUNT_OVERFLOW);
            throw e;
        }
    }

    /** The item, if it was not answered yet. */
    private Item answer(final Command command) {
        final int target = partition(command.account);
        final long below =
                settledBelow.merge(new Pair(target, command.sourcePartition), command.settledBelow, Math::max);
        if (command.item < below) {
            throw new Refusal(ResultCode.ALREADY_SETTLED);
        }
        final Item item = new Item(target, command.sourcePartition, command.item);
        final ResultCode first = answers.get(item);
        if (first != null) {
            throw new Refusal(first == ResultCode.DONE ? ResultCode.DUPLICATE : first);
        }
        return item;
    }

    private ReferenceAccount taken(final Command command, final ReferenceAccount account) {
        if (account == null) {
            throw new Refusal(ResultCode.UNKNOWN_ACCOUNT);
        }
        receiver(command, account);
        moves.come(command);
        return account;
    }

    private ReferenceAccount granted(
            final Command command, final ReferenceAccount account, final UnaryOperator<ReferenceAccount> turned) {
        if (account == null) {
            throw new Refusal(ResultCode.UNKNOWN_ACCOUNT);
        }
        final BucketModel type = catalogs.at(command.atMs).model.buckets().stream()
                .filter(model -> Symbol.of(model.name()) == command.bucket)
                .findFirst()
                .orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_NAME));
        final int ordinal = receiver(command, account);
        final ReferenceAccount copy = turned.apply(account);
        new ReferenceBilling(copy, catalogs)
                .grant(
                        copy.owners.get(ordinal),
                        type,
                        Fraction.of(BigDecimal.valueOf(command.quantity)),
                        command.atMs,
                        command.untilMs == 0 ? Optional.empty() : Optional.of(command.untilMs));
        return copy;
    }

    private static int receiver(final Command command, final ReferenceAccount account) {
        return account.owners.stream()
                .filter(owner -> command.receiver == 0
                        ? owner.ordinal == 0
                        : owner.ordinal > 0 && AttributeValue.hash(owner.name) == command.receiver)
                .map(owner -> owner.ordinal)
                .findFirst()
                .orElseThrow(() -> new Refusal(ResultCode.UNKNOWN_SUBSCRIBER));
    }

    void settleMove(final Command command) {
        moves.settle(command);
        unsettled.get(partition(command.account)).remove(command.item);
    }

    /** {@code account} is a copy that may be changed. */
    void settle(final Command command, final ReferenceAccount account) {
        final Transit transit = account.transits.remove(command.item);
        if (transit == null) {
            throw new Refusal(ResultCode.ALREADY_SETTLED);
        }
        unsettled.get(partition(command.account)).remove(command.item);
        if (command.answer != ResultCode.DONE.number()) {
            giveBack(transit, account);
        }
    }

    /** To the buckets that are not over; the rest becomes a bucket that ends with the current cycle. */
    private static void giveBack(final Transit transit, final ReferenceAccount account) {
        Fraction lost = Fraction.ZERO;
        for (final Transit.Part part : transit.parts()) {
            final Optional<Bucket> bucket = account.owners.get(part.owner()).buckets.stream()
                    .filter(one -> one.id == part.bucket() && !one.ended)
                    .findFirst();
            if (bucket.isPresent()) {
                bucket.get().remaining = bucket.get().remaining.plus(part.amount());
            } else {
                lost = lost.plus(part.amount());
            }
        }
        if (lost.signum() > 0) {
            final long end = account.cycle.orElseThrow().to();
            account.owners
                    .get(transit.parts().get(0).owner())
                    .buckets
                    .add(new Bucket(++account.lastBucket, transit.type(), transit.at(), end, 0, lost));
        }
    }

    private static long seconds(final long time) {
        return Math.floorDiv(time, 1_000L) * 1_000;
    }
}
