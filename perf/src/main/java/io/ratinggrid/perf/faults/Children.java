package io.ratinggrid.perf.faults;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The processes that this one has started: whatever becomes of it, short of SIGKILL, they end with it. Any thread. */
final class Children {
    private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

    private static volatile boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::end, "children-end"));
    }

    private Children() {}

    static Process add(final Process process) {
        STARTED.removeIf(child -> !child.isAlive());
        STARTED.add(process);
        if (ending) {
            process.destroyForcibly();
        }
        return process;
    }

    private static void end() {
        ending = true;
        STARTED.forEach(Process::destroyForcibly);
    }
}
