package io.ratinggrid.node.standalone;

import java.util.Set;
import java.util.TreeSet;

import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.catalog.source.CatalogTest;

/**
 * The names that expectations of a catalog's test may use.
 *
 * @param lines   of documents: those of all versions, and those that the test's own events name
 * @param charges of all versions
 * @param buckets of all versions
 */
record ExpectedNames(Set<String> lines, Set<String> charges, Set<String> buckets) {
    static ExpectedNames of(final CatalogHistory catalogs, final CatalogTest test) {
        final ExpectedNames names = new ExpectedNames(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        catalogs.versions().stream().map(Catalog::model).forEach(names::add);
        test.events().stream()
                .map(event -> event.fields().get("line"))
                .filter(CatalogTest.Text.class::isInstance)
                .forEach(line -> names.lines.add(((CatalogTest.Text) line).text()));
        return names;
    }

    private void add(final CatalogModel model) {
        for (final TariffModel tariff : model.tariffs()) {
            for (final ChargeModel charge : tariff.charges()) {
                charges.add(charge.name());
                addLine(charge.line());
            }
        }
        for (final PlanModel plan : model.plans()) {
            addLine(plan.feeLine());
            plan.spend().ifPresent(spend -> addLine(spend.line()));
        }
        for (final BucketModel bucket : model.buckets()) {
            buckets.add(bucket.name());
            bucket.refill().ifPresent(refill -> addLine(refill.line()));
        }
    }

    /** Null: it has none. */
    private void addLine(final String line) {
        if (line != null && !line.isEmpty()) {
            lines.add(line);
        }
    }
}
