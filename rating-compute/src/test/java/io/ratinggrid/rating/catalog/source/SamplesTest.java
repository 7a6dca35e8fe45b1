package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.rating.catalog.CatalogCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    static final Path SAMPLES = Path.of("src/main/resources/samples");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void shouldLoadEverySampleWithoutAWarning(final int figure) {
        final CatalogLoad load = CatalogSource.load(SAMPLES.resolve("figure-" + figure));
        assertEquals(List.of(), load.problems());
        assertEquals(1, load.versions().size());
        CatalogCompiler.compile(load.versions().get(0));
    }

    @Test
    void shouldLoadACatalogWithEveryKey() {
        final CatalogLoad load = CatalogSource.load(Path.of("src/test/resources/catalogs/everything"));
        assertEquals(List.of(), load.problems());
        assertEquals(1, load.tests().size());
        CatalogCompiler.compile(load.versions().get(0));
    }
}
