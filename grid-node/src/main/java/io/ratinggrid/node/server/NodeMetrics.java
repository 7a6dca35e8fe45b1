package io.ratinggrid.node.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.notice.NoticeListener;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.storage.CheckpointMetrics;
import io.ratinggrid.rating.partition.PendingNotice;

/**
 * What a node counts about itself; OPERATIONS says of each name what it means and when to act. Its methods as a listener are
 * called on rating threads.
 */
final class NodeMetrics implements OwnerListener, NoticeListener {
    private static final Duration[] APPEND_BUCKETS = {
        Duration.ofNanos(100_000),
        Duration.ofNanos(200_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2)
    };

    /** By which notices can go. */
    private static final List<String> CHANNELS = List.of("webhook", "kafka", "mail");

    /** How a message begins that people must know of. */
    private static final String ALARM = "ALARM: ";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final PartitionStates states;
    private final MoveCounters moves;
    private final Map<AppendOutcome, Timer> appends = new EnumMap<>(AppendOutcome.class);
    private final Counter commands;
    private final DistributionSummary entryCommands;
    private final DistributionSummary entryBytes;
    private final Counter images;
    private final Counter turnedAway;
    private final Counter alarms;
    private final Counter delivered;
    private final Map<String, Counter> failed = new HashMap<>();
    private final Counter givenUp;

    /** {@code tags}: of all that it counts. */
    NodeMetrics(final int partitions, final Tags tags) {
        registry.config().commonTags(tags);
        states = new PartitionStates(partitions);
        moves = new MoveCounters(registry);
        for (final AppendOutcome outcome : AppendOutcome.values()) {
            appends.put(
                    outcome,
                    Timer.builder("ratinggrid.append")
                            .description("Time from handing an entry to the journal until its outcome is known")
                            .tag("outcome", outcome.name())
                            .serviceLevelObjectives(APPEND_BUCKETS)
                            .register(registry));
        }
        commands = counter("ratinggrid.commands.committed", "Commands of all kinds that were committed here");
        entryCommands = DistributionSummary.builder("ratinggrid.entry.commands")
                .description("Commands of a committed journal entry")
                .register(registry);
        entryBytes = DistributionSummary.builder("ratinggrid.entry.size")
                .description("Bytes of a committed journal entry")
                .baseUnit("bytes")
                .register(registry);
        images = counter("ratinggrid.images.rounds", "Complete rounds of images of one partition");
        delivered = counter("ratinggrid.notices.delivered", "Notices that were taken");
        for (final String channel : CHANNELS) {
            failed.put(
                    channel,
                    Counter.builder("ratinggrid.notices.failed")
                            .description("Deliveries of notices that a channel did not take")
                            .tag("channel", channel)
                            .register(registry));
        }
        givenUp = counter("ratinggrid.notices.given.up", "Notices that were not taken as often as they are sent");
        turnedAway =
                counter("ratinggrid.commands.turned.away", "Online commands that found no room, new sessions first");
        alarms = counter("ratinggrid.alarms", "Things that people must know of; the log has the words");
    }

    /** Where it counts. */
    PrometheusMeterRegistry registry() {
        return registry;
    }

    PartitionStates states() {
        return states;
    }

    /** Shows what a node that has started can be asked for. */
    void show(final ClusterNode node, final Path data) {
        gauge("ratinggrid.partitions.owned", "Partitions that are this node's share now", node::ownedPartitions);
        gauge("ratinggrid.partitions.open", "Partitions that take streams here", () -> node.openPartitions()
                .cardinality());
        gauge("ratinggrid.partitions.opening", "Partitions that are being recovered here", states::opening);
        gauge("ratinggrid.partitions.following", "Partitions of others that are kept ready here", states::following);
        gauge("ratinggrid.partitions.broken", "Partitions closed here until people have looked", () -> states.broken()
                .size());
        gauge(
                "ratinggrid.partitions.one.copy",
                "Partitions of this node that have one copy now while more are wanted",
                node::partitionsOnOneCopy);
        gauge("ratinggrid.partitions.lost", "Partitions of the grid without any copy", node::partitionsLost);
        gauge(
                "ratinggrid.majority",
                "1 while most nodes of the grid are in reach, else 0",
                () -> node.isMajority() ? 1 : 0);
        Gauge.builder("ratinggrid.disk.free", () -> DiskSpace.freeBytes(data))
                .description("Bytes free under the data directory")
                .baseUnit("bytes")
                .register(registry);
        show(node.checkpoints());
    }

    private void show(final CheckpointMetrics checkpoints) {
        seconds("ratinggrid.checkpoint.last.duration", "Time the last checkpoint took", checkpoints::lastDurationMs);
        seconds(
                "ratinggrid.checkpoint.last.hold",
                "Time all writers stood still at the beginning of the last checkpoint",
                checkpoints::lastHoldMs);
        FunctionCounter.builder("ratinggrid.checkpoint.throttled", checkpoints, from -> from.throttledMs() / 1e3)
                .description("Time that writers were slowed down for checkpoints")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("ratinggrid.checkpoint.buffer.used", checkpoints, CheckpointMetrics::bufferUsedBytes)
                .description("Bytes used of the buffer for pages that change during a checkpoint")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("ratinggrid.checkpoint.buffer.limit", checkpoints, CheckpointMetrics::bufferBytes)
                .description("Bytes of the buffer for pages that change during a checkpoint")
                .baseUnit("bytes")
                .register(registry);
    }

    private Counter counter(final String name, final String help) {
        return Counter.builder(name).description(help).register(registry);
    }

    private void gauge(final String name, final String help, final Supplier<Number> value) {
        Gauge.builder(name, value).description(help).register(registry);
    }

    private void seconds(final String name, final String help, final Supplier<Long> ms) {
        Gauge.builder(name, () -> ms.get() / 1e3)
                .description(help)
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
        states.moved(partition, to);
        moves.moved(from, to);
    }

    @Override
    public void appended(final int partition, final AppendOutcome outcome, final long durationNs) {
        appends.get(outcome).record(durationNs, TimeUnit.NANOSECONDS);
    }

    @Override
    public void committed(final int partition, final long sequence, final int count, final int bytes) {
        commands.increment(count);
        entryCommands.record(count);
        entryBytes.record(bytes);
    }

    @Override
    public void imaged(final int partition, final long sequence) {
        images.increment();
    }

    @Override
    public void delivered(final PendingNotice notice) {
        delivered.increment();
    }

    @Override
    public void failed(final String channel, final PendingNotice notice, final String why) {
        failed.get(channel).increment();
    }

    @Override
    public void givenUp(final PendingNotice notice, final String why) {
        givenUp.increment();
    }

    @Override
    public void turnedAway(final int partition) {
        turnedAway.increment();
    }

    /** Takes a node's messages to {@code log}, and counts alarms: those that begin with that word. Those of partitions are among them. */
    Consumer<String> counted(final Consumer<String> log) {
        return message -> {
            if (message.startsWith(ALARM)) {
                alarms.increment();
            }
            log.accept(message);
        };
    }
}
