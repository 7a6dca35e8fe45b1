package io.ratinggrid.perf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.ratinggrid.perf.rig.Jvms;

/** What a run was made on, by name: figures of different machines do not compare. */
public final class Environment {
    /** What must be the same for two runs to compare, as are the next three. */
    public static final String MACHINE = "machine";

    public static final String MEMORY = "memory";
    public static final String KERNEL = "kernel";
    public static final String JDK = "jdk";
    /** The value of what could not be found out. */
    public static final String UNKNOWN = "unknown";

    private static final Path STAT = Path.of("/proc/stat");
    private static final Path RELEASE = Path.of("/proc/sys/kernel/osrelease");
    /** The same for all: .mvn/opens.args. */
    private static final String OPENS = "--add-opens=";

    private static final int STEAL = 8;
    private static final long GIT_S = 5;

    private Environment() {}

    /** At the beginning of a run; {@link #end} adds what has changed at its end. */
    public static Map<String, String> begin() {
        final Map<String, String> values = new LinkedHashMap<>();
        values.put(MACHINE, Machine.hardware());
        values.put(MEMORY, Machine.memory());
        values.put(JDK, System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        values.put(KERNEL, text(RELEASE));
        values.put(
                "flags",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(flag -> !flag.startsWith(OPENS))
                        .collect(Collectors.joining(" ")));
        values.putAll(Jvms.text());
        values.put("version", version());
        values.put("commit of the directory", commit(directory()));
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
        return ticks.length > STEAL ? ticks[STEAL] : UNKNOWN;
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file).strip();
        } catch (final IOException e) {
            return UNKNOWN;
        }
    }

    /** Of the jar; classes that lie in a directory have none. */
    private static String version() {
        return Objects.requireNonNullElse(Environment.class.getPackage().getImplementationVersion(), UNKNOWN);
    }

    /** Where the jar or the classes lie, wherever they are run from. */
    private static Path directory() {
        return Path.of(URI.create(Environment.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toString()))
                .getParent();
    }

    /** Of the source there as it is now, not when it was built, with a mark if it was changed; unknown without git. */
    static String commit(final Path directory) {
        try {
            final Process git = new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            final String said = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor(GIT_S, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : UNKNOWN;
        } catch (final IOException e) {
            return UNKNOWN;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
