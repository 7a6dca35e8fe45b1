package io.ratinggrid.perf.baseline;

import java.io.IOException;

import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Jvms;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.CanonicalCatalog;
import io.ratinggrid.persistence.storage.FreePorts;

/** One run of both processes. One thread; to be closed. */
public final class BaselineRun implements AutoCloseable {
    private static final int WORKERS = 4;

    private final RigSettings settings;
    private Child node;
    private Child gateway;
    private long next;

    public BaselineRun(final RigSettings settings) {
        this.settings = settings;
    }

    /** Starts both, opens all accounts and warms up. */
    public BaselineRun start() throws IOException, InterruptedException {
        CanonicalCatalog.write(settings.catalog(), settings.deck());
        final String file = settings.write().toString();
        final String port = String.valueOf(FreePorts.one());
        node = new Child(settings.directory(), BaselineNode.class, Jvms.node(settings), file, port).start();
        gateway = new Child(
                        settings.directory(),
                        BaselineGateway.class,
                        Jvms.GATEWAY,
                        file,
                        port,
                        Integer.toString(WORKERS))
                .start();
        gateway.tell("open");
        if (settings.warmUp() > 0) {
            bulk(settings.warmUp());
        }
        return this;
    }

    /** Events as fast as they go: what the gateway found, and {@code node cpuNs}. */
    public Figures bulk(final int count) throws InterruptedException {
        final long before = node.tell("cpu").of("cpuNs");
        final Figures figures = gateway.tell("bulk " + next + " " + count);
        next += count;
        return figures.put("node cpuNs", node.tell("cpu").of("cpuNs") - before);
    }

    /**
     * Whether all that was sent is charged, and as much by accounts as by events.
     *
     * @return what is wrong, empty if nothing is
     */
    public String problem() throws InterruptedException {
        final Figures found = node.tell("check");
        final boolean good =
                found.of("counted") == next && found.of("rated") == next && found.of("charged") == found.of("priced");
        return good ? "" : "sent=" + next + " " + found.all();
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        if (node != null) {
            node.close();
        }
    }
}
