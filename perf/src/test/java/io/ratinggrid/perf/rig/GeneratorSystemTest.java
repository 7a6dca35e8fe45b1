package io.ratinggrid.perf.rig;

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
import io.ratinggrid.perf.process.ChildJvm;
import io.ratinggrid.perf.wire.HostPort;
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
        try (GeneratorLink first = GeneratorLink.to(settings)) {
            assertTrue(first.where().startsWith(address + ", "), first::where);
            final Exception busy = assertThrows(IllegalStateException.class, () -> GeneratorLink.to(settings));
            assertTrue(busy.getMessage().endsWith("another run is under way"), busy::getMessage);
            final Exception refused = assertThrows(IllegalStateException.class, () -> first.tell("dance"));
            assertTrue(refused.getMessage().contains("verb=dance"), refused::getMessage);
        }
        awaitSaid("fails: ");
        GeneratorLink.to(settings).close();
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
                "--heap=1024"));
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
