package io.ratinggrid.node.launcher;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.stream.StreamSender;
import io.ratinggrid.node.server.DiskSpace;
import io.ratinggrid.rating.command.ResultCode;

/** What a gateway counts about itself; OPERATIONS says of each name what it means and when to act. Any thread. */
final class GatewayMetrics {
    private final MeterRegistry registry;
    private final Counter alarms;

    GatewayMetrics(final MeterRegistry registry) {
        this.registry = registry;
        alarms = Counter.builder("ratinggrid.alarms")
                .description("Things that people must know of; the log has the words")
                .register(registry);
    }

    void alarm() {
        alarms.increment();
    }

    /** Shows what a gateway that has started can be asked for. */
    GatewayMetrics show(final Gateway gateway, final GatewaySettings settings, final String name) {
        Gauge.builder("ratinggrid.commands.pending", gateway, from -> from.stream()
                        .pending())
                .description("Commands accepted and not yet committed: the lag of the stream")
                .tag("stream", name)
                .register(registry);
        gauge(
                "ratinggrid.commands.pending.limit",
                "Pending commands at which nothing more is taken",
                gateway,
                from -> from.stream().pendingMost());
        Gauge.builder(
                        "ratinggrid.oldest.pending",
                        gateway,
                        from -> from.stream().oldestMs() / 1e3)
                .description("Age of the oldest command that is accepted and not committed")
                .baseUnit("seconds")
                .tag("stream", name)
                .register(registry);
        gauge(
                "ratinggrid.stream.open",
                "1 while the stream to the nodes is open, else 0",
                gateway,
                from -> from.stream().state() == StreamSender.State.OPEN ? 1 : 0);
        counter(
                "ratinggrid.batches.committed",
                "Batches of commands that were committed",
                gateway,
                from -> from.stream().batches());
        counter("ratinggrid.commands.committed", "Commands that were committed", gateway, from -> from.stream()
                .commands());
        counter(
                "ratinggrid.answers.lost",
                "Committed commands whose results the grid no longer keeps",
                gateway,
                from -> from.stream().answersLost());
        showRecords(gateway);
        showDisk(settings);
        return this;
    }

    private void showRecords(final Gateway gateway) {
        Arrays.stream(ResultCode.values())
                .filter(code -> code.kind() == ResultCode.Kind.SUSPENDED)
                .forEach(code -> Gauge.builder("ratinggrid.records.suspended", gateway, from -> from.suspended(code))
                        .description("Records that wait in suspense")
                        .tag("reason", code.name())
                        .register(registry));
        counter(
                "ratinggrid.identity.moves.learned",
                "Moves of identities that the gateway heard of from the grid",
                gateway,
                Gateway::movesLearned);
        counter(
                "ratinggrid.records.moved",
                "Records taken again for the account that their identity had moved to",
                gateway,
                Gateway::movedRecords);
        counter("ratinggrid.records.rejected", "Records that could not be read", gateway, Gateway::rejected);
    }

    private void showDisk(final GatewaySettings settings) {
        Gauge.builder("ratinggrid.disk.free", settings, from -> DiskSpace.freeBytes(from.data()))
                .description("Bytes free under the data directory")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("ratinggrid.disk.limit", settings, GatewaySettings::freeDiskBytes)
                .description("Free bytes below which nothing is taken")
                .baseUnit("bytes")
                .register(registry);
    }

    private <T> void gauge(final String name, final String help, final T source, final ToDoubleFunction<T> value) {
        Gauge.builder(name, source, value).description(help).register(registry);
    }

    private <T> void counter(final String name, final String help, final T source, final ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, source, value).description(help).register(registry);
    }
}
