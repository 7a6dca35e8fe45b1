package io.ratinggrid.rating.charging;

import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.money.ExactAmount;
import io.ratinggrid.rating.money.Money;

/** The fee of a part of a cycle: exact, then rounded once (docs/RATING.md, "A part of a cycle"). Reused; one thread. */
final class Proration {
    private static final long DAY_SECONDS = 24 * 60 * 60;

    private final ExactAmount amount = new ExactAmount();
    private ZoneId zone;
    private long cycleFrom;
    private long cycleTo;
    private boolean isDiscounted;

    /** Sets the cycle, in seconds, and the zone of its days. */
    Proration in(final ZoneId newZone, final long newCycleFrom, final long newCycleTo) {
        zone = newZone;
        cycleFrom = newCycleFrom;
        cycleTo = newCycleTo;
        return this;
    }

    /** Sets whether the plan's discount holds in the cycle. */
    Proration discounted(final boolean newDiscounted) {
        isDiscounted = newDiscounted;
        return this;
    }

    /**
     * What {@code quantity} of a plan cost from {@code from} to {@code until}, seconds, as far as they lie in the cycle; the
     * whole fee of a plan that does not prorate.
     *
     * @throws ArithmeticException if it leaves the range of an amount
     */
    long fee(final Plan plan, final long quantity, final Money money, final long from, final long until) {
        if (plan.model().proration().isEmpty()) {
            return share(plan, quantity, money, 1, 1);
        }
        final ProrationModel model = plan.model().proration().get();
        final long part = model.bySecond() ? seconds(from, until) : days(from, until, model.changeDayIsOld());
        final long whole = model.bySecond() ? cycleTo - cycleFrom : day(cycleTo) - day(cycleFrom);
        final long fixed = model.bySecond() ? model.days() * DAY_SECONDS : model.days();
        final long per = fixed == 0 ? whole : fixed;
        if (part <= 0) {
            return 0;
        }
        return part >= whole || part >= per
                ? share(plan, quantity, money, 1, 1)
                : share(plan, quantity, money, part, per);
    }

    private long share(final Plan plan, final long quantity, final Money money, final long part, final long per) {
        if (part == per && !isDiscounted) {
            return Math.multiplyExact(plan.fee(), quantity);
        }
        amount.set(plan.fee(), 0, 1);
        if (isDiscounted) {
            discount(plan);
        }
        amount.multiply(quantity, 1);
        amount.multiply(part, per);
        return amount.rounded(money.scaledPerMinor(), RoundingMode.HALF_UP);
    }

    private void discount(final Plan plan) {
        amount.multiply(plan.feeKept().numerator(), plan.feeKept().denominator());
        if (amount.compareTo(plan.feeOff()) > 0) {
            amount.subtract(plan.feeOff());
        } else {
            amount.clear();
        }
    }

    private long seconds(final long from, final long until) {
        return Math.min(until, cycleTo) - Math.max(from, cycleFrom);
    }

    private long days(final long from, final long until, final boolean changeDayIsOld) {
        final int shift = changeDayIsOld ? 1 : 0;
        final long first = from <= cycleFrom ? day(cycleFrom) : day(from) + shift;
        final long last = until >= cycleTo ? day(cycleTo) : day(until) + shift;
        return last - first;
    }

    private long day(final long seconds) {
        return LocalDate.ofInstant(Instant.ofEpochSecond(seconds), zone).toEpochDay();
    }
}
