package io.ratinggrid.perf.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import io.ratinggrid.ingest.intake.IntakeBuffer;
import io.ratinggrid.perf.workload.CanonicalCatalog;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.perf.workload.Skew;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Events on their way to a gateway process, whose queue is a list here. */
@Timeout(60)
final class EventPortTest {
    private static final int PARTITIONS = 4;
    private static final int BATCH = 10;

    @TempDir
    private Path directory;

    private final CanonicalEvents workload = new CanonicalEvents(1, 100, Skew.NONE, CanonicalCatalog.prefixes(100));
    private final Taker taker = new Taker();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private EventPort port;

    /** Keeps the ids of what it takes; holds callers back while it is full. */
    private static final class Taker implements EventTaker {
        private final List<Integer> sizes = new CopyOnWriteArrayList<>();
        private final List<Long> accounts = new CopyOnWriteArrayList<>();
        private final List<Runnable> open = new ArrayList<>();
        private final AtomicLong taken = new AtomicLong();
        private volatile CountDownLatch room = new CountDownLatch(0);

        @Override
        public void takeAll(final IntakeBuffer commands) throws InterruptedException {
            room.await();
            taken.addAndGet(commands.size());
            if (sizes.size() < BATCH) {
                sizes.add(commands.size());
                final Command command = new Command();
                for (int i = 0; i < commands.size(); i++) {
                    CommandCodec.decode(
                            new ByteSource().wrap(commands.bytes(), commands.start(i), commands.length(i)), command);
                    assertEquals(AccountKey.partition(command.account, PARTITIONS), commands.partition(i));
                    accounts.add(command.account);
                }
            }
        }

        @Override
        public void take(final Command command, final Runnable committed) {
            taken.incrementAndGet();
            accounts.add(command.account);
            open.add(committed);
        }

        @Override
        public void awaitCommitted() {
            open.forEach(Runnable::run);
            open.clear();
        }
    }

    @AfterEach
    void close() {
        if (port != null) {
            port.close();
        }
    }

    @Test
    void shouldHandOverInOrderAndAnswerWhatIsTimed() throws Exception {
        listen(Access.NONE);
        final List<Long> answered = new CopyOnWriteArrayList<>();
        final List<Long> sent = new ArrayList<>();
        try (EventLine line = new EventLine(Line.to("127.0.0.1", port.port(), Access.NONE), answered::add).start()) {
            for (int event = 0; event < 25; event++) {
                sent.add(workload.fill(event).account);
                if (event == 12) {
                    line.sendTimed(workload.fill(event), 4_711);
                } else {
                    line.send(workload.fill(event));
                }
            }
            line.awaitAccepted();

            assertEquals(List.of(), answered);
            assertEquals(List.of(10, 2, 10, 2), taker.sizes);
            assertEquals(sent, taker.accounts);
            line.awaitCommitted();
            assertEquals(List.of(4_711L), answered);
        }
    }

    @Test
    void shouldGiveUpWhenAnAnswerIsMissing() throws Exception {
        listen(Access.NONE);
        try (EventLine line = new EventLine(Line.to("127.0.0.1", port.port(), Access.NONE), due -> {}, 1).start()) {
            line.sendTimed(workload.fill(0), 4_711);
            line.awaitAccepted();
            taker.open.clear();
            final IOException missing = assertThrows(IOException.class, line::awaitCommitted);
            assertTrue(
                    missing.getMessage().startsWith("answers are missing: of timed=1 events answered=0"),
                    missing::toString);
        }
    }

    @Test
    void shouldTakeAnotherConnectionWhenOneHasEnded() throws Exception {
        listen(Access.NONE);
        for (int i = 0; i < 2; i++) {
            try (EventLine line = new EventLine(Line.to("127.0.0.1", port.port(), Access.NONE), due -> {}).start()) {
                line.send(workload.fill(i));
                line.awaitCommitted();
            }
        }
        assertEquals(2, taker.taken.get());
    }

    @Test
    void shouldHoldTheSenderBackWhileThereIsNoRoom() throws Exception {
        final int count = 400_000;
        taker.room = new CountDownLatch(1);
        listen(Access.NONE);
        final AtomicLong sent = new AtomicLong();
        try (EventLine line = new EventLine(Line.to("127.0.0.1", port.port(), Access.NONE), due -> {}).start()) {
            final Thread sender = new Thread(() -> {
                try {
                    for (int event = 0; event < count; event++) {
                        line.send(workload.fill(event));
                        sent.incrementAndGet();
                    }
                    line.awaitCommitted();
                } catch (final IOException | InterruptedException e) {
                    messages.add(e.toString());
                }
            });
            sender.start();
            long before = -1;
            while (sent.get() != before) {
                before = sent.get();
                Thread.sleep(500);
            }

            assertTrue(sent.get() < count, "sent=" + sent.get());
            assertEquals(0, taker.taken.get());
            taker.room.countDown();
            sender.join();
            assertEquals(count, taker.taken.get());
            assertEquals(List.of(), messages);
        }
    }

    @Test
    void shouldRefuseAnotherToken() throws Exception {
        final Path file = directory.resolve("token");
        Files.writeString(file, "secret\n");
        listen(Access.of(file));
        final IOException refused =
                assertThrows(IOException.class, () -> Line.to("127.0.0.1", port.port(), new Access("guessed")));
        assertTrue(refused.getMessage().contains("refuses: the token is another"), refused::getMessage);
        assertThrows(IOException.class, () -> Line.to("127.0.0.1", port.port(), Access.NONE));
        try (Socket stranger = new Socket("127.0.0.1", port.port())) {
            stranger.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes());
            stranger.getInputStream().readAllBytes();
        }
        Line.to("127.0.0.1", port.port(), new Access("secret")).close();
        assertEquals(0, taker.taken.get());
        assertTrue(messages.stream().anyMatch(message -> message.contains("the token is another")), messages::toString);
    }

    @Test
    void shouldListenBeyondThisMachineWithATokenAlone() throws Exception {
        final IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Access.NONE.listen("--bind", "0.0.0.0", 0, messages::add));
        assertTrue(
                refused.getMessage().contains("--bind=0.0.0.0 can be reached from other machines: give --token-file"),
                refused::getMessage);
        assertEquals(List.of(), messages);
        new Access("secret").listen("--bind", "0.0.0.0", 0, messages::add).close();
        assertTrue(messages.get(0).contains("is not encrypted"), messages::toString);
        Files.writeString(directory.resolve("empty"), " \n");
        assertThrows(IllegalArgumentException.class, () -> Access.of(directory.resolve("empty")));
    }

    @Test
    void shouldReadAddresses() {
        assertEquals(new HostPort("10.0.0.7", 4_100), HostPort.of("--listen", "10.0.0.7:4100"));
        assertEquals("[::1]:0", HostPort.of("--listen", "[::1]:0").toString());
        for (final String wrong : List.of("10.0.0.7", ":4100", "host:port", "host:70000")) {
            assertThrows(IllegalArgumentException.class, () -> HostPort.of("--listen", wrong), wrong);
        }
    }

    private void listen(final Access access) throws IOException {
        port = new EventPort(
                        access.listen("--bind", "127.0.0.1", 0, messages::add),
                        access,
                        taker,
                        PARTITIONS,
                        BATCH,
                        messages::add)
                .start();
    }
}
