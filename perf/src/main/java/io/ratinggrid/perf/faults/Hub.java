package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs this program once more in a network namespace of its own, where the harness may make bridges and addresses without anybody
 * else seeing them: as root, or in a user namespace where anyone may make one. Whatever becomes of that process, its namespaces
 * are gone afterwards.
 */
final class Hub {
    /** Names the namespace to the process in it. */
    static final String VARIABLE = "RATINGGRID_FAULTS_HUB";

    private static final String MAIN = "io.ratinggrid.perf.Perf";
    /** As the root of a user namespace: namespaces have their names in /run, so it gets one of its own. */
    private static final List<String> AS_USER = List.of(
            "unshare",
            "--user",
            "--map-root-user",
            "--net",
            "--mount",
            "sh",
            "-c",
            "mount -t tmpfs none /run && mkdir /run/netns && ip netns attach \"$0\" $$ && ip link set lo up && exec \"$@\"");

    private static final List<String> TRY_LINK = List.of("link", "add", "try0", "type", "veth", "peer", "name", "try1");
    private static final int END_S = 60;
    private static final int MOST_SPACES = 8;

    private final String name;
    private final boolean asRoot;

    private Hub(final String name, final boolean asRoot) {
        this.name = name;
        this.asRoot = asRoot;
    }

    /** One where namespaces and virtual links can be made; tries it. */
    static Optional<Hub> find() {
        final String name = "rgf" + ProcessHandle.current().pid();
        if (isPossibleAsRoot(name)) {
            return Optional.of(new Hub(name, true));
        }
        return isPossibleAsUser(name) ? Optional.of(new Hub(name, false)) : Optional.empty();
    }

    private static boolean isPossibleAsRoot(final String name) {
        if (!Commands.succeeds("ip", "netns", "add", name)) {
            return false;
        }
        final boolean possible = canLink(List.of("ip", "-n", name));
        Commands.succeeds("ip", "netns", "del", name);
        return possible;
    }

    private static boolean isPossibleAsUser(final String name) {
        final List<String> ip = new ArrayList<>(AS_USER);
        ip.add(name);
        ip.add("ip");
        return canLink(ip);
    }

    private static boolean canLink(final List<String> ip) {
        return Commands.succeeds(Stream.concat(ip.stream(), TRY_LINK.stream()).toArray(String[]::new));
    }

    /** Runs the program with these arguments in the namespace, and gives its exit code. */
    int run(final List<String> arguments, final String heap) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(asRoot ? List.of("ip", "netns", "exec") : AS_USER);
        command.add(name);
        command.add(Jvm.java());
        command.addAll(Jvm.openings());
        command.addAll(List.of(heap, "-XX:+UseParallelGC", "-cp", Jvm.classPath(), MAIN));
        command.addAll(arguments);
        if (asRoot) {
            Commands.run("ip", "netns", "add", name);
            Commands.run("ip", "-n", name, "link", "set", "lo", "up");
        }
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
