package io.ratinggrid.rating.reference;

import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.RefillModel;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKey;
import io.ratinggrid.rating.reference.ReferenceAccount.LineKind;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Refills;
import io.ratinggrid.rating.reference.ReferenceBilling.Issue;

/** What is refilled after a command, of what that has drawn or holds, or of what its turn of the cycle has put off. */
final class ReferenceRefills {
    private final ReferenceCatalogs catalogs;
    private final long time;
    /** As it is after the refills so far. */
    private ReferenceAccount account;

    ReferenceRefills(final ReferenceAccount account, final ReferenceCatalogs catalogs, final long time) {
        this.account = account;
        this.catalogs = catalogs;
        this.time = time;
    }

    /** The account after all refills of types of which one of some buckets is, or that were put off in the cycle before. */
    ReferenceAccount refilled(final Set<Integer> buckets, final Optional<ReferenceCycle> before) {
        final boolean isCurrent = account.cycle
                .filter(cycle -> cycle.from() <= time && time < cycle.to())
                .isPresent();
        if (isCurrent) {
            for (final BucketModel type : catalogs.at(time).model.buckets()) {
                for (int owner = 0; owner < account.owners.size(); owner++) {
                    if (type.refill().isPresent()
                            && (owner == 0 || !type.pooled())
                            && (isOne(owner, type, buckets) || isPutOff(owner, type, before))) {
                        refill(owner, type);
                    }
                }
            }
        }
        return account;
    }

    private boolean isOne(final int owner, final BucketModel type, final Set<Integer> buckets) {
        return account.owners.get(owner).inOrderOfExpiry(type.name(), time).stream()
                .anyMatch(bucket -> buckets.contains(bucket.id));
    }

    /** True after a turn, for what was refilled as often as may be in the cycle that has ended. */
    private boolean isPutOff(final int owner, final BucketModel type, final Optional<ReferenceCycle> before) {
        final RefillModel refill = type.refill().orElseThrow();
        return !before.equals(account.cycle)
                && before.map(cycle -> account.refills.getOrDefault(new Refills(owner, type.name(), cycle.from()), 0))
                                .orElse(0)
                        >= refill.most()
                && !account.owners.get(owner).inOrderOfExpiry(type.name(), time).isEmpty();
    }

    private void refill(final int owner, final BucketModel type) {
        final Refills key =
                new Refills(owner, type.name(), account.cycle.orElseThrow().from());
        final RefillModel refill = type.refill().orElseThrow();
        final int before = account.refills.getOrDefault(key, 0);
        boolean isPossible = true;
        while (isPossible && account.refills.getOrDefault(key, 0) < refill.most() && isLow(owner, type, refill)) {
            final Optional<ReferenceAccount> after = once(owner, type, refill);
            after.ifPresent(one -> one.refills.merge(key, 1, Integer::sum));
            isPossible = after.isPresent();
            account = after.orElse(account);
        }
        if (account.refills.getOrDefault(key, 0) > before && refill.billed()) {
            bill(refill);
        }
    }

    private void bill(final RefillModel refill) {
        final ReferenceAccount copy = account.copy();
        try {
            final Issue issue = new Issue(DocumentKind.IMMEDIATE, catalogs.at(time), time);
            ReferenceBilling.issue(copy, issue, line(refill, copy)::equals);
            account = copy;
        } catch (final ArithmeticException outOfRange) {
            // It waits for the next document.
        }
    }

    private static LineKey line(final RefillModel refill, final ReferenceAccount account) {
        return new LineKey(refill.line(), account.cycle.orElseThrow().from(), LineKind.USAGE);
    }

    private boolean isLow(final int owner, final BucketModel type, final RefillModel refill) {
        final Fraction left = account.owners.get(owner).inOrderOfExpiry(type.name(), time).stream()
                .map(ReferenceRefills::left)
                .reduce(Fraction.ZERO, Fraction::plus);
        return !left.isAbove(type.money() ? account.scaled(refill.at()) : Fraction.of(refill.at()));
    }

    private static Fraction left(final Bucket bucket) {
        return bucket.left().minus(bucket.held);
    }

    /** As a top-up; empty if an amount would leave its range. */
    private Optional<ReferenceAccount> once(final int owner, final BucketModel type, final RefillModel refill) {
        final ReferenceAccount copy = account.copy();
        final Owner holder = copy.owners.get(owner);
        final Fraction amount = type.money() ? copy.scaled(refill.amount()) : Fraction.of(refill.amount());
        final LineKey line = line(refill, copy);
        try {
            final long from = Math.floorDiv(time, 1000L) * 1000;
            new ReferenceBilling(copy, catalogs).grant(holder, type, amount, from, Optional.empty());
            if (refill.price().signum() > 0) {
                copy.charge(line, copy.scaled(refill.price()));
                copy.line(line).total().floor().exactLong();
            }
            return Optional.of(copy);
        } catch (final ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }
}
