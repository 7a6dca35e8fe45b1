package io.ratinggrid.node.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.samples.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are in a producer's hands still, or in a way that nobody can use: the others go on, and nothing goes unread. */
@Tag("slow")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class InboxSystemTest {
    private static final long DRAIN_MS = 60_000;

    @TempDir
    private Path directory;

    private final List<String> messages = new ArrayList<>();
    private Path data;
    private Standalone grid;
    private Inbox inbox;

    @BeforeEach
    void start() throws Exception {
        data = directory.resolve("data");
        grid = new Standalone(NodeSettings.standard(data), OwnerListener.NONE)
                .start(Samples.unpack("figure-2", directory.resolve("samples")), message -> {});
        inbox = new Inbox(grid.gateway(), data, messages::add).make();
    }

    @AfterEach
    void close() {
        grid.close();
    }

    /** Renamed into place, as producers do. */
    private Path drop(final String name, final int... ids) throws IOException {
        final StringBuilder lines = new StringBuilder();
        for (final int id : ids) {
            lines.append("{\"type\":\"usage\",\"id\":\"")
                    .append(id)
                    .append("\",\"identity\":\"msisdn:447700900123\",\"service\":\"voice\",")
                    .append("\"start\":\"2026-06-20T10:00:00Z\",\"quantity\":\"3m\"}\n");
        }
        final Path beside = Files.writeString(data.resolve("in/commands/.beside"), lines);
        return Files.move(beside, data.resolve("in/commands").resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private boolean pollAndSettle() throws Exception {
        inbox.poll();
        assertTrue(grid.gateway().drain(DRAIN_MS));
        return inbox.settle();
    }

    private long suspended() {
        return grid.gateway().progress().books().suspended();
    }

    @Test
    void shouldReadAFileThatTookThePlaceOfOneThatWasRead() throws Exception {
        final Path file = drop("usage.jsonl", 1, 2);
        inbox.poll();
        drop("usage.jsonl", 3, 4, 5);
        assertTrue(pollAndSettle());
        assertTrue(Files.exists(file), "it was not read");
        assertTrue(Files.exists(data.resolve("receipts/usage.jsonl.as-read-1.json")), messages::toString);
        assertEquals(2, suspended());

        assertTrue(pollAndSettle());
        assertFalse(Files.exists(file));
        assertTrue(Files.exists(data.resolve("done/usage.jsonl")));
        assertEquals(5, suspended());
    }

    @Test
    void shouldGoOnBesideFilesThatCannotBeSettledOrRead() throws Exception {
        Files.createDirectories(data.resolve("in/replay"));
        Files.write(data.resolve("in/replay/a.json"), new byte[] {'{', (byte) 0xff});
        final Path gone = drop("gone.jsonl", 1);
        drop("usage.jsonl", 2);
        inbox.poll();
        Files.delete(gone);
        assertTrue(pollAndSettle());
        assertTrue(messages.toString().contains("gone.jsonl was taken away before it was done"), messages::toString);
        assertTrue(Files.exists(data.resolve("done/usage.jsonl")));
        assertTrue(Files.exists(data.resolve("refused/a.json")), messages::toString);

        drop("later.jsonl", 3);
        assertTrue(pollAndSettle());
        assertTrue(Files.exists(data.resolve("done/later.jsonl")));
        assertEquals(3, suspended());
    }

    @Test
    void shouldKeepTheReceiptOfARefusalOfTheSameName() throws Exception {
        final Path mapped = Files.createDirectories(data.resolve("in/cdr/asterisk"));
        Files.write(mapped.resolve("june.csv"), new byte[] {'"', (byte) 0xff, '\n'});
        drop("june.csv", 1);
        assertTrue(pollAndSettle());
        try (java.util.stream.Stream<Path> receipts = Files.list(data.resolve("receipts"))) {
            assertEquals(
                    2,
                    receipts.filter(file -> file.toString().endsWith(".json")).count(),
                    messages::toString);
        }
    }
}
