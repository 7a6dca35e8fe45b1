package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;

import org.junit.jupiter.api.Test;

final class GridSettingsTest {
    private static final String OLD = "format=1\npartitions=64\nbackups=1\ndurability=PROCESS\n";

    @Test
    void shouldRefuseANodeWithOtherSharedSettingsAndSayWhichIsRight() {
        final GridSettings agreed = with(Map.of("grid.min-copies", "2", "currency-scale.EUR", "6"));

        assertDoesNotThrow(() -> agreed.admit(with(Map.of("grid.min-copies", "2", "currency-scale.XCG", "6"))));
        assertEquals(
                "settings differ: the grid has grid.min-copies=2, this node was started with grid.min-copies=1; start"
                        + " with grid.min-copies=2",
                assertThrows(IllegalStateException.class, () -> agreed.admit(with(Map.of("grid.min-copies", "1"))))
                        .getMessage());
    }

    @Test
    void shouldReadTheRecordOfAnOlderReleaseAndCompleteIt() {
        final GridSettings old = GridSettings.parse(OLD);
        final GridSettings started = with(Map.of("grid.min-copies", "2"));

        assertDoesNotThrow(() -> old.admit(started));
        assertEquals(OLD + "grid.min-copies=2\n", old.completed(started).text());
        assertEquals(started, GridSettings.parse(old.completed(started).text()));
    }

    private static GridSettings with(final Map<String, String> shared) {
        return new GridSettings(1, 64, 1, Durability.PROCESS, shared);
    }
}
