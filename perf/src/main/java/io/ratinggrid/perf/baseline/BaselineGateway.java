package io.ratinggrid.perf.baseline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

import io.ratinggrid.ingest.queue.ChronicleEventQueue;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.queue.QueueCursor;
import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Latencies;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.Spent;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import net.openhft.chronicle.queue.RollCycles;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteDataStreamer;
import org.apache.ignite.Ignition;

/** The gateway process: a Chronicle queue, and workers that charge what comes out of it. Reads {@code open} and {@code bulk FROM COUNT}. */
public final class BaselineGateway {
    /** One event in so many is timed. */
    private static final int PROBED = 1_000;

    private static final int VOICE = Symbol.of("voice");
    private static final int DATA = Symbol.of("data");

    private final RigSettings settings;
    private final Ignite ignite;
    private final Worker[] workers;
    private final CanonicalEvents workload;
    private final EventQueue queue;
    private final QueueCursor cursor;
    private final ByteSink encoded = new ByteSink(512);
    private final ByteSink scratch = new ByteSink(512);
    private final ByteSource source = new ByteSource();
    private final Command command = new Command();

    private BaselineGateway(final RigSettings settings, final Ignite ignite, final int workers) {
        this.settings = settings;
        this.ignite = ignite;
        this.workers = new Worker[workers];
        workload = settings.workload();
        queue = new ChronicleEventQueue(
                settings.directory().resolve("queue"),
                RollCycles.FAST_HOURLY,
                64 << 20,
                settings.durability(),
                System::currentTimeMillis);
        cursor = queue.cursorAfter(EventQueue.NONE);
    }

    /** {@code arguments}: the file of the settings, the port of discovery, and how many workers charge at the same time. */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        // In a transaction entry processors run where it was begun, too.
        Rates.load(settings.catalog().resolve("retail.csv"));
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        try (Ignite ignite =
                Ignition.start(BaselineIgnite.client(settings.directory(), Integer.parseInt(arguments[1])))) {
            new BaselineGateway(settings, ignite, Integer.parseInt(arguments[2])).obey();
        }
    }

    private void obey() throws IOException, InterruptedException {
        System.out.println(Child.DONE);
        final BufferedReader verbs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = verbs.readLine(); line != null; line = verbs.readLine()) {
            final String[] verb = line.split(" ");
            if (verb[0].equals("open")) {
                open();
            } else {
                bulk(Long.parseLong(verb[1]), Integer.parseInt(verb[2]));
            }
            System.out.println(Child.DONE);
        }
    }

    private void open() {
        try (IgniteDataStreamer<Long, AccountState> streamer = ignite.dataStreamer(BaselineIgnite.ACCOUNTS)) {
            for (int i = 0; i < settings.accounts(); i++) {
                workload.open(i, opening -> streamer.addData(opening.account, new AccountState()));
            }
        }
    }

    private void bulk(final long from, final int count) throws IOException, InterruptedException {
        try (Latencies latencies = new Latencies(settings.directory(), "baseline-" + from)) {
            final AtomicLong done = new AtomicLong();
            for (int i = 0; i < workers.length; i++) {
                workers[i] = new Worker(ignite, settings.batch(), done, latencies).start();
            }
            final Spent before = Spent.now();
            for (long event = from; event < from + count; event++) {
                append(event);
                forward(event % PROBED == 0 ? System.nanoTime() : 0);
            }
            for (final Worker worker : workers) {
                worker.finish();
            }
            final Spent spent = Spent.now().since(before);
            if (done.get() != count) {
                throw new IllegalStateException("sent=" + count + " done=" + done);
            }
            final Figures figures = new Figures().put("wallNs", spent.wallNs()).put("cpuNs", spent.cpuNs());
            latencies.addTo(figures, "latency");
            figures.print();
        }
    }

    private void append(final long event) {
        final Command drawn = workload.fill(event);
        drawn.content = CommandCodec.contentOf(drawn, scratch);
        encoded.truncate(0);
        CommandCodec.encode(drawn, encoded);
        final long index = queue.append(encoded.bytes(), 0, encoded.length());
        if (event % settings.batch() == settings.batch() - 1) {
            queue.force(index);
        }
    }

    /** Hands what the queue holds to the worker of its account. */
    private void forward(final long sentNs) throws InterruptedException {
        while (cursor.next() != EventQueue.NONE) {
            CommandCodec.decode(source.wrap(cursor.bytes(), 0, cursor.length()), command);
            final UsageEvent event = new UsageEvent(
                    HexFormat.of().formatHex(command.id()),
                    command.account,
                    command.startMs,
                    service(command.service),
                    command.quantity,
                    command.numberLength == 0 ? "" : Digits.text(command.number, command.numberLength));
            workers[(int) Long.remainderUnsigned(command.account, workers.length)].take(event, sentNs);
        }
    }

    private static String service(final int symbol) {
        if (symbol == VOICE) {
            return "voice";
        }
        return symbol == DATA ? "data" : "sms";
    }
}
