package io.ratinggrid.perf.baseline;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import io.ratinggrid.ingest.intake.IntakeBuffer;
import io.ratinggrid.ingest.queue.ChronicleEventQueue;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.Spent;
import io.ratinggrid.perf.rig.Verbs;
import io.ratinggrid.perf.wire.Access;
import io.ratinggrid.perf.wire.EventPort;
import io.ratinggrid.perf.wire.EventTaker;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import net.openhft.chronicle.queue.RollCycles;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.apache.ignite.Ignition;

/**
 * The gateway process: a port where it takes the events of a generator, which the figure {@code port} says, a Chronicle queue, and workers
 * that charge what comes out of it. Reads {@code open} and {@code figures}.
 */
public final class BaselineGateway implements EventTaker, Verbs {
    private static final int WORKERS = 2;
    private static final long LOOK_MS = 1;

    private final RigSettings settings;
    private final Ignite ignite;
    private final Worker[] workers;
    private final EventQueue queue;
    private final QueueCursor cursor;
    private final IntakeBuffer one;
    private final ByteSource source = new ByteSource();
    private final Command command = new Command();
    private final AtomicLong done = new AtomicLong();
    private long taken;

    private BaselineGateway(final RigSettings settings, final Ignite ignite, final int workers) {
        this.settings = settings;
        this.ignite = ignite;
        this.workers = new Worker[workers];
        for (int i = 0; i < workers; i++) {
            this.workers[i] = new Worker(ignite, settings.batch(), done).start();
        }
        one = new IntakeBuffer(settings.partitions());
        queue = new ChronicleEventQueue(
                settings.directory().resolve("queue"),
                RollCycles.FAST_HOURLY,
                64 << 20,
                settings.durability(),
                System::currentTimeMillis);
        cursor = queue.cursorAfter(EventQueue.NONE);
    }

    /**
     * {@code arguments}: the file of the settings, the port of discovery, and how many workers charge at the same time.
     */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        // In a transaction entry processors run where it was begun, too.
        Rates.load(settings.catalog().resolve("retail.csv"));
        Child.endOnFailure();
        final Access access = settings.generator().access();
        final ServerSocket server = access.listen("--bind", settings.generator().bind(), 0, System.out::println);
        try (Ignite ignite =
                Ignition.start(BaselineIgnite.client(settings.directory(), Integer.parseInt(arguments[1])))) {
            final BaselineGateway gateway = new BaselineGateway(settings, ignite, Integer.parseInt(arguments[WORKERS]));
            try (EventPort port = new EventPort(
                            server, access, gateway, settings.partitions(), settings.batch(), System.out::println)
                    .start()) {
                new Figures().put("port", port.port()).print();
                gateway.obeyAll();
            }
        }
    }

    @Override
    public Figures obey(final String verb) {
        return verb.equals("open")
                ? open()
                : new Figures().put("cpuNs", Spent.now().cpuNs());
    }

    private Figures open() {
        final CanonicalEvents workload = settings.workload();
        try (IgniteDataStreamer<Long, AccountState> streamer = ignite.dataStreamer(BaselineIgnite.ACCOUNTS)) {
            for (int i = 0; i < settings.accounts(); i++) {
                workload.open(i, opening -> streamer.addData(opening.account, new AccountState()));
            }
        }
        return new Figures();
    }

    @Override
    public void takeAll(final IntakeBuffer commands) throws InterruptedException {
        append(commands);
        while (cursor.next() != EventQueue.NONE) {
            forward(null);
        }
    }

    @Override
    public void take(final Command event, final Runnable committed) throws InterruptedException {
        one.clear();
        one.add(event);
        append(one);
        while (cursor.next() != EventQueue.NONE) {
            forward(committed);
        }
    }

    private void append(final IntakeBuffer commands) {
        long index = EventQueue.NONE;
        for (int i = 0; i < commands.size(); i++) {
            index = queue.append(commands.bytes(), commands.start(i), commands.length(i));
        }
        queue.force(index);
        taken += commands.size();
    }

    /** Hands what the queue told last to the worker of its account. */
    private void forward(final Runnable committed) throws InterruptedException {
        CommandCodec.decode(source.wrap(cursor.bytes(), 0, cursor.length()), command);
        final UsageEvent event = UsageEvent.of(command);
        workers[(int) Long.remainderUnsigned(command.account, workers.length)].take(event, committed);
    }

    @Override
    public void awaitCommitted() throws InterruptedException {
        for (final Worker worker : workers) {
            worker.hand();
        }
        while (done.get() < taken) {
            Thread.sleep(LOOK_MS);
        }
    }
}
