package io.ratinggrid.perf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a run was made on, by name: figures of different machines do not compare. */
public final class Environment {
    /** What must be the same for two runs to compare. */
    public static final String MACHINE = "machine";

    private static final Path STAT = Path.of("/proc/stat");
    private static final Path KERNEL = Path.of("/proc/sys/kernel/osrelease");
    /** The same for all: .mvn/opens.args. */
    private static final String OPENS = "--add-opens=";

    private static final int STEAL = 8;
    private static final long GIT_S = 5;

    private Environment() {}

    /** At the beginning of a run; {@link #end} adds what has changed at its end. */
    public static Map<String, String> begin() {
        final Map<String, String> values = new LinkedHashMap<>();
        values.put(MACHINE, Machine.hardware());
        values.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        values.put("kernel", text(KERNEL));
        values.put(
                "flags",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> !flag.startsWith(OPENS))
                        .collect(Collectors.joining(" ")));
        values.put("commit", commit());
        values.put("load before", "%.1f".formatted(Machine.load()));
        values.put("steal before", steal());
        return values;
    }

    public static void end(final Map<String, String> values) {
        values.put("load after", "%.1f".formatted(Machine.load()));
        values.put("steal after", steal());
    }

    /** Ticks that other machines on the same host had instead of this one, since its start. */
    private static String steal() {
        final String[] ticks = text(STAT).split("\n")[0].split(" +");
        return ticks.length > STEAL ? ticks[STEAL] : "unknown";
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file).strip();
        } catch (final IOException e) {
            return "unknown";
        }
    }

    /** Of the source, with a mark if it was changed; unknown where there is no git. */
    private static String commit() {
        try {
            final Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .redirectErrorStream(true)
                    .start();
            final String said = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor(GIT_S, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "unknown";
        } catch (final IOException e) {
            return "unknown";
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
