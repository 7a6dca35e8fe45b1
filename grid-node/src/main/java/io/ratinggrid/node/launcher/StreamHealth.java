package io.ratinggrid.node.launcher;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.StreamProgress;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.stream.StreamSender;
import io.ratinggrid.node.server.DiskSpace;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up while a gateway's stream is open to the nodes, one is reached, and there is room to take more; else it says why not. */
final class StreamHealth implements HealthIndicator {
    private final Gateway gateway;
    private final GatewaySettings settings;
    private final GridTransport transport;

    StreamHealth(final Gateway gateway, final GatewaySettings settings, final GridTransport transport) {
        this.gateway = gateway;
        this.settings = settings;
        this.transport = transport;
    }

    @Override
    public Health health() {
        final StreamProgress stream = gateway.stream();
        final double free = DiskSpace.freeBytes(settings.data());
        final String reason = reason(stream, free);
        final Health.Builder health = (reason.isEmpty() ? Health.up() : Health.outOfService())
                .withDetail("stream", stream.stream())
                .withDetail("state", stream.state())
                .withDetail("pending", stream.pending())
                .withDetail("oldestPendingSeconds", stream.oldestMs() / 1_000)
                .withDetail("diskFreeBytes", (long) free);
        return (reason.isEmpty() ? health : health.withDetail("reason", reason)).build();
    }

    private String reason(final StreamProgress stream, final double freeBytes) {
        if (stream.state() == StreamSender.State.FAULTED) {
            return "the stream has stopped for good, the log says why: it needs people";
        }
        if (stream.state() != StreamSender.State.OPEN) {
            return "no node of gateway.nodes has opened the stream yet";
        }
        if (!transport.isUp()) {
            return "no node is reached now; what is taken waits in the queue";
        }
        if (freeBytes < settings.freeDiskBytes()) {
            return "the disk under " + settings.data() + " is nearly full: nothing is taken below "
                    + settings.freeDiskBytes() + " free bytes";
        }
        return stream.pending() < stream.pendingMost()
                ? ""
                : "too much is pending: nothing is taken before some of it is committed";
    }
}
