package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;

final class GridStorageContextTest {
    private static final long MIB = 1024 * 1024;

    @Test
    void shouldConcludeWithNothingButADirectory() {
        final GridStorageContext context = new GridStorageContext().dataDirectory(Path.of("data"));

        context.conclude();

        assertEquals(256, context.partitions());
        assertEquals(Durability.PROCESS, context.durability());
        assertTrue(context.dataDirectory().isAbsolute());
    }

    @Test
    void shouldNameTheSettingThatCannotBeUsedAndTheRule() {
        assertRefused(c -> c.partitions(100), "partitions=100 must be a power of two up to 16384");
        assertRefused(c -> c.partitions(0), "partitions=0 must be a power of two up to 16384");
        assertRefused(c -> c.backups(-1), "backups=-1 must be 0 to 7");
        assertRefused(
                c -> c.instanceName("a/b"),
                "instanceName=a/b must be 1 to 64 letters, digits, '-' or '_', a letter or digit first");
        assertRefused(
                c -> c.partitions(1024).regionBytes(64 * MIB),
                "regionBytes=67108864 must be at least 64 MiB, and at least 256 KiB for each partition");
        assertRefused(c -> c.walBytes(MIB), "walBytes=1048576 must be at least 256 MiB");
        assertRefused(c -> c.committerThreads(17), "committerThreads=17 must be 1 to 16");
        assertRefused(c -> c.discoveryPort(80), "discoveryPort=80 must be 1024 to 65535, or 0 without peers");
        assertRefused(
                c -> c.peers(List.of("10.0.0.1:47500")), "discoveryPort=0 must be 1024 to 65535, or 0 without peers");
        assertRefused(c -> c.foundingNodes(2), "foundingNodes=2 must be 1 to the number of peers");
    }

    @Test
    void shouldNotChangeOnceConcluded() {
        final GridStorageContext context = new GridStorageContext().dataDirectory(Path.of("data"));
        context.conclude();

        assertThrows(IllegalStateException.class, () -> context.partitions(8));
        assertThrows(IllegalStateException.class, context::conclude);
    }

    private static void assertRefused(final UnaryOperator<GridStorageContext> change, final String message) {
        final GridStorageContext context = change.apply(new GridStorageContext().dataDirectory(Path.of("data")));
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, context::conclude).getMessage());
    }
}
