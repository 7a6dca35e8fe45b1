package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Storage nodes in processes of their own, killed one by one and all at once; tests wait for them most of the time, and so run beside each other. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(300)
final class MembersTest {
    private static final int PARTITIONS = SmallGrid.PARTITIONS;

    @TempDir
    private Path directory;

    private final List<Integer> ports = new ArrayList<>();
    private final Map<String, ChildProcess> nodes = new TreeMap<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (final ChildProcess node : nodes.values()) {
            node.kill();
        }
    }

    @Test
    void shouldGoOnWithAVoterAndStopWithoutAMajority() throws Exception {
        found("0", "1", "2v");
        assertEquals("0", ask("2v", "primaries"));
        append("0", 1, "01");
        kill("1");
        append("0", 2, "02");
        assertEquals("1", ask("0", "fewest"));
        kill("2v");
        await("0", "majority", "false");
        assertEquals("UNKNOWN", ask("0", "append 0 3 03"));
        assertEquals("refused", ask("0", "read 0 2"));
        run("2v");
        await("0", "majority", "true");
        append("0", 3, "03");
    }

    @Test
    void shouldSetAsideTheDataOfAKilledNodeAndMakeItsCopiesAnew() throws Exception {
        found("0", "1", "2");
        append("0", 1, "01");
        kill("2");
        append("0", 2, "02");
        run("2");
        assertEquals(1, aside("2"));
        await("2", "fewest", "2");
        kill("0");
        append("2", 3, "03");
        assertEntries("2", "01", "02", "03");
    }

    @Test
    void shouldLetANodeThatStoppedInGoodOrderComeBackWithItsData() throws Exception {
        found("0", "1", "2");
        append("0", 1, "01");
        nodes.get("2").ask("stop");
        nodes.remove("2").awaitOutput();
        append("0", 2, "02");
        run("2");
        assertEquals(0, aside("2"));
        await("2", "fewest", "2");
        kill("0");
        assertEntries("2", "01", "02");
    }

    @Test
    void shouldNotBeginFromAStaleCopyThatStartsFirst() throws Exception {
        found("0", "1", "2");
        append("0", 1, "01");
        kill("2");
        awaitMajorityWithoutTheThird("0");
        append("0", 2, "02");
        kill("0");
        kill("1");
        begin("2");
        begin("0");
        begin("1");
        awaitStarted("0", "1", "2");
        assertEquals(1, aside("2"));
        assertEquals(0, aside("0") + aside("1"));
        await("2", "fewest", "2");
        assertEntries("2", "01", "02");
        kill("0");
        assertEntries("2", "01", "02");
    }

    @Test
    void shouldBeginWithTheLastMajorityAlone() throws Exception {
        found("0", "1", "2");
        kill("2");
        awaitMajorityWithoutTheThird("0", "1");
        append("0", 1, "01");
        kill("0");
        kill("1");
        begin("0");
        run("1");
        assertEquals("started", nodes.get("0").awaitLine());
        assertEntries("1", "01");
    }

    @Test
    void shouldRefuseLostPartitionsUntilTheLastCopyIsBack() throws Exception {
        loseTwoOfThree();
        final String lost = ask("2", "lost");
        assertTrue(lost.contains("=[node-1]") && !lost.contains("node-0") && !lost.contains("node-2"), lost);
        int served = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            final boolean gone = lost.matches(".*[{ ]" + partition + "=.*");
            served += gone ? 0 : 1;
            assertEquals(gone ? "UNKNOWN" : "MINE", ask("2", "append " + partition + " 3 03"), lost);
        }
        assertTrue(served > 0 && served < PARTITIONS, "served=" + served);
        mendLost();
    }

    @Test
    void shouldRefuseLostPartitionsWhenAllStartedAnewToo() throws Exception {
        loseTwoOfThree();
        final String lost = ask("2", "lost");
        killRest();
        begin("2");
        begin("3v");
        begin("4v");
        awaitStarted("2", "3v", "4v");
        await("2", "lost", lost);
        mendLost();
    }

    @Test
    void shouldBeginWithTheOneThatALostPartitionNeeds() throws Exception {
        loseTwoOfThree();
        killRest();
        begin("1");
        awaitPort(1);
        begin("2");
        begin("3v");
        begin("4v");
        awaitStarted("1", "2", "3v", "4v");
        assertEquals(0, aside("1"));
        await("2", "lost", "{}");
        assertAllServe();
    }

    @Test
    void shouldTakeInANewNodeAndLeaveOutAnOldOne() throws Exception {
        found("0", "1", "2");
        append("0", 1, "01");
        kill("2");
        ports.add(FreePorts.one());
        await("0", "agree", "[node-0, node-1]");
        await("0", "fewest", "2");
        append("0", 2, "02");
        run("2");
        await("0", "agree", "[node-0, node-1, node-2]");
        await("2", "fewest", "2");
        kill("1");
        assertEntries("2", "01", "02");
    }

    /** What it was asked while it stood still is what it sees first, before Ignite tells it that it is out and ends it. */
    @Test
    void shouldReadNothingAfterOthersWentOnWithoutIt() throws Exception {
        found("0", "1", "2");
        append("0", 1, "01");
        assertEquals("null", ask("0", "read 0 2"));
        nodes.get("0").stop();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            nodes.get("0").tell("read " + partition + " 2");
        }
        awaitMajorityWithoutTheThird("1", "2");
        append("1", 2, "02");
        nodes.get("0").signal("CONT");
        assertEquals("refused", nodes.get("0").awaitOutput().lines().distinct().collect(Collectors.joining(", ")));
    }

    /** The node that dies last has the last copy of what it had together with the first; all have entry 2. */
    private void loseTwoOfThree() throws Exception {
        found("0", "1", "2", "3v", "4v");
        append("2", 1, "01");
        kill("0");
        await("2", "fewest", "1");
        append("2", 2, "02");
        kill("1");
        await("2", "fewest", "0");
    }

    private void killRest() throws Exception {
        for (final String index : List.of("2", "3v", "4v")) {
            await(index, "majority", "true");
        }
        for (final String index : List.of("2", "3v", "4v")) {
            kill(index);
        }
    }

    /** Only with the data of the node that died last, and while no other stands in the way. */
    private void mendLost() throws Exception {
        run("0");
        assertEquals(1, aside("0"));
        assertEquals("false", ask("2", "mend"));
        run("1");
        assertEquals(0, aside("1"));
        await("0", "isintheway", "true");
        assertEquals("false", ask("2", "mend"));
        kill("0");
        await("2", "mend", "true");
        await("2", "lost", "{}");
        run("0");
        await("2", "fewest", "2");
        assertAllServe();
    }

    private void assertAllServe() throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            await("2", "read " + partition + " 2", "02");
            await("2", "append " + partition + " 3 03", "MINE");
        }
    }

    private void found(final String... indexes) throws IOException {
        for (int i = 0; i < indexes.length; i++) {
            ports.add(FreePorts.one());
        }
        for (final String index : indexes) {
            nodes.put(index, MemberChild.start(directory, index, ports, String.valueOf(indexes.length)));
        }
        awaitStarted(indexes);
    }

    private void awaitStarted(final String... indexes) throws IOException {
        for (final String index : indexes) {
            assertEquals("started", nodes.get(index).awaitLine(), index);
        }
    }

    private void begin(final String index) throws IOException {
        nodes.put(index, MemberChild.start(directory, index, ports, "1"));
    }

    /** The others are a majority, and would begin without one that comes later than they do. */
    private void awaitPort(final int index) throws Exception {
        boolean listens = false;
        for (int i = 0; i < 600 && !listens; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(index))) {
                listens = socket.isConnected();
            } catch (final ConnectException e) {
                Thread.sleep(50);
            }
        }
        assertTrue(listens, "node-" + index);
    }

    private void run(final String index) throws IOException {
        begin(index);
        assertEquals("started", nodes.get(index).awaitLine());
    }

    private void kill(final String index) throws InterruptedException {
        nodes.remove(index).kill();
    }

    private String ask(final String index, final String question) throws IOException {
        return nodes.get(index).ask(question);
    }

    private void await(final String index, final String question, final String answer) throws Exception {
        String last = ask(index, question);
        for (int i = 0; i < 600 && !last.equals(answer); i++) {
            Thread.sleep(50);
            last = ask(index, question);
        }
        assertEquals(answer, last, question);
    }

    /** Until then a copy that died may be behind without anybody having gone on without it: Ignite brings it up to date. */
    private void awaitMajorityWithoutTheThird(final String... indexes) throws Exception {
        for (final String index : indexes) {
            await(index, "fewest", "1");
            await(index, "majority", "true");
        }
    }

    /** Appends to every partition; unknown outcomes are resolved as an owner does it. */
    private void append(final String index, final int sequence, final String entry) throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            await(index, "append " + partition + " " + sequence + " " + entry, "MINE");
        }
    }

    private void assertEntries(final String index, final String... entries) throws Exception {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int i = 0; i < entries.length; i++) {
                await(index, "read " + partition + " " + (i + 1), entries[i]);
            }
        }
    }

    private long aside(final String index) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("node-" + index).resolve("grid"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("aside-"))
                    .count();
        }
    }
}
