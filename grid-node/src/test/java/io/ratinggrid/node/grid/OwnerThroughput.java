package io.ratinggrid.node.grid;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

import io.ratinggrid.node.owner.OwnerContext;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.persistence.storage.GridStorage;
import io.ratinggrid.persistence.storage.GridStorageContext;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.wire.CommandChain;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;
import org.HdrHistogram.Histogram;

/**
 * Owners and the real journal with a toy logic, in closed loop: one batch of each partition on the way. Prints events per
 * second and CPU time per event, by kind of thread.
 *
 * <p>Arguments: directory, seconds, batch, record bytes, partitions...
 */
public final class OwnerThroughput implements ReplyHandler {
    private final BlockingQueue<PartitionReply> replies = new LinkedBlockingQueue<>();
    private final BlockingQueue<StreamPositions> connected = new LinkedBlockingQueue<>();
    private final Histogram latencyUs = new Histogram(60_000_000L, 3);
    private final int batch;
    private final byte[] command;
    private long[] numbers;
    private long[] chains;
    private long[] sentNs;
    private long entries;

    private OwnerThroughput(final int batch, final int recordBytes) {
        this.batch = batch;
        command = ToyStream.usage(1234, recordBytes, ToyLogic.PADDED);
    }

    public static void main(final String[] args) throws IOException, InterruptedException {
        final Path directory = Path.of(args[0]);
        for (int i = 4; i < args.length; i++) {
            delete(directory);
            new OwnerThroughput(Integer.parseInt(args[2]), Integer.parseInt(args[3]))
                    .measure(directory, Integer.parseInt(args[1]), Integer.parseInt(args[i]));
        }
        delete(directory);
    }

    private void measure(final Path directory, final int seconds, final int partitions) throws InterruptedException {
        final GridStorageContext storage =
                new GridStorageContext().dataDirectory(directory).partitions(partitions);
        try (GridStorage store = new GridStorage(storage).start()) {
            final GridContext context =
                    new GridContext().partitions(partitions).owner(owner()).commitSlots(Integer.getInteger("slots", 4));
            final GridSeams seams = new GridSeams(
                    store.journal(), store.snapshots(), p -> new ToyLogic(16), new SystemClock(), new Counter());
            try (Grid grid = new Grid(context, seams).start().ownAll()) {
                final long start = System.nanoTime();
                grid.awaitOpen(60_000);
                System.out.printf(
                        "partitions=%d batch=%d opened in %d ms%n",
                        partitions, batch, (System.nanoTime() - start) / 1_000_000);
                feed(grid, seconds, partitions);
            }
        }
    }

    private static OwnerContext owner() {
        return new OwnerContext().predecessorCheckEvery(Integer.getInteger("check", 16));
    }

    private void feed(final Grid grid, final int seconds, final int partitions) throws InterruptedException {
        numbers = new long[partitions];
        chains = new long[partitions];
        sentNs = new long[partitions];
        final Transport transport = grid.transport();
        transport.connect(new StreamHello(1, 1, 1, partitions), this);
        connected.take();
        for (int partition = 0; partition < partitions; partition++) {
            send(transport, partition);
        }
        loop(transport, seconds / 2);
        latencyUs.reset();
        final Map<String, Long> cpuBefore = cpuNs();
        final long entriesBefore = entries;
        final long startNs = System.nanoTime();
        final long events = loop(transport, seconds);
        final double elapsed = (System.nanoTime() - startNs) / 1e9;
        final Map<String, Long> cpu = cpuNs();
        cpu.replaceAll((name, ns) -> ns - cpuBefore.getOrDefault(name, 0L));
        final double total = cpu.values().stream().mapToLong(Long::longValue).sum() / 1e3 / events;
        System.out.printf(
                "partitions=%d events/s=%,.0f entries/s=%,.0f events/entry=%.0f p50=%.1f ms p99=%.1f ms cpu=%.2f us/event%n",
                partitions,
                events / elapsed,
                (entries - entriesBefore) / elapsed,
                (double) events / (entries - entriesBefore),
                latencyUs.getValueAtPercentile(50) / 1e3,
                latencyUs.getValueAtPercentile(99) / 1e3,
                total);
        cpu.forEach((name, ns) -> {
            if (ns / 1e3 / events > 0.01) {
                System.out.printf("    %-28s %.3f us/event%n", name, ns / 1e3 / events);
            }
        });
    }

    private long loop(final Transport transport, final int seconds) throws InterruptedException {
        final long end = System.nanoTime() + seconds * 1_000_000_000L;
        long events = 0;
        while (System.nanoTime() < end) {
            final PartitionReply reply = replies.take();
            if (reply.outcome() != PartitionReply.Outcome.COMMITTED) {
                throw new IllegalStateException("reply=" + reply);
            }
            latencyUs.recordValue((System.nanoTime() - sentNs[reply.partition()]) / 1_000);
            events += reply.count();
            send(transport, reply.partition());
        }
        return events;
    }

    private void send(final Transport transport, final int partition) {
        final ByteSink sink = new ByteSink(batch * (command.length + 2));
        final long before = chains[partition];
        long chain = before;
        for (int i = 0; i < batch; i++) {
            sink.putVar(command.length);
            sink.putBytes(command, 0, command.length);
            chain = CommandChain.next(chain, command, 0, command.length);
        }
        chains[partition] = chain;
        final long first = numbers[partition] + 1;
        numbers[partition] += batch;
        sentNs[partition] = System.nanoTime();
        transport.send(new PartitionBatch(1, 1, 1, partition, first, batch, before, chain, sink.copy()));
    }

    private static Map<String, Long> cpuNs() {
        final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        final Map<String, Long> cpu = new TreeMap<>();
        for (final ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (info != null) {
                final String kind = info.getThreadName().replaceAll("[-#%0-9].*", "");
                cpu.merge(kind, Math.max(0, threads.getThreadCpuTime(info.getThreadId())), Long::sum);
            }
        }
        return cpu;
    }

    private static void delete(final Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    @Override
    public void onConnected(final StreamPositions positions) {
        connected.add(positions);
    }

    @Override
    public void onReply(final PartitionReply reply) {
        replies.add(reply);
    }

    @Override
    public void onDisconnected(final String reason) {
        throw new IllegalStateException(reason);
    }

    private final class Counter implements OwnerListener {
        @Override
        public void committed(final int partition, final long sequence, final int commands, final int bytes) {
            synchronized (OwnerThroughput.this) {
                entries++;
            }
        }

        @Override
        public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
            if (to == OwnerState.FENCED || to == OwnerState.BROKEN) {
                System.out.println("partition=" + partition + " " + to + ": " + reason);
            }
        }

        @Override
        public void alarm(final int partition, final String what) {
            System.out.println("alarm: partition=" + partition + " " + what);
        }
    }
}
