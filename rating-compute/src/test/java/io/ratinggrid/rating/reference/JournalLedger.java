package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.InvoiceSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.PoolDrawSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.TransitSlot;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.money.ExactAmount;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.ResultRecord;

/**
 * The books of one account, kept by adding up what the journal says and nothing else: what is in each bucket, on each line and
 * in each accumulator must be what the state says, and what was granted must have gone somewhere.
 */
final class JournalLedger {
    private final long account;
    private final Map<String, Long> balances = new TreeMap<>();
    /** What each reservation holds. */
    private final Map<String, Map<String, Long>> holds = new TreeMap<>();

    /** What subscribers have drawn of pools. */
    private final Map<String, Fraction> pools = new TreeMap<>();

    private final List<String> broken = new ArrayList<>();
    private final StatementLaw statements = new StatementLaw(broken);
    private final ByteSource records = new ByteSource();
    private final ByteSource effects = new ByteSource();
    private final ResultRecord record = new ResultRecord();
    private final Effect effect = new Effect();
    private long granted;
    private long remaining;
    private long spent;
    private long expired;
    private long inTransit;
    private long sent;
    private long received;
    private long lastGrant;
    private long mostHeld;

    JournalLedger(final long account) {
        this.account = account;
    }

    /** Reads the records of the last command, if it was for the account. */
    void read(final PartitionEngine engine) {
        records.wrap(engine.records().bytes(), 0, engine.records().length());
        while (records.remaining() > 0) {
            record.decode(records).effects(effects);
            while (record.command().account == account && effects.remaining() > 0) {
                add(effect.decode(effects));
            }
        }
    }

    private void add(final Effect effect) {
        statements.add(effect);
        switch (effect.kind()) {
            case BUCKET_GRANTED -> {
                granted += (effect.field(6) & (BucketSlot.ROLLED | BucketSlot.RETURNED)) == 0 ? effect.field(3) : 0;
                spent -= (effect.field(6) & BucketSlot.RETURNED) != 0 ? effect.field(3) : 0;
                lastGrant = effect.field(3);
                move(bucket(effect), effect.field(3));
            }
            case TRANSFER_RECEIVED -> received += lastGrant;
            case BUCKET_DRAWN -> {
                spent += effect.field(2);
                move(bucket(effect), -effect.field(2));
            }
            case BUCKET_REPAID -> {
                move(bucket(effect), -effect.field(3));
                move("bucket " + effect.field(0) + "/" + effect.field(2), effect.field(3));
            }
            case TRANSIT_PUT -> {
                spent -= effect.field(4);
                inTransit += effect.field(4);
                move("transit " + effect.field(0), effect.field(4));
            }
            case TRANSIT_SETTLED -> {
                inTransit -= effect.field(2);
                move("transit " + effect.field(0), -effect.field(2));
                if (effect.intField(3) == ResultCode.DONE.number()) {
                    sent += effect.field(2);
                } else {
                    spent += effect.field(2);
                }
            }
            case BUCKET_ENDED -> move(bucket(effect), -effect.field(2));
            case BUCKET_REMOVED -> {
                expired += effect.field(2);
                move(bucket(effect), -effect.field(2));
            }
            case ACCUMULATED ->
                move(accumulator(effect.intField(0), effect.intField(1), effect.field(2)), effect.field(3));
            case ACCUMULATOR_REMOVED ->
                balances.remove(accumulator(effect.intField(0), effect.intField(1), effect.field(2)));
            case POOL_DRAWN -> {
                final String drawn = pool(effect.intField(0), effect.intField(1), effect.field(2));
                pools.merge(
                        drawn,
                        Fraction.of(effect.field(3)).plus(Fraction.of(effect.field(4), effect.field(5))),
                        Fraction::plus);
            }
            case POOL_FORGOTTEN -> pools.remove(pool(effect.intField(0), effect.intField(1), effect.field(2)));
            case LEVEL_SET ->
                balances.put(accumulator(effect.intField(0), effect.intField(1), effect.field(2)), effect.field(4));
            case LEVEL_CARRIED -> {
                balances.put(accumulator(effect.intField(0), effect.intField(1), effect.field(2)), effect.field(3));
                move("total " + effect.intField(4) + " " + effect.field(2) + " 0", effect.field(5));
            }
            case CHARGED -> move(line(effect, "total"), effect.field(3));
            case DOCUMENT_LINE -> move(line(effect, "billed"), effect.field(5));
            case INVOICE_OPENED -> move("invoice " + effect.field(0), effect.field(3));
            case INVOICE_PAID -> {
                move("invoice " + effect.field(0), -effect.field(1));
                move("paid ahead", -effect.field(1));
            }
            case INVOICE_VOIDED -> move("invoice " + effect.field(0), -effect.field(1));
            case PAID_AHEAD -> move("paid ahead", effect.field(0));
            case LINE_REMOVED -> {
                final long total = balances.getOrDefault(line(effect, "total"), 0L);
                final long billed = balances.getOrDefault(line(effect, "billed"), 0L);
                check(effect.intField(2) == LineSlot.PREPAID || Math.abs(total - billed) < 10_000, "removed unbilled");
                balances.remove(line(effect, "total"));
                balances.remove(line(effect, "billed"));
            }
            case HELD -> hold(effect);
            case RESERVATION_ENDED -> free(reservation(effect));
            case STATEMENT ->
                check(
                        effect.field(1) + effect.field(2)
                                == effect.field(3) + effect.field(4) + effect.field(5) + effect.field(6),
                        "opening + granted = drawn + expired + rolled over + closing");
            default -> {
                // Moves no balance.
            }
        }
    }

    private static String reservation(final Effect effect) {
        return effect.field(0) + " " + effect.field(1) + " " + effect.field(2);
    }

    private void hold(final Effect effect) {
        final String held = effect.field(4) == 0 ? "credit held" : "held " + effect.field(3) + "/" + effect.field(4);
        move(held, effect.field(5));
        holds.computeIfAbsent(reservation(effect), unused -> new TreeMap<>()).merge(held, effect.field(5), Long::sum);
    }

    private void free(final String reservation) {
        final Map<String, Long> freed = holds.remove(reservation);
        if (freed != null) {
            freed.forEach((held, amount) -> move(held, -amount));
        }
    }

    /** What sessions hold of all buckets. */
    long reserved() {
        return balances.entrySet().stream()
                .filter(balance -> balance.getKey().startsWith("held "))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private void move(final String balance, final long amount) {
        balances.merge(balance, amount, Long::sum);
    }

    private void check(final boolean holds, final String rule) {
        if (!holds) {
            broken.add(rule + " does not hold in " + effect.kind());
        }
    }

    /** What was granted and did not come from another account, less what became of it but for what other accounts got. */
    long leftOver() {
        return granted - received - spent - remaining - expired;
    }

    /** The most by which what sessions hold of a bucket is more than is in it; 0 unless buckets may be overdrawn. */
    long heldTwice() {
        return mostHeld;
    }

    /** What does not balance; empty if all does. */
    List<String> differences(final Account account) {
        final Map<String, Long> actual = new TreeMap<>();
        remaining = 0;
        mostHeld = 0;
        long free = 0;
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord owner = account.record(ordinal);
            for (int slot = 0; slot < owner.slots(); slot++) {
                if (owner.kind(slot) == SlotKind.BUCKET) {
                    final long held = ReservationSlot.held(owner, slot);
                    remaining += BucketSlot.remaining(owner, slot);
                    free += BucketSlot.remaining(owner, slot) - held;
                    actual.put("held " + ordinal + "/" + BucketSlot.id(owner, slot), held);
                    mostHeld = Math.max(mostHeld, held - Math.max(0, BucketSlot.remaining(owner, slot)));
                    actual.put(
                            "bucket " + ordinal + "/" + BucketSlot.id(owner, slot), BucketSlot.remaining(owner, slot));
                } else if (owner.kind(slot) == SlotKind.RESERVED) {
                    actual.put("credit held", ReservationSlot.creditHeld(owner));
                } else if (owner.kind(slot) == SlotKind.TRANSIT) {
                    actual.put("transit " + TransitSlot.item(owner, slot), TransitSlot.amount(owner, slot));
                } else if (owner.kind(slot) == SlotKind.INVOICE) {
                    actual.put("invoice " + InvoiceSlot.number(owner, slot), InvoiceSlot.open(owner, slot));
                } else if (owner.kind(slot) == SlotKind.PAID_AHEAD) {
                    actual.put("paid ahead", InvoiceSlot.ahead(owner));
                } else if (owner.kind(slot) == SlotKind.ACCUMULATOR) {
                    actual.put(
                            accumulator(
                                    ordinal, AccumulatorSlot.symbol(owner, slot), AccumulatorSlot.from(owner, slot)),
                            AccumulatorSlot.value(owner, slot));
                } else if (owner.kind(slot) == SlotKind.LINE) {
                    final String line = LineSlot.line(owner, slot) + " " + LineSlot.from(owner, slot) + " "
                            + LineSlot.flags(owner, slot);
                    actual.put("total " + line, LineSlot.whole(owner, slot));
                    actual.put("billed " + line, LineSlot.billed(owner, slot));
                }
            }
        }
        final List<String> differences = new ArrayList<>(broken);
        final Map<String, Fraction> drawn = new TreeMap<>();
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord owner = account.record(ordinal);
            for (int slot = owner.first(SlotKind.POOL_DRAW); slot >= 0; slot = owner.next(SlotKind.POOL_DRAW, slot)) {
                final ExactAmount amount = PoolDrawSlot.drawn(owner, slot, new ExactAmount());
                drawn.put(
                        pool(ordinal, PoolDrawSlot.type(owner, slot), PoolDrawSlot.from(owner, slot)),
                        Fraction.of(amount.whole()).plus(Fraction.of(amount.numerator(), amount.denominator())));
            }
        }
        pools.values().removeIf(amount -> amount.signum() == 0);
        if (!drawn.toString().equals(pools.toString())) {
            differences.add("drawn of pools: journal " + pools + " <> state " + drawn);
        }
        balances.forEach((name, value) -> {
            if (!value.equals(actual.getOrDefault(name, 0L))) {
                differences.add(name + ": journal " + value + " <> state " + actual.getOrDefault(name, 0L));
            }
        });
        actual.keySet().removeAll(balances.keySet());
        actual.values().removeIf(value -> value == 0);
        actual.forEach((name, value) -> differences.add(name + ": not in the journal, state " + value));
        if (granted != spent + reserved() + free + expired + inTransit + sent) {
            differences.add("granted " + granted + " <> spent " + spent + " + reserved " + reserved() + " + remaining "
                    + free + " + expired " + expired + " + in transit " + inTransit + " + sent " + sent);
        }
        return differences;
    }

    private static String bucket(final Effect effect) {
        return "bucket " + effect.field(0) + "/" + effect.field(1);
    }

    private static String pool(final int ordinal, final int type, final long from) {
        return ordinal + " " + type + " " + from;
    }

    private static String accumulator(final int ordinal, final int symbol, final long from) {
        return "accumulator " + ordinal + " " + symbol + " " + from;
    }

    private static String line(final Effect effect, final String what) {
        return what + " " + effect.intField(0) + " " + effect.field(1) + " " + effect.intField(2);
    }
}
