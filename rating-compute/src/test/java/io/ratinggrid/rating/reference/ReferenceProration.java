package io.ratinggrid.rating.reference;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.PlanModel.FeeDiscountModel;
import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.reference.ReferenceAccount.Subscription;

/** The fee of a part of a cycle: the days or seconds of the cycle are looked at one by one, or subtracted. */
record ReferenceProration(ReferenceAccount account, ReferenceCycle cycle) {

    /** What a subscription costs in the cycle, from {@code from} on. */
    Fraction fee(final PlanModel plan, final Subscription subscription, final long from) {
        final boolean discounted =
                plan.discount().filter(model -> holds(model, subscription)).isPresent();
        final Fraction exact = (discounted ? discounted(plan) : account.scaled(plan.fee()))
                .times(Fraction.of(subscription.quantity()));
        final Fraction full = discounted ? account.rounded(exact) : exact;
        if (plan.proration().isEmpty()) {
            return full;
        }
        final ProrationModel model = plan.proration().get();
        final long begin = from <= cycle.from() ? Long.MIN_VALUE : from;
        final long end = subscription.until() >= cycle.to() ? Long.MAX_VALUE : subscription.until();
        final long used = model.bySecond()
                ? (Math.min(end, cycle.to()) - Math.max(begin, cycle.from())) / 1000
                : days(begin, end, model.changeDayIsOld());
        final long all =
                model.bySecond() ? (cycle.to() - cycle.from()) / 1000 : days(Long.MIN_VALUE, Long.MAX_VALUE, false);
        final long unit = model.bySecond() ? 86_400 : 1;
        final Fraction share = Fraction.of(Math.max(0, used), model.days() == 0 ? all : model.days() * unit);
        return used == all || !share.isBelow(Fraction.ONE) ? full : account.rounded(exact.times(share));
    }

    private Fraction discounted(final PlanModel plan) {
        final FeeDiscountModel model = plan.discount().orElseThrow();
        final Fraction percent = Fraction.of(model.percent()).over(Fraction.of(100));
        return account.scaled(plan.fee())
                .times(Fraction.ONE.minus(percent))
                .minus(account.scaled(model.amount()))
                .max(Fraction.ZERO);
    }

    /** True if the cycle is one of the first so many from the one that the subscription is counted from. */
    private boolean holds(final FeeDiscountModel model, final Subscription subscription) {
        ReferenceCycle last = ReferenceCycle.at(subscription.countedFrom(), account.zone, account.cycleRule);
        for (int i = 1; i < model.cycles(); i++) {
            last = last.next(account.zone, account.cycleRule);
        }
        return model.cycles() == 0 || cycle.from() <= last.from();
    }

    /** A day of a change belongs to what holds at its end, or at its beginning. */
    private long days(final long begin, final long end, final boolean old) {
        long days = 0;
        for (LocalDate date = date(cycle.from()); date.isBefore(date(cycle.to())); date = date.plusDays(1)) {
            final long morning = midnight(date);
            final long night = midnight(date.plusDays(1));
            final boolean belongs = old ? begin < morning && morning <= end : begin < night && night <= end;
            days += belongs ? 1 : 0;
        }
        return days;
    }

    private LocalDate date(final long time) {
        return Instant.ofEpochMilli(time).atZone(zone()).toLocalDate();
    }

    private long midnight(final LocalDate date) {
        return date.atStartOfDay(zone()).toInstant().toEpochMilli();
    }

    private ZoneId zone() {
        return account.zone;
    }
}
