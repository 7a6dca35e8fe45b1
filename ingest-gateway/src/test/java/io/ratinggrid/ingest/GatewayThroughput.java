package io.ratinggrid.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import io.ratinggrid.ingest.cdr.MappingFile;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.ReplyHandler;
import io.ratinggrid.rating.wire.StreamHello;
import io.ratinggrid.rating.wire.StreamPositions;
import io.ratinggrid.rating.wire.Transport;

/**
 * Measures a gateway by hand: accounts and CDRs from files into the queue with the grid out of reach, then from the queue to
 * a grid that commits at once. Arguments: records, subscribers, process or power.
 */
final class GatewayThroughput {
    private static final int PARTITIONS = 256;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private GatewayThroughput() {}

    public static void main(final String[] args) throws Exception {
        final int records = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        final int subscribers = args.length > 1 ? Integer.parseInt(args[1]) : 100_000;
        final Durability durability =
                args.length > 2 && args[2].equals("power") ? Durability.POWER : Durability.PROCESS;
        final Path directory = Files.createTempDirectory("gateway-throughput");
        try {
            final Path accounts = writeAccounts(directory.resolve("accounts.jsonl"), subscribers);
            final Path cdrs = writeCdrs(directory.resolve("cdrs.csv"), records, subscribers);
            final Path more = writeCdrs(directory.resolve("more.csv"), records + 1, subscribers);
            final InstantGrid grid = new InstantGrid();
            final GatewaySettings settings = GatewaySettings.standard(directory.resolve("data"), PARTITIONS)
                    .withDurability(durability);
            final Gateway gateway = new Gateway(settings, grid, new TestUnits(), System.err::println);
            gateway.start();
            time("accounts to queue", subscribers, () -> gateway.ingestFile(accounts, JsonFormat.ACCOUNTS));
            grid.up = true;
            time("accounts, queue to committed", 3L * subscribers, () -> gateway.drain(600_000));
            grid.up = false;
            time(
                    "cdrs to queue",
                    records,
                    () -> gateway.ingestFile(cdrs, MappingFile.ready("notional").orElseThrow()));
            grid.up = true;
            time("cdrs, queue to committed", records, () -> gateway.drain(600_000));
            System.out.printf("batches %,d of %,.0f%n", grid.batches, (3.0 * subscribers + records) / grid.batches);
            time("cdrs, file to committed", records + 1, () -> {
                gateway.ingestFile(more, MappingFile.ready("notional").orElseThrow());
                gateway.drain(600_000);
            });
            System.out.println(gateway.progress());
            gateway.close();
            final Gateway again = new Gateway(settings, grid, new TestUnits(), System.err::println);
            time("start again", records, again::start);
            again.close();
            grid.close();
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** Something that takes time. */
    private interface Work {
        void run() throws Exception;
    }

    private static void time(final String what, final long count, final Work work) throws Exception {
        final long start = System.nanoTime();
        final long startCpu = CPU.getCurrentThreadCpuTime();
        work.run();
        final double seconds = (System.nanoTime() - start) / 1e9;
        final double cpu = (CPU.getCurrentThreadCpuTime() - startCpu) / 1e9;
        System.out.printf(
                "%-30s %,12d in %6.2f s  %,10.0f/s  own thread: %5.2f s of CPU  %,10.0f/s%n",
                what, count, seconds, count / seconds, cpu, count / cpu);
    }

    private static Path writeAccounts(final Path file, final int subscribers) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < subscribers; i++) {
                out.write("{\"account\":\"account-" + i
                        + "\",\"at\":\"2026-01-01T00:00:00Z\",\"currency\":\"EUR\",\"timezone\":"
                        + "\"Europe/London\",\"subscribers\":[{\"id\":\"line\",\"identities\":[{\"type\":\"msisdn\",\"value\":\"+"
                        + (447_000_000_000L + i) + "\"}],\"plans\":[\"talk\"]}]}\n");
            }
        }
        return file;
    }

    private static Path writeCdrs(final Path file, final int records, final int subscribers) throws IOException {
        final Random random = new Random(records);
        final long start = Instant.parse("2026-02-01T00:00:00Z").toEpochMilli();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "RecordID,SubscriberID,SubscriberRole,EventTimestamp,Direction,EventType,CallingNumber,CalledNumber,"
                            + "DurationSec,SMSLength,IMEI,IMSI,CellTowerID,TowerName,Latitude,Longitude,Country\n");
            for (int i = 0; i < records; i++) {
                final String time = Instant.ofEpochMilli(start + i * 2_000L).toString();
                out.write("R" + i + ",S,R," + time.substring(0, 10) + " " + time.substring(11, 19) + ",MO,VOICE,+"
                        + (447_000_000_000L + random.nextInt(subscribers)) + ",+"
                        + (33_000_000_000L + random.nextInt(1 << 30))
                        + "," + random.nextInt(600)
                        + ",,284679680186345,980852159848324,US202,San Diego,32.5421,-117.0318,US\n");
            }
        }
        return file;
    }

    /** Commits every batch at once, with code 0 for each command; counts, keeps nothing but numbers. */
    private static final class InstantGrid implements Transport {
        private final long[] last = new long[PARTITIONS];
        private final long[] checksums = new long[PARTITIONS];
        private final ExecutorService executor = Executors.newSingleThreadExecutor();
        private volatile boolean up;
        private ReplyHandler handler;
        private int batches;

        @Override
        public void connect(final StreamHello hello, final ReplyHandler replies) {
            handler = replies;
            executor.execute(() -> replies.onConnected(StreamPositions.open(hello, last.clone(), checksums.clone())));
        }

        @Override
        public void send(final PartitionBatch batch) {
            executor.execute(() -> {
                if (!up) {
                    handler.onReply(PartitionReply.busy(batch, 50));
                    return;
                }
                batches++;
                last[batch.partition()] = batch.lastNumber();
                checksums[batch.partition()] = batch.checksumAfter();
                handler.onReply(PartitionReply.committed(batch, new byte[batch.count()]));
            });
        }

        @Override
        public void retire(final StreamHello hello) {
            // Keeps nothing.
        }

        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
