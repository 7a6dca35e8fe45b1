package io.ratinggrid.perf.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

import io.ratinggrid.perf.Perf;
import io.ratinggrid.perf.charge.ChargeMain;
import io.ratinggrid.perf.process.ChildJvm;
import io.ratinggrid.perf.rig.GeneratorMain;
import io.ratinggrid.perf.rig.GeneratorPlace;
import io.ratinggrid.perf.rig.Jvms;
import io.ratinggrid.perf.rig.LoadProcess;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.SmallRun;
import io.ratinggrid.perf.rig.VerbTaker;
import io.ratinggrid.perf.wire.HostPort;
import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A generator as a real process at an address of its own, and runs that use it. */
@Tag("slow")
@Timeout(300)
final class GeneratorSystemTest {
    private static final String AT = "generator waits at ";
    private static final String HOST = "127.0.0.2";

    private static final int UNDER_WAY_S = 60;
    private static final long UNDER_WAY_MS = 1_000;

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final LinkedBlockingQueue<String> said = new LinkedBlockingQueue<>();
    private ChildJvm generator;

    @AfterEach
    void end() {
        if (generator != null) {
            generator.end();
        }
    }

    @Test
    void shouldDrawTheEventsOfRunsThatKnowTheToken() throws Exception {
        final Path token = token("token", "secret");
        final HostPort address = start("--token-file=" + token);

        assertEquals(0, ingest(address, "--token-file=" + token, "--out=" + directory.resolve("kept")), out::toString);
        assertTrue(out.toString().contains("events are drawn at " + address + ", "), out::toString);
        assertTrue(
                out.toString().matches("(?s).*; generator \\d+\\.\\d+ apart.*reconciled: all 3,800 commands.*"),
                out::toString);
        assertTrue(Files.size(directory.resolve("kept/bulk-1500.hlog")) > 0);

        assertFalse(0 == ingest(address, "--token-file=" + token("other", "guessed")), out::toString);
        assertTrue(out.toString().contains("refuses: the token is another"), out::toString);
    }

    @Test
    void shouldServeOneRunAtATime() throws Exception {
        final HostPort address = start();
        final RigSettings settings = settings(address);
        final RigSettings other = settings.in(directory.resolve("other"));
        try (VerbTaker first = start(settings)) {
            assertTrue(first.where().startsWith(address + ", "), first::where);
            start(settings).close();
            final Exception busy = assertThrows(IllegalStateException.class, () -> start(other));
            assertTrue(busy.getMessage().endsWith("another run is under way"), busy::getMessage);
            final Exception refused = assertThrows(IllegalStateException.class, () -> first.tell("dance"));
            assertTrue(refused.getMessage().contains("verb=dance"), refused::getMessage);
        }
        awaitSaid("fails: ");
        start(other).close();
    }

    @Test
    void shouldStartNothingElse() throws Exception {
        final RigSettings settings = settings(start());
        final Exception refused = assertThrows(
                IllegalStateException.class, () -> LoadProcess.start(settings, GeneratorSystemTest.class, List.of()));
        assertTrue(
                refused.getMessage().endsWith("process=GeneratorSystemTest is not started here"), refused::getMessage);
    }

    @Test
    void shouldEndWhatARunHasUnderWayThatGoesAway() throws Exception {
        final RigSettings settings = settings(start());
        final VerbTaker asking =
                LoadProcess.start(settings, ChargeMain.class, List.of(), "charge", "1", "127.0.0.1:" + FreePorts.one());
        final String verb = Pace.even(10, UNDER_WAY_S).verb(0);
        final Thread waits = new Thread(() -> assertThrows(IllegalStateException.class, () -> asking.tell(verb)));
        waits.start();
        Thread.sleep(UNDER_WAY_MS);
        asking.close();
        waits.join();
        awaitSaid("ChargeMain of ");
        start(settings.in(directory.resolve("other"))).close();
    }

    @Test
    void shouldAskForRunsThatKnowTheToken() throws Exception {
        final String token = "--token-file=" + token("token", "secret");
        final HostPort address = start(token);
        final Path kept = directory.resolve("kept");

        assertEquals(
                0,
                perf(
                        "charge",
                        "--charged=100",
                        "--requests=100",
                        "--rate=50",
                        "--duration=1",
                        "--drain=500",
                        "--generator=" + address,
                        "--bind=127.0.0.3",
                        token,
                        "--out=" + kept,
                        "--accounts=100",
                        "--warmup=500",
                        "--prefixes=1000",
                        "--partitions=8",
                        "--heap=384"),
                out::toString);

        assertSaid("requests are asked from " + address + ", ");
        assertSaid("reconciled: all ");
        assertSaid("charge p99 while they drain over idle");
        assertTrue(Files.size(kept.resolve("report.html")) > 0);
        awaitSaid("ChargeMain of ");
    }

    private static VerbTaker start(final RigSettings settings) throws Exception {
        return LoadProcess.start(settings, GeneratorMain.class, List.of());
    }

    @Test
    void shouldRefuseAddressesThatAnyoneCouldReachOrTheGeneratorCannot() throws Exception {
        final String token = "--token-file=" + token("token", "secret");
        assertEquals(2, perf("generator", "--listen=0.0.0.0:0"));
        assertSaid("--listen=0.0.0.0 can be reached from other machines: give --token-file");
        assertEquals(2, perf("ingest", "--generator=127.0.0.2:4100", "--bind=0.0.0.0"));
        assertSaid("--bind=0.0.0.0 can be reached from other machines: give --token-file");
        assertEquals(2, perf("ingest", "--generator=192.0.2.1:4100", "--bind=0.0.0.0"));
        assertSaid("--generator=192.0.2.1:4100 is on another host: give --token-file");
        assertEquals(2, perf("sweep", "--generator=192.0.2.1:4100", token));
        assertSaid("--bind=127.0.0.1 cannot be reached from --generator=192.0.2.1:4100");
        assertEquals(2, perf("figures", "--generator=192.0.2.1:4100", "--bind=127.0.0.7", token));
        assertSaid("--bind=127.0.0.7 cannot be reached from --generator=192.0.2.1:4100");
        assertEquals(2, perf("soak", "--rate=1", "--bind=127.0.0.1", token));
        assertSaid("are for a --generator");
        assertFalse(out.toString().contains("not encrypted"), out::toString);
    }

    private HostPort start(final String... more) throws Exception {
        final List<String> main =
                new ArrayList<>(List.of(Perf.class.getName(), "generator", "--listen=" + HOST + ":0"));
        main.addAll(List.of(more));
        generator = new ChildJvm("generator", directory.resolve("generator.log"), Jvms.GENERATOR, main, said::add);
        generator.start();
        return HostPort.of("--listen", awaitSaid(AT).substring(AT.length()));
    }

    private String awaitSaid(final String part) throws InterruptedException {
        String line = said.take();
        while (!line.contains(part)) {
            line = said.take();
        }
        return line;
    }

    private Path token(final String name, final String secret) throws Exception {
        return Files.writeString(directory.resolve(name), secret + "\n");
    }

    private int ingest(final HostPort address, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of(
                "ingest",
                "--generator=" + address,
                "--bind=127.0.0.3",
                "--accounts=100",
                "--events=2000",
                "--warmup=500",
                "--prefixes=1000",
                "--partitions=8",
                "--heap=384"));
        arguments.addAll(List.of(more));
        return perf(arguments.toArray(String[]::new));
    }

    private int perf(final String... arguments) {
        return new CommandLine(new Perf())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }

    private void assertSaid(final String text) {
        assertTrue(out.toString().contains(text), out::toString);
    }

    private RigSettings settings(final HostPort address) {
        return SmallRun.in(directory, 2_000, 500, 3)
                .with(new GeneratorPlace(Optional.of(address), "127.0.0.1", Optional.empty()));
    }
}
