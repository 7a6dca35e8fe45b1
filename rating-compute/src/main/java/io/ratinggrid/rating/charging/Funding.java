package io.ratinggrid.rating.charging;

import java.math.RoundingMode;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.money.ExactAmount;

/**
 * Who pays the price that a {@link Quote} comes to: buckets of money, whose part stands on the prepaid line, then the unbilled line, as far as the payer,
 * the credit limit and a hard cap allow (docs/RATING.md 5 and 6). Reads state, changes none; draws on the quote's list of buckets. Reused; one thread.
 */
final class Funding {
    private final ChargeChoice choice;
    private final ExactAmount price;
    private final BucketList buckets;
    private final Parts parts;
    private final ExactAmount prepaidLine = new ExactAmount();
    private final ExactAmount unbilledLine = new ExactAmount();
    private final ExactAmount toUnbilled = new ExactAmount();
    private final ExactAmount part = new ExactAmount();
    private final WideSum unbilledTotal = new WideSum();
    private final WideSum spent = new WideSum();

    private boolean holding;
    private Account account;
    private Payer payer;
    private long minorUnit;
    private long cycleFrom;
    /** Symbol of the band of the start. */
    private int band;

    private long prepaidWhole;
    private long unbilledWhole;
    private long prepaidNumerator;
    private long prepaidDenominator;
    private long unbilledNumerator;
    private long unbilledDenominator;

    /** {@code price}, {@code buckets} of money and {@code parts} are the quote's. */
    Funding(final ChargeChoice choice, final ExactAmount price, final BucketList buckets, final Parts parts) {
        this.choice = choice;
        this.price = price;
        this.buckets = buckets;
        this.parts = parts;
    }

    /**
     * Asks from now on what is to be held, rather than drawn, so that later it can be drawn: every part of a scaled unit of money
     * is a whole one, for what others have begun may have been finished by then.
     */
    void toHold() {
        holding = true;
    }

    /** Takes an event whose charge has been chosen, in the cycle that starts at {@code newCycleFrom} seconds, by the band of its start. */
    void begin(
            final Account newAccount,
            final Command event,
            final long newMinorUnit,
            final long newCycleFrom,
            final int newBand) {
        account = newAccount;
        payer = event.payer;
        minorUnit = newMinorUnit;
        cycleFrom = newCycleFrom;
        band = newBand;
    }

    /** As if nothing were to be paid. */
    void clear() {
        toUnbilled.clear();
        prepaidWhole = 0;
    }

    /** Splits the price between money buckets and the unbilled line; true if both may take their parts. */
    boolean fund() {
        final long held = price.compareTo(0) > 0 ? moneyHeld() : 0;
        if (held == 0) {
            toUnbilled.set(price);
            return price.compareTo(0) <= 0 || mayOwe();
        }
        return holding ? holdMoney(held) : drawMoneyDue(held);
    }

    private boolean drawMoneyDue(final long held) {
        load(prepaidLine, LineSlot.PREPAID);
        prepaidNumerator = prepaidLine.numerator();
        prepaidDenominator = prepaidLine.denominator();
        final long due = prepaidDue();
        prepaidWhole = Math.min(held, due);
        if (held < due) {
            prepaidLine.add(held);
            toUnbilled.set(price);
            toUnbilled.subtract(held);
        } else {
            prepaidLine.add(price);
        }
        drawMoney(prepaidWhole);
        return held >= due || mayOwe();
    }

    private boolean holdMoney(final long held) {
        prepaidWhole = Math.min(held, price.ceiling());
        if (held < price.ceiling()) {
            toUnbilled.set(price);
            toUnbilled.subtract(held);
        }
        drawMoney(prepaidWhole);
        return held >= price.ceiling() || mayOwe();
    }

    /** Whole scaled units of credit that are to be held. */
    long creditToHold() {
        return Math.max(0, toUnbilled.ceiling());
    }

    /** Whole scaled units that the prepaid line's total would move by; it need not have room for them. */
    private long prepaidDue() {
        part.set(0, prepaidLine.numerator(), prepaidLine.denominator());
        part.add(price);
        return part.whole();
    }

    /** What money buckets can pay, or the largest amount if it is more: it is compared with a price. */
    private long moneyHeld() {
        long held = 0;
        buckets.unclaim();
        for (int i = 0; i < buckets.size(); i++) {
            if (isAllowed(i)) {
                final long left = buckets.claim(i);
                held = left > Long.MAX_VALUE - held ? Long.MAX_VALUE : held + left;
            }
        }
        return held;
    }

    private boolean isAllowed(final int bucket) {
        return buckets.type(bucket).allowsBand(band);
    }

    private void drawMoney(final long amount) {
        long rest = amount;
        for (int i = 0; i < buckets.size() && rest > 0; i++) {
            if (isAllowed(i)) {
                final long paid = Math.min(rest, Math.max(0, buckets.left(i)));
                if (paid > 0) {
                    buckets.pay(i, paid);
                    parts.add(SliceKind.MONEY_BUCKET, 0, buckets.type(i).symbol(), 0, paid, buckets.id(i));
                    rest -= paid;
                }
            }
        }
    }

    /** What money buckets do not pay may go to the unbilled line. */
    private boolean mayOwe() {
        return mayBill() && !buckets.isStoppedIn(band) && withinCredit() && withinCap();
    }

    private boolean mayBill() {
        final OverageModel.Policy policy = choice.charge().overage().policy();
        return payer.mayOwe() && (policy == OverageModel.Policy.BILL_LATER || policy == OverageModel.Policy.CHARGE_NOW);
    }

    private boolean withinCredit() {
        final StateRecord head = account.head();
        if (!AccountSlot.hasCreditLimit(head)) {
            return true;
        }
        unbilledTotal.clear().add(ReservationSlot.creditHeld(head));
        if (holding) {
            unbilledTotal.add(creditToHold());
        } else {
            loadUnbilled();
            unbilledTotal.add(unbilledWhole);
        }
        Exposure.add(head, unbilledTotal);
        return !unbilledTotal.isAbove(AccountSlot.creditLimit(head));
    }

    /** What is spent on the plan in the cycle, and what sessions hold of credit, may come to a hard cap. */
    private boolean withinCap() {
        final Plan plan = choice.plan();
        if (!plan.isCapHard()) {
            return true;
        }
        final StateRecord head = account.head();
        spent.clear().add(ReservationSlot.creditHeld(head));
        for (int slot = head.first(SlotKind.LINE); slot >= 0; slot = head.next(SlotKind.LINE, slot)) {
            if (LineSlot.flags(head, slot) == 0
                    && LineSlot.from(head, slot) == cycleFrom
                    && LineSlot.line(head, slot) != choice.charge().line()
                    && plan.hasLine(LineSlot.line(head, slot))) {
                spent.add(LineSlot.amount(head, slot, part).rounded(minorUnit, RoundingMode.HALF_UP));
            }
        }
        if (holding) {
            load(unbilledLine, 0);
            spent.add(creditToHold());
        } else {
            loadUnbilled();
        }
        spent.add(unbilledLine.rounded(minorUnit, RoundingMode.HALF_UP));
        return !spent.isAbove(plan.cap());
    }

    private void load(final ExactAmount amount, final int flags) {
        final int slot = LineSlot.find(account.head(), choice.charge().line(), cycleFrom, flags);
        if (slot < 0) {
            amount.clear();
        } else {
            LineSlot.amount(account.head(), slot, amount);
        }
    }

    /** Sets the unbilled line as it will be, and what is added to its whole units; after {@link #fund}. */
    void loadUnbilled() {
        load(unbilledLine, 0);
        unbilledNumerator = unbilledLine.numerator();
        unbilledDenominator = unbilledLine.denominator();
        final long before = unbilledLine.whole();
        unbilledLine.add(toUnbilled);
        unbilledWhole = Math.subtractExact(unbilledLine.whole(), before);
    }

    /** The unbilled line as it will be. */
    ExactAmount unbilledAfter() {
        return unbilledLine;
    }

    long unbilledWhole() {
        return unbilledWhole;
    }

    /** Fraction of the unbilled line as it was. */
    long unbilledNumerator() {
        return unbilledNumerator;
    }

    long unbilledDenominator() {
        return unbilledDenominator;
    }

    /** Fraction of the prepaid line as it was. */
    long prepaidNumerator() {
        return prepaidNumerator;
    }

    long prepaidDenominator() {
        return prepaidDenominator;
    }

    ExactAmount prepaidAfter() {
        return prepaidLine;
    }

    long prepaidWhole() {
        return prepaidWhole;
    }

    /** True if anything went to the prepaid line, even a part of a scaled unit. */
    boolean isPrepaid() {
        return prepaidWhole != 0 || toUnbilled.isZero() && price.compareTo(0) > 0;
    }

    /** What is to go to the unbilled line; with {@link #toHold} to be held of credit. */
    ExactAmount toUnbilled() {
        return toUnbilled;
    }
}
