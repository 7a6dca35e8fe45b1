package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

import io.ratinggrid.ingest.queue.ChronicleEventQueue;
import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.ingest.stream.NumberedQueue;
import io.ratinggrid.ingest.stream.QueueRecord;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.CommandChain;
import net.openhft.chronicle.queue.RollCycles;

/**
 * The process of {@code perf limit}: one thread does for each event what cannot be left out, with the real codec, queue and engine,
 * and nothing between them: no grid, no network, no second copy. Prints a figure for each rung.
 */
public final class LimitMain {
    /** Events that are forced together where the loss of power is to be survived. */
    static final int FORCED = 1_024;

    /** All but the forcing is as in the rung before: one part in so many of the warm-up. */
    private static final int FORCED_WARM_UP = 20;

    private final RigSettings settings;
    private final CanonicalEvents workload;
    private final Engines engines;
    private final ByteSink encoded = new ByteSink(512);
    private final ByteSink scratch = new ByteSink(512);
    private final ByteSource source = new ByteSource();
    private final Command decoded = new Command();
    private final Figures figures = new Figures();
    private long next;
    private long bytes;
    private NumberedQueue queue;
    private QueueCursor cursor;
    private long[] checksums;
    private long[] numbers;

    private LimitMain(final RigSettings settings, final Engines engines) {
        this.settings = settings;
        this.engines = engines;
        workload = settings.workload();
    }

    /** {@code arguments}: the file of the settings. */
    public static void main(final String[] arguments) throws IOException, CatalogRefusedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        System.out.println(Child.DONE);
        System.in.read();
        final CatalogHistory catalogs = CatalogFiles.load(settings.catalog());
        new LimitMain(settings, new Engines(settings.partitions(), settings.partition(), catalogs)).run();
        System.out.println(Child.DONE);
    }

    private void run() {
        for (int i = 0; i < settings.accounts(); i++) {
            workload.open(i, command -> expectRated(engines.execute(command)));
        }
        open(Durability.PROCESS);
        warmUp();
        rung("draw", this::draw);
        rung("code", this::code);
        rung("queue", this::appendAndTail);
        rung("rate", this::rate);
        rung("whole", this::whole);
        figures.put("bytes", bytes / settings.events());
        close();
        open(Durability.POWER);
        for (int i = 0; i < settings.warmUp() / FORCED_WARM_UP; i++) {
            forced(next++);
        }
        rung("forced", this::forced);
        close();
        figures.print();
    }

    /** All ways that are measured afterwards. */
    private void warmUp() {
        for (int i = 0; i < settings.warmUp(); i++) {
            whole(next++);
        }
        for (int i = 0; i < settings.warmUp(); i++) {
            draw(next);
            code(next);
            rate(next++);
        }
        for (int i = 0; i < settings.warmUp(); i++) {
            appendAndTail(next++);
        }
    }

    private void rung(final String name, final LongConsumer step) {
        bytes = 0;
        final Spent before = Spent.now();
        for (int i = 0; i < settings.events(); i++) {
            step.accept(next++);
        }
        final Spent spent = Spent.now().since(before);
        figures.put(name + " cpuNs", spent.cpuNs()).put(name + " wallNs", spent.wallNs());
    }

    private void draw(final long event) {
        bytes += workload.fill(event).quantity;
    }

    private void code(final long event) {
        encode(event);
        CommandCodec.decode(source.wrap(encoded.bytes(), 0, encoded.length()), decoded);
    }

    private void rate(final long event) {
        final Command command = encode(event);
        final int partition = AccountKey.partition(command.account, settings.partitions());
        expectRated(engines.execute(partition, command.atMs, encoded.bytes(), 0, encoded.length()));
    }

    private void appendAndTail(final long event) {
        append(event);
        tail();
    }

    private void whole(final long event) {
        append(event);
        expectRated(tailAndRate(event));
    }

    /** As {@link #whole}, but what is tailed was forced to the device, as many at once as stand in {@link #FORCED}. */
    private void forced(final long event) {
        final long index = append(event);
        if (event % FORCED == FORCED - 1) {
            queue.queue().force(index);
        }
        while (tail()) {
            expectRated(engines.execute(
                    QueueRecord.partition(cursor.bytes()),
                    CanonicalEvents.receivedMs(event),
                    cursor.bytes(),
                    QueueRecord.HEADER,
                    cursor.length() - QueueRecord.HEADER));
        }
    }

    private Command encode(final long event) {
        final Command command = workload.fill(event);
        command.content = CommandCodec.contentOf(command, scratch);
        encoded.truncate(0);
        CommandCodec.encode(command, encoded);
        return command;
    }

    private long append(final long event) {
        final Command command = encode(event);
        final int partition = AccountKey.partition(command.account, settings.partitions());
        bytes += QueueRecord.HEADER + encoded.length();
        return queue.append(partition, encoded.bytes(), 0, encoded.length());
    }

    /** Reads the next record, and makes sure that it is the one that was appended next. */
    private boolean tail() {
        if (cursor.next() == EventQueue.NONE) {
            return false;
        }
        final byte[] record = cursor.bytes();
        final int partition = QueueRecord.partition(record);
        checksums[partition] = CommandChain.next(
                checksums[partition], record, QueueRecord.HEADER, cursor.length() - QueueRecord.HEADER);
        if (QueueRecord.number(record) != ++numbers[partition]
                || QueueRecord.checksum(record) != checksums[partition]) {
            throw new IllegalStateException("partition=" + partition + " number=" + QueueRecord.number(record));
        }
        return true;
    }

    private ResultCode tailAndRate(final long event) {
        if (!tail()) {
            throw new IllegalStateException("event=" + event + " is not in the queue");
        }
        return engines.execute(
                QueueRecord.partition(cursor.bytes()),
                CanonicalEvents.receivedMs(event),
                cursor.bytes(),
                QueueRecord.HEADER,
                cursor.length() - QueueRecord.HEADER);
    }

    private void open(final Durability durability) {
        final EventQueue events = new ChronicleEventQueue(
                settings.directory().resolve("queue-" + durability),
                RollCycles.FAST_HOURLY,
                64 << 20,
                durability,
                System::currentTimeMillis);
        final StreamPoint start = StreamPoint.start(settings.partitions());
        queue = NumberedQueue.recover(events, start, (index, partition, number, record, offset, length) -> {});
        cursor = events.cursorAfter(EventQueue.NONE);
        checksums = start.checksums();
        numbers = start.numbers();
    }

    private void close() {
        cursor.close();
        queue.queue().close();
    }

    private static void expectRated(final ResultCode code) {
        if (code.kind() != ResultCode.Kind.RATED) {
            throw new IllegalStateException("code=" + code);
        }
    }
}
