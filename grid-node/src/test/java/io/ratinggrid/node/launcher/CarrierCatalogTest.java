package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.source.CatalogLoad;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.catalog.source.CatalogTest;
import org.junit.jupiter.api.Test;

/** The tests that the sample carrier's catalog carries. */
class CarrierCatalogTest {
    private static final Path CARRIER = Path.of("../rating-compute/src/main/resources/samples/carrier");

    @Test
    void shouldCostWhatItsTestsSay() throws IOException {
        final CatalogLoad load = CatalogSource.load(CARRIER);
        final CatalogHistory catalogs = new CatalogHistory(
                load.versions().stream().map(CatalogCompiler::compile).toList());
        final List<String> failures = new ArrayList<>();
        for (final CatalogTest test : load.tests()) {
            failures.addAll(new CatalogTestRun(catalogs, test).run());
        }
        assertEquals(List.of(), failures);
        assertEquals(11, load.tests().size());
    }
}
