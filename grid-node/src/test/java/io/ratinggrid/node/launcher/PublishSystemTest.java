package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.samples.Samples;
import io.ratinggrid.node.standalone.Standalone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Publishing to a grid that rates already. */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class PublishSystemTest {
    private static final String HEAD = "version: \"2026-01\"\neffective: 2026-01-01T00:00:00Z";

    @TempDir
    private Path directory;

    private Path catalog;

    @BeforeEach
    void begin() throws Exception {
        catalog = Samples.unpack("figure-2", directory);
        assertEquals(List.of("2026-01"), publish(catalog, false));
    }

    @Test
    void shouldRefuseVersionsThatMayNotFollow() throws Exception {
        assertRefusal(
                version("2026-07", "2026-07-01T00:00:00Z"),
                "'2026-07' is effective 2026-07-01T00:00:00Z, in the past",
                "--retroactive");
        assertRefusal(
                version("2026-01", "2100-01-01T00:00:00Z"),
                "'2026-01' was published before with other content",
                "going back included");
        assertRefusal(version("same-time", "2026-01-01T00:00:00Z"), "as version '2026-01' is", "effective");
        final Path red = version("red", "2099-01-01T00:00:00Z");
        Files.writeString(
                Files.createDirectories(red.resolve("tests")).resolve("t.yaml"),
                """
                - name: nothing costs something
                  account: {plans: [mobile]}
                  events:
                    - {type: usage, at: "2099-06-03T10:00:00Z", service: sms, quantity: 1}
                  expect:
                    lines: {Messages: 7}
                """);
        assertRefusal(red, "fails 1 of its 1 tests and is not loaded", "red");
        assertEquals(List.of("2026-01"), publish(catalog, false));
    }

    @Test
    void shouldPublishWhatMayFollow() throws Exception {
        assertEquals(List.of("2026-01", "next"), publish(version("next", "2100-01-01T00:00:00Z"), false));
        assertEquals(List.of("2026-01", "next"), publish(catalog, false), "going back publishes nothing");
        assertEquals(List.of("2026-01", "past", "next"), publish(version("past", "2026-07-01T00:00:00Z"), true));
        assertEquals(List.of("2026-01", "past", "next"), publish(catalog, false));
    }

    private Path version(final String name, final String effective) throws IOException {
        final Path made = Files.createDirectories(directory.resolve("made").resolve(name + effective.substring(0, 4)));
        final String text = Files.readString(catalog.resolve("catalog.yaml"));
        assertTrue(text.contains(HEAD));
        Files.writeString(
                made.resolve("catalog.yaml"),
                text.replace(HEAD, "version: \"" + name + "\"\neffective: " + Instant.parse(effective))
                        .replace("0.05 / minute", "0.06 / minute"));
        return made;
    }

    private void assertRefusal(final Path refused, final String... words) {
        final CatalogRefusedException e =
                assertThrows(CatalogRefusedException.class, () -> publish(refused, false), refused.toString());
        for (final String word : words) {
            assertTrue(e.getMessage().contains(word), e.getMessage());
        }
    }

    private List<String> publish(final Path version, final boolean retroactive) throws Exception {
        final NodeSettings settings = NodeSettings.standard(directory.resolve("data"));
        try (Standalone grid =
                new Standalone(settings, OwnerListener.NONE).start(version, retroactive, message -> {})) {
            return grid.node().catalogs().versions().stream()
                    .map(each -> each.model().version())
                    .toList();
        }
    }
}
