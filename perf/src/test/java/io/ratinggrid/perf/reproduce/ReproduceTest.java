package io.ratinggrid.perf.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import io.ratinggrid.perf.Perf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ReproduceTest {
    private static final String LAUNCHER = "ratinggrid.launcher";
    private static final Path PAGE = Path.of("../docs/PERFORMANCE.md");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @AfterEach
    void forgetTheLauncher() {
        System.clearProperty(LAUNCHER);
    }

    @Test
    void shouldListCommandsThatThePageNames() throws IOException {
        final String page = Files.readString(PAGE);
        assertEquals(0, reproduce("--list"));
        for (final String command : listed()) {
            assertTrue(page.contains("`" + command.replace(" --out DIR", "") + "`"), command);
        }
    }

    @Test
    void shouldKnowEachOptionOfItsCommands() {
        assertEquals(0, reproduce("--list"));
        final String perf = "./ratinggrid perf ";
        final List<String> commands = listed();
        assertTrue(commands.stream().anyMatch(command -> command.startsWith(perf)), commands::toString);
        for (final String command : commands) {
            if (command.startsWith(perf)) {
                new CommandLine(new Perf())
                        .parseArgs(command.substring(perf.length()).split(" "));
            }
        }
    }

    @Test
    void shouldMeasureInAsManyRoundsAsItIsTold() {
        assertEquals(0, reproduce("--list", "--rounds=2"));
        assertEquals("./ratinggrid perf figures --rounds 2 --out DIR", listed().get(0));
    }

    @Test
    void shouldGoOnWhereItHasBrokenOff() throws IOException {
        launcher();
        final Path commands = Files.writeString(directory.resolve("commands"), "perf 0\ntwo 0\nthree 0\n");
        final Path kept = directory.resolve("kept");

        assertEquals(0, reproduce("--commands=" + commands, "--from=2", "--out=" + kept));

        assertFalse(Files.exists(kept.resolve("01-0.txt")));
        assertEquals(List.of("did two 0"), Files.readAllLines(kept.resolve("02-two.txt")));
        assertEquals(List.of("did three 0"), Files.readAllLines(kept.resolve("03-three.txt")));
        assertEquals(2, reproduce("--commands=" + commands, "--from=4", "--out=" + kept));
        assertTrue(out.toString().contains("--from 4 must be 1 to 3, see --list"), out::toString);
    }

    @Test
    void shouldRunEachAndNameThoseThatFail() throws IOException {
        launcher();
        final Path commands =
                Files.writeString(directory.resolve("commands"), "# all\nperf 3 --out DIR\n\nanother 0\n");

        assertEquals(1, reproduce("--commands=" + commands, "--out=" + directory.resolve("kept")));

        final Path kept = directory.resolve("kept");
        assertEquals(List.of("did perf 3 --out " + kept.resolve("01-3")), Files.readAllLines(kept.resolve("01-3.txt")));
        assertEquals(List.of("did another 0"), Files.readAllLines(kept.resolve("02-another.txt")));
        assertTrue(out.toString().contains("FAIL: ./ratinggrid perf 3 --out DIR: exit code 3"), out::toString);
        assertEquals(
                1,
                out.toString().lines().filter(line -> line.startsWith("FAIL")).count());
    }

    @Test
    void shouldSayThatItNeedsTheLauncher() {
        assertEquals(2, reproduce("--out=" + directory));
        assertTrue(out.toString().contains("start this as ./ratinggrid perf reproduce"), out::toString);
    }

    /** Says what it was told, and ends with the second word of it. */
    private void launcher() throws IOException {
        final Path launcher = Files.writeString(directory.resolve("launcher"), "#!/bin/sh\necho did $*\nexit $2\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
        System.setProperty(LAUNCHER, launcher.toString());
    }

    private List<String> listed() {
        return out.toString().lines().toList();
    }

    private int reproduce(final String... options) {
        final String[] arguments = new String[options.length + 1];
        arguments[0] = "reproduce";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return new CommandLine(new Perf())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(arguments);
    }
}
