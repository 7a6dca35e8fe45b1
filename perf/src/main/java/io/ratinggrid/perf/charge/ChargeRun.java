package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.process.ToldAccount;
import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Engines;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.IngestRun;
import io.ratinggrid.perf.rig.Jvms;
import io.ratinggrid.perf.rig.LoadProcess;
import io.ratinggrid.perf.rig.Pace;
import io.ratinggrid.perf.rig.Reconciliation;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.VerbTaker;
import io.ratinggrid.perf.rig.Watch;
import io.ratinggrid.perf.wire.HostPort;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes of a run: nodes and the gateway of the whole path, one that asks the nodes, and beside them a bare put with one that asks it. One
 * thread; to be closed.
 */
public final class ChargeRun implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Names of what asks the grid, and the bare put. */
    private static final String CHARGE = "charge";

    private static final String BARE = "bare";
    private static final int SAMPLE = 200;
    private static final int SHOWN = 10;
    private static final long NS_OF_SECOND = 1_000_000_000L;

    private final RigSettings settings;
    private final int accounts;
    private final IngestRun grid;
    private final Refusals refused = new Refusals();
    private VerbTaker asking;
    private Child bare;
    private VerbTaker askingBare;
    private long next;
    private long nextBare;

    /** {@code accounts} that have sessions, besides those of the settings. */
    public ChargeRun(final RigSettings settings, final int accounts) {
        this.settings = settings;
        this.accounts = accounts;
        grid = new IngestRun(settings).askedFromElsewhere();
    }

    /** Starts the grid and what asks it, and opens the accounts. */
    ChargeRun startWithoutBare() throws IOException, InterruptedException {
        grid.start();
        asking = asking(CHARGE, String.join(",", grid.addresses()));
        refused.addOf(asking.tell("open"));
        return this;
    }

    /** Starts all and opens the accounts. */
    public ChargeRun start() throws IOException, InterruptedException {
        startWithoutBare();
        bare = new Child(
                settings.directory(),
                BareMain.class,
                Jvms.bare(settings),
                settings.write().toString(),
                grid.host());
        final int port = (int) bare.begin().of("port");
        askingBare = asking(BARE, new HostPort(grid.host(), port).toString());
        return this;
    }

    private VerbTaker asking(final String name, final String addresses) throws IOException, InterruptedException {
        return LoadProcess.start(settings, ChargeMain.class, Jvms.GATEWAY, name, Integer.toString(accounts), addresses);
    }

    /** Where requests are asked from, for people. */
    String askingPlace() {
        return asking.where();
    }

    /** Looks at nodes and files from now on. */
    Watch watch() {
        return grid.watch();
    }

    /** Name of the histogram of what is asked next at a rate. */
    String histogram() {
        return CHARGE + "-paced-" + next;
    }

    /** The same of usage. */
    String usageHistogram() {
        return grid.histogram("paced");
    }

    /** So many requests, {@code window} under way at any time. */
    Figures closed(final int count, final int window) throws InterruptedException {
        return grid.measured(() -> ask("closed " + next + " " + count + " " + window, count));
    }

    /** Requests at a rate. */
    Figures paced(final Pace pace) throws InterruptedException {
        return grid.measured(() -> ask(pace.verb(next), pace.events()));
    }

    /** So many requests from {@link #next} on. */
    private Figures ask(final String verb, final long count) throws InterruptedException {
        final Figures figures = asking.tell(verb);
        next += count;
        refused.addOf(figures);
        return figures;
    }

    /** The same while so many events drain that were queued before; {@code drained events/s} among the figures: at what rate they do. */
    Figures pacedBeside(final int events, final Pace pace) throws IOException, InterruptedException {
        grid.queue(events);
        final Both both = beside(grid::drainBeside, pace);
        return both.requests()
                .put("drained events/s", events * NS_OF_SECOND / both.usage().of("wallNs"));
    }

    /** What was found of usage and of requests that came at the same time. */
    record Both(Figures usage, Figures requests) {}

    /** Usage at a rate. */
    Figures usage(final Pace pace) throws InterruptedException {
        return grid.paced(pace);
    }

    /** Usage and requests, each at its rate. */
    Both both(final Pace usage, final Pace requests) throws InterruptedException {
        return beside(() -> grid.pacedBeside(usage), requests);
    }

    private Both beside(final Callable<Figures> usage, final Pace pace) throws InterruptedException {
        final FutureTask<Figures> found = new FutureTask<>(usage);
        new Thread(found, "usage").start();
        final Figures figures = ask(pace.verb(next), pace.events());
        try {
            return new Both(found.get(), figures);
        } catch (final ExecutionException e) {
            throw new IllegalStateException("usage was not committed", e.getCause());
        }
    }

    /** The same as {@link #closed}, of the bare put. */
    Figures closedBare(final int count, final int window) throws InterruptedException {
        return ofBare("closed " + nextBare + " " + count + " " + window, count);
    }

    /** The same as {@link #paced}, of the bare put. */
    Figures pacedBare(final Pace pace) throws InterruptedException {
        return ofBare(pace.verb(nextBare), pace.events());
    }

    private Figures ofBare(final String verb, final long requests) throws InterruptedException {
        final long cpuNs = bare.tell("cpu").of("cpuNs");
        final Figures figures = askingBare.tell(verb);
        nextBare += requests;
        refused.addOf(figures);
        return figures.put("node cpuNs", bare.tell("cpu").of("cpuNs") - cpuNs);
    }

    /** What is not as it should be, after all: each request carried out, and accounts as engines of their own make them. */
    public List<String> problems() throws IOException, InterruptedException, CatalogRefusedException {
        final List<String> problems = new ArrayList<>();
        if (!refused.isEmpty()) {
            problems.add("requests refused or lost: " + refused);
        }
        final ChargeSessions sessions =
                new ChargeSessions(settings.seed(), settings.accounts(), accounts, settings.deck());
        final boolean[] sample = new boolean[accounts];
        final Random random = new Random(settings.seed());
        for (int i = 0; i < SAMPLE; i++) {
            sample[random.nextInt(accounts)] = true;
        }
        final Engines engines = new Engines(1, settings.partition(), CatalogFiles.load(settings.catalog()));
        for (int i = 0; i < accounts; i++) {
            if (sample[i]) {
                sessions.open(i, engines::execute);
            }
        }
        for (long request = 0; request < next; request++) {
            if (sample[sessions.accountOf(request)]) {
                engines.execute(sessions.fill(request));
            }
        }
        for (int i = 0; i < accounts && problems.size() < SHOWN; i++) {
            if (sample[i]) {
                problems.addAll(differences(sessions.name(i), engines));
            }
        }
        problems.addAll(
                grid.reconcile(new Reconciliation.Sessions(next, accounts)).problems());
        return problems;
    }

    private List<String> differences(final String account, final Engines engines) throws InterruptedException {
        final String told = grid.node(0).body("/accounts/" + account);
        return told.isEmpty()
                ? List.of(account + " is not told")
                : ToldAccount.differences(account, JSON.readTree(told), engines.of(account));
    }

    /** Requests so far, those of the bare put apart. */
    long requests() {
        return next;
    }

    @Override
    public void close() {
        for (final VerbTaker child : new VerbTaker[] {asking, askingBare, bare}) {
            if (child != null) {
                child.close();
            }
        }
        grid.close();
    }
}
