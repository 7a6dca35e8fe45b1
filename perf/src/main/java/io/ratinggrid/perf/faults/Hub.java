package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs this program once more in a network namespace of its own, where the harness may make bridges and addresses without anybody
 * else seeing them. Whatever becomes of that process, its namespaces are gone afterwards.
 */
final class Hub {
    /** Names the namespace to the process in it. */
    static final String VARIABLE = "RATINGGRID_FAULTS_HUB";

    private static final String MAIN = "io.ratinggrid.perf.Perf";
    private static final int END_S = 60;
    private static final int MOST_SPACES = 8;

    private final String name = "rgf" + ProcessHandle.current().pid();

    /** True where namespaces and virtual links can be made. */
    boolean isPossible() {
        if (!Commands.succeeds("ip", "netns", "add", name)) {
            return false;
        }
        final boolean possible =
                Commands.succeeds("ip", "-n", name, "link", "add", "try0", "type", "veth", "peer", "name", "try1");
        Commands.succeeds("ip", "netns", "del", name);
        return possible;
    }

    /** Runs the program with these arguments in the namespace, and gives its exit code. */
    int run(final List<String> arguments, final String heap) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", name, Jvm.java()));
        command.addAll(Jvm.openings());
        command.addAll(List.of(heap, "-XX:+UseParallelGC", "-cp", Jvm.classPath(), MAIN));
        command.addAll(arguments);
        Commands.run("ip", "netns", "add", name);
        Commands.run("ip", "-n", name, "link", "set", "lo", "up");
        final ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(VARIABLE, name);
        final Process process = builder.start();
        final Thread end = new Thread(() -> end(process), "hub-end");
        Runtime.getRuntime().addShutdownHook(end);
        final int status = process.waitFor();
        Runtime.getRuntime().removeShutdownHook(end);
        remove();
        return status;
    }

    private void end(final Process process) {
        try {
            process.destroy();
            if (!process.waitFor(END_S, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove();
    }

    private void remove() {
        for (int space = 0; space < MOST_SPACES; space++) {
            Commands.succeeds("ip", "netns", "del", name + "-" + space);
        }
        Commands.succeeds("ip", "netns", "del", name);
    }
}
