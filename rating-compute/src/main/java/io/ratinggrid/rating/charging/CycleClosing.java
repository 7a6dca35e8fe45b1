package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccumulatorSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.SubscriptionSlot;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.Plan;
import io.ratinggrid.rating.catalog.Pricing;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.effect.EffectKind;

/** Fees and the document of a cycle that is closed. Reused; one thread. */
final class CycleClosing {
    private final Documents documents;
    private final Fees fees;
    private final Spending spending = new Spending();
    private Catalog catalog;

    CycleClosing(final Documents documents, final Fees fees) {
        this.documents = documents;
        this.fees = fees;
    }

    void close(
            final Stage stage,
            final Account account,
            final CatalogHistory catalogs,
            final long atMs,
            final long from,
            final long to) {
        catalog = catalogs.at(to * 1000);
        final Catalog past = catalogs.at(to * 1000 - 1);
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            chargeFees(stage, account, account.record(ordinal), past, from, to);
        }
        final Catalog earlier = catalogs.at(from * 1000 - 1);
        if (earlier != null) {
            spending.settle(stage, account, earlier, Cycles.cycleOf(account, from * 1000 - 1), from, true);
        }
        spending.settle(stage, account, past, from, to, false);
        documents.issueAll(stage, account, catalog, DocumentKind.CYCLE, atMs, from);
    }

    /** True if documents have billed a line to its last minor unit, or money buckets have paid it. */
    boolean isSettled(final StateRecord head, final int slot) {
        return LineSlot.flags(head, slot) == LineSlot.PREPAID || documents.due(head, slot, catalog) == 0;
    }

    /** In advance the next cycle's, in arrears and flat the one's that ends, by the catalog that it ended with. */
    private void chargeFees(
            final Stage stage,
            final Account account,
            final StateRecord record,
            final Catalog past,
            final long from,
            final long to) {
        for (int slot = 0; slot < record.slots(); slot++) {
            if (record.kind(slot) != SlotKind.SUBSCRIPTION) {
                continue;
            }
            final int symbol = SubscriptionSlot.plan(record, slot);
            if (SubscriptionSlot.from(record, slot) < to
                    && SubscriptionSlot.holdsAt(record, slot, to * 1000)
                    && SubscriptionSlot.chargedEarly(record, slot) != to) {
                fees.chargeAdvance(stage, account, record, slot, catalog, to);
            }
            fees.chargeArrears(stage, account, record, slot, past, from, to);
            if (SubscriptionSlot.holdsAt(record, slot, to * 1000 - 1)) {
                chargeAtZero(stage, account, record, past.plan(symbol), from);
            }
        }
    }

    /** The first flat fee of a period's tiers is due although nothing was used (SEMANTICS.md 6). */
    private void chargeAtZero(
            final Stage stage, final Account account, final StateRecord record, final Plan plan, final long from) {
        if (plan == null) {
            return;
        }
        for (final Charge charge : plan.all()) {
            if (!charge.model().flatAtZero()
                    || charge.accumulator() == 0
                    || charge.metric() == Metric.TIME_WEIGHTED
                    || !charge.model().pricing().containsKey("")) {
                continue;
            }
            final StateRecord counted = charge.pooled() ? account.head() : record;
            final Pricing pricing = charge.pricing(0);
            if (pricing.table() != null
                    && pricing.table().flat(0) != 0
                    && AccumulatorSlot.find(counted, charge.accumulator(), from) < 0) {
                Lines.charge(
                        stage,
                        account.head(),
                        charge.line(),
                        from,
                        0,
                        pricing.table().flat(0));
                stage.put(EffectKind.ACCUMULATED)
                        .field(counted.ordinal())
                        .field(charge.accumulator())
                        .field(from)
                        .field(0)
                        .field(0);
                stage.apply();
            }
        }
    }
}
