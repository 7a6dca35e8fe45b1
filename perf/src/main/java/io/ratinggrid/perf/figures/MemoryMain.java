package io.ratinggrid.perf.figures;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Path;

import com.sun.management.ThreadMXBean;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Engines;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.perf.workload.Skew;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** The process of {@link MemoryPart}: engines of all partitions, all accounts open and used, and nothing else on the heap. One thread. */
final class MemoryMain {
    /** Accounts of which allocation is measured: so few that their tables are soon as large as they become. */
    private static final int FEW = 200;

    private static final int EVENTS_A_DAY = 5_000;
    /** Several duplicate windows: a table that has doubled takes new pages until it has been full once. */
    private static final int WARM_UP_DAYS = 160;

    private static final int MEASURED_DAYS = 10;
    private static final long DAY_MS = 86_400_000L;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RigSettings settings;
    private final CatalogHistory catalogs;
    private final Figures figures = new Figures();

    private MemoryMain(final RigSettings settings, final CatalogHistory catalogs) {
        this.settings = settings;
        this.catalogs = catalogs;
    }

    /** {@code arguments}: the file of the settings. */
    public static void main(final String[] arguments) throws IOException, CatalogRefusedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        final MemoryMain memory = new MemoryMain(settings, CatalogFiles.load(settings.catalog()));
        System.out.println(Child.DONE);
        System.in.read();
        memory.allocate();
        memory.hold();
        memory.figures.print();
        System.out.println(Child.DONE);
    }

    /** The events have no ids: what is on the heap is accounts and their index, and no claim of a duplicate window. */
    private void hold() {
        final CanonicalEvents workload = settings.workload();
        final Engines engines = new Engines(settings.partitions(), settings.partition(), catalogs);
        final long before = usedBytes();
        open(workload, settings.accounts(), engines);
        for (long event = 0; event < (long) settings.warmUp() + settings.events(); event++) {
            final Command command = workload.fill(event);
            command.idLength = 0;
            expectRated(engines.execute(command));
        }
        figures.put("heap bytes", usedBytes() - before).put("image bytes", engines.imageBytes());
        // It is on the heap before, so it must be after.
        Reference.reachabilityFence(workload);
    }

    /** From an event to the records of its entry, by one thread, after some time. */
    private void allocate() {
        final int accounts = Math.min(FEW, settings.accounts());
        final CanonicalEvents workload = new CanonicalEvents(settings.seed(), accounts, Skew.NONE, settings.deck());
        final Engines engines = new Engines(1, settings.partition(), catalogs);
        open(workload, accounts, engines);
        long event = 0;
        while (event < WARM_UP_DAYS * EVENTS_A_DAY) {
            expectRated(engines.execute(aged(workload, event++)));
        }
        long bytes = 0;
        while (event < (WARM_UP_DAYS + MEASURED_DAYS) * EVENTS_A_DAY) {
            final Command command = aged(workload, event++);
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            final ResultCode code = engines.execute(command);
            bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
            expectRated(code);
        }
        figures.put("allocated bytes", bytes).put("allocating events", (long) MEASURED_DAYS * EVENTS_A_DAY);
    }

    /** An event of the workload at another time: days must pass until claims leave their window. */
    private static Command aged(final CanonicalEvents workload, final long event) {
        final Command command = workload.fill(event);
        final long delayMs = command.atMs - command.startMs;
        command.atMs = CanonicalEvents.OPENED_MS + DAY_MS + event * DAY_MS / EVENTS_A_DAY;
        command.startMs = command.atMs - delayMs;
        return command;
    }

    private static void open(final CanonicalEvents workload, final int accounts, final Engines engines) {
        for (int i = 0; i < accounts; i++) {
            workload.open(i, command -> expectRated(engines.execute(command)));
        }
    }

    private static void expectRated(final ResultCode code) {
        if (code.kind() != ResultCode.Kind.RATED) {
            throw new IllegalStateException("code=" + code);
        }
    }

    /** After a full collection. */
    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
