package io.ratinggrid.perf.rig;

import java.io.IOException;

import io.ratinggrid.perf.workload.CanonicalCatalog;

/** What one thread can do at most, measured in a process of its own. */
public final class LimitRun {
    private final RigSettings settings;

    public LimitRun(final RigSettings settings) {
        this.settings = settings;
    }

    /** Figures {@code RUNG cpuNs} and {@code RUNG wallNs} of all events, and {@code bytes} of a record of the queue. */
    public Figures run() throws IOException, InterruptedException {
        CanonicalCatalog.write(settings.catalog(), settings.deck());
        final String file = settings.write().toString();
        try (Child child = new Child(settings.directory(), LimitMain.class, Jvms.node(settings), file)) {
            child.start();
            return child.tell("run");
        }
    }
}
