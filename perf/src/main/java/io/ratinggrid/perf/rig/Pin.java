package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Holds this process, all its threads and what it starts afterwards on some CPUs, by {@code taskset} of util-linux. */
final class Pin {
    /** A thread that ends while taskset goes through them. */
    private static final String GONE = "No such process";

    private static final int TRIES = 10;

    private Pin() {}

    /**
     * Returns when it is done.
     *
     * @throws IllegalArgumentException if there is no taskset, or it refuses the list
     */
    static void to(final String cpus) {
        Optional<String> refusal = refusal(cpus);
        for (int i = 0; i < TRIES && refusal.orElse("").contains(GONE); i++) {
            refusal = refusal(cpus);
        }
        if (refusal.isPresent()) {
            throw new IllegalArgumentException("--pin=" + cpus + ": " + refusal.get());
        }
    }

    /** What it said, if it did not do it. */
    private static Optional<String> refusal(final String cpus) {
        final String pid = Long.toString(ProcessHandle.current().pid());
        try {
            final Process taskset = new ProcessBuilder(
                            List.of("taskset", "--all-tasks", "--cpu-list", "--pid", cpus, pid))
                    .redirectErrorStream(true)
                    .start();
            final String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return taskset.onExit().join().exitValue() == 0 ? Optional.empty() : Optional.of(said.strip());
        } catch (final IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
