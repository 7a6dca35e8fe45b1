package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Holds this process, all its threads and what it starts afterwards on some CPUs, by {@code taskset} of util-linux. */
final class Pin {
    private Pin() {}

    /**
     * Returns when it is done.
     *
     * @throws IllegalArgumentException if there is no taskset, or it refuses the list
     */
    static void to(final String cpus) {
        final String pid = Long.toString(ProcessHandle.current().pid());
        try {
            final Process taskset = new ProcessBuilder(
                            List.of("taskset", "--all-tasks", "--cpu-list", "--pid", cpus, pid))
                    .redirectErrorStream(true)
                    .start();
            final String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (taskset.onExit().join().exitValue() != 0) {
                throw new IllegalArgumentException("--pin=" + cpus + ": " + said.strip());
            }
        } catch (final IOException e) {
            throw new IllegalArgumentException("--pin=" + cpus + ": " + e.getMessage(), e);
        }
    }
}
