package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.MemberCap;

/** Finds what a subscriber may draw of a pool in a cycle (docs/RATING.md, "What members draw of a pool"). Reused; one thread. */
public final class MemberCaps {
    private final PlanList plans = new PlanList();

    /** What the first plan says that names the type, of the subscriber's, then of the account's; none: what the type says. */
    MemberCap at(
            final Account account,
            final StateRecord subscriber,
            final Catalog catalog,
            final BucketType type,
            final long timeMs) {
        final MemberCap own = planned(subscriber, catalog, type, timeMs);
        final MemberCap planned = own == null ? planned(account.head(), catalog, type, timeMs) : own;
        return planned == null ? type.memberCap() : planned;
    }

    private MemberCap planned(
            final StateRecord record, final Catalog catalog, final BucketType type, final long timeMs) {
        plans.gather(record, catalog, timeMs);
        for (int i = 0; i < plans.size(); i++) {
            final MemberCap cap = plans.plan(i).memberCap(type.symbol());
            if (cap != null) {
                return cap;
            }
        }
        return null;
    }

    /** As things stand at the last instant of the cycle that starts at {@code from} seconds; {@code type}: symbol of the bucket. */
    public MemberCap atEnd(
            final Account account,
            final StateRecord subscriber,
            final CatalogHistory catalogs,
            final int type,
            final long from) {
        final long timeMs = Cycles.endOf(account, from) * 1000 - 1;
        final Catalog catalog = catalogs.at(timeMs);
        final BucketType bucket = catalog == null ? null : catalog.bucket(type);
        return bucket == null ? MemberCap.NONE : at(account, subscriber, catalog, bucket, timeMs);
    }
}
