package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import io.ratinggrid.node.standalone.CheckedCatalogs;
import org.junit.jupiter.api.Test;

/** The tests that the sample carrier's catalog carries. */
class CarrierCatalogTest {
    private static final Path CARRIER = Path.of("../rating-compute/src/main/resources/samples/carrier");

    @Test
    void shouldCostWhatItsTestsSay() throws Exception {
        final CheckedCatalogs checked = CheckedCatalogs.of(CARRIER);
        assertEquals(11, checked.load().tests().size());
    }
}
