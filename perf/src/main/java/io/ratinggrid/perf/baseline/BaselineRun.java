package io.ratinggrid.perf.baseline;

import java.io.IOException;
import java.util.List;

import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.EventSource;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Jvms;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.CanonicalCatalog;
import io.ratinggrid.persistence.storage.FreePorts;

/** One run of both processes, and of what draws the events. One thread; to be closed. */
public final class BaselineRun implements AutoCloseable {
    private static final int WORKERS = 4;
    /** Figures of the check that are 0 if nothing is wrong. */
    private static final List<String> WRONG =
            List.of("lost", "never sent", "otherwise", "accounts otherwise", "accounts lost");

    private final RigSettings settings;
    private Child node;
    private Child gateway;
    private EventSource generator;
    private long next;

    public BaselineRun(final RigSettings settings) {
        this.settings = settings;
    }

    /** Starts all, opens all accounts and warms up. */
    public BaselineRun start() throws IOException, InterruptedException {
        CanonicalCatalog.write(settings.catalog(), settings.deck());
        final String file = settings.write().toString();
        final String port = String.valueOf(FreePorts.one());
        node = new Child(settings.directory(), BaselineNode.class, Jvms.node(settings), file, port).start();
        gateway = gateway(file, port);
        generator = EventSource.start(settings, Jvms.GENERATOR);
        generator.sendTo((int) gateway.begin().of("port"));
        gateway.tell("open");
        if (settings.warmUp() > 0) {
            bulk(settings.warmUp());
        }
        return this;
    }

    private Child gateway(final String file, final String discoveryPort) {
        return new Child(
                settings.directory(),
                BaselineGateway.class,
                Jvms.GATEWAY,
                file,
                discoveryPort,
                Integer.toString(WORKERS));
    }

    /** Events as fast as they go: what the generator found, {@code cpuNs} of the gateway, and {@code node cpuNs}. */
    public Figures bulk(final int count) throws InterruptedException {
        final long nodeNs = node.tell("cpu").of("cpuNs");
        final long gatewayNs = gateway.tell("figures").of("cpuNs");
        final Figures figures = generator.tell("bulk " + next + " " + count);
        next += count;
        return figures.put("cpuNs", gateway.tell("figures").of("cpuNs") - gatewayNs)
                .put("node cpuNs", node.tell("cpu").of("cpuNs") - nodeNs);
    }

    /**
     * Whether each event is there once, as it was drawn and with its price, and all accounts have what theirs come to.
     *
     * @return what is wrong, empty if nothing is
     */
    public String problem() throws InterruptedException {
        final Figures found = node.tell(BaselineNode.CHECK + next);
        final boolean good = found.of("rated") == next
                && found.of("accounts") == settings.accounts()
                && WRONG.stream().allMatch(wrong -> found.of(wrong) == 0);
        return good ? "" : "sent=" + next + " " + found.all();
    }

    @Override
    public void close() {
        if (generator != null) {
            generator.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (node != null) {
            node.close();
        }
    }
}
