package io.ratinggrid.rating.reference;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.reference.ReferenceAccount.AccumulatorKey;
import io.ratinggrid.rating.reference.ReferenceAccount.Bucket;
import io.ratinggrid.rating.reference.ReferenceAccount.Owner;
import io.ratinggrid.rating.reference.ReferenceAccount.Subscription;

/** What a subscriber draws of the account's pooled buckets, and may draw; docs/RATING.md, "What members draw of a pool". */
final class ReferencePools {
    private final ReferenceUsage usage;
    private final ReferenceAccount account;
    private final Owner own;

    ReferencePools(final ReferenceUsage usage, final ReferenceAccount account) {
        this.usage = usage;
        this.account = account;
        own = account.owners.get(usage.event.subscriber);
    }

    /** True of a bucket of the account that is open to the subscriber as one of its members. */
    private boolean isShared(final Bucket bucket) {
        return own != account.head()
                && account.head().buckets.contains(bucket)
                && type(bucket).pooled();
    }

    private BucketModel type(final Bucket bucket) {
        return usage.catalog.bucket(bucket.type).orElseThrow();
    }

    /** What the subscriber has drawn, to be called with all that it draws. */
    void count(final Bucket bucket, final Fraction drawn) {
        if (isShared(bucket)) {
            own.poolDraws.merge(key(bucket), drawn, Fraction::plus);
        }
    }

    private AccumulatorKey key(final Bucket bucket) {
        return new AccumulatorKey(bucket.type, usage.cycle.from());
    }

    /** What its cap lets the subscriber draw of a bucket; empty: whatever there is. */
    Optional<Fraction> left(final Bucket bucket) {
        return Optional.of(bucket)
                .filter(this::isShared)
                .flatMap(shared -> cap(type(shared)))
                .map(cap -> amount(cap, type(bucket))
                        .minus(own.poolDraws.getOrDefault(key(bucket), Fraction.ZERO))
                        .minus(held(bucket.type)));
    }

    /** True if not even one unit at a rate may be drawn, and nothing else may be used instead. */
    boolean isStopped(final Bucket bucket, final Fraction rate) {
        final boolean hard =
                isShared(bucket) && cap(type(bucket)).map(MemberCapModel::hard).orElse(false);
        return hard && left(bucket).orElseThrow().isBelow(rate);
    }

    private Fraction amount(final MemberCapModel cap, final BucketModel type) {
        return type.money() ? account.scaled(cap.amount()) : Fraction.of(cap.amount());
    }

    /** The subscriber's plans first, then the account's, then what the bucket says. */
    private Optional<MemberCapModel> cap(final BucketModel type) {
        return planned(own, type).or(() -> planned(account.head(), type)).orElse(type.memberCap());
    }

    private Optional<Optional<MemberCapModel>> planned(final Owner owner, final BucketModel type) {
        final List<PlanModel> plans = owner.subscriptions.stream()
                .filter(subscription -> subscription.holdsAt(usage.event.startMs))
                .map(Subscription::plan)
                .flatMap(name -> usage.catalog.plan(name).stream())
                .sorted(Comparator.comparing(PlanModel::priority))
                .toList();
        return plans.stream()
                .filter(plan -> plan.memberCaps().containsKey(type.name()))
                .map(plan -> plan.memberCaps().get(type.name()))
                .findFirst();
    }

    private Fraction held(final String type) {
        return account.reservations.stream()
                .filter(reservation -> reservation.owner() == own.ordinal)
                .flatMap(reservation -> reservation.holds().entrySet().stream())
                .filter(hold -> account.head().buckets.stream()
                        .anyMatch(bucket -> bucket.id == hold.getKey() && bucket.type.equals(type)))
                .map(hold -> hold.getValue())
                .reduce(Fraction.ZERO, Fraction::plus);
    }
}
