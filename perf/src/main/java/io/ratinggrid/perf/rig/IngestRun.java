package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.process.Metrics;
import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.process.NodeProcesses;
import io.ratinggrid.perf.process.NodesSettings;
import io.ratinggrid.perf.workload.CanonicalCatalog;

/**
 * The whole path: a process that draws events, a gateway process and node processes, from the hand-over to the committed answer. One thread; to be
 * closed.
 */
public final class IngestRun implements RateSteps.Sending, AutoCloseable {
    /** Before the seconds of a class of commits, in the name of the figure that counts those up to it. */
    public static final String COMMITS_UP_TO = "appends up to s ";

    private static final String MEMORY = "4GB";
    /** Of a gateway that says nothing of it. */
    private static final long STANDARD_PENDING = 5_000_000;

    private static final double SECOND_NS = 1e9;
    /** Events come one by one at a rate, and another way than in bulk. */
    private static final int WARM_UP_RATE = 10_000;

    private static final int WARM_UP_S = 2;
    /** Enough for some event to meet each partition. */
    private static final int EVENTS_OF_A_PARTITION = 32;

    private static final String ENTRY_BYTES = "ratinggrid_entry_size_bytes_sum";
    private static final String ENTRIES = "ratinggrid_entry_size_bytes_count";
    private static final String APPEND_SECONDS = "ratinggrid_append_seconds_sum";
    private static final String APPENDS = "ratinggrid_append_seconds_bucket";
    /** Of a label with the limit of a class. */
    private static final Pattern LIMIT = Pattern.compile("le=\"([0-9.E-]+)\"");
    /** Counted at each collection; what has been allocated since then lies in Eden, which is empty after one. */
    private static final String ALLOCATED = "jvm_gc_memory_allocated_bytes_total";

    private static final String MEMORY_USED = "jvm_memory_used_bytes";
    private static final String EDEN = "Eden";

    private final RigSettings settings;
    private final Path recordings;
    private NodeProcesses nodes;
    private EventSource generator;
    private Child gateway;
    private int port;
    /** Another gateway, whose queue fills before it reaches a node; null if none was wanted. */
    private Child waiting;

    private boolean isAskedFromElsewhere;
    private long next;

    public IngestRun(final RigSettings settings) {
        this(settings, null);
    }

    /** With a flight recording of each process in a directory, if it is not null; they are written by {@link #reconcile}. */
    IngestRun(final RigSettings settings, final Path recordings) {
        this.settings = settings;
        this.recordings = recordings;
    }

    /** Nodes take what comes from where the load is made, too. */
    public IngestRun askedFromElsewhere() {
        isAskedFromElsewhere = true;
        return this;
    }

    /** The address of this host by which processes that make load reach those that take it. */
    public String host() {
        return generator.host();
    }

    /** Starts all, opens the accounts and warms up. */
    public IngestRun start() throws IOException, InterruptedException {
        generator = EventSource.start(settings, flags(Jvms.GENERATOR, "generator"));
        CanonicalCatalog.write(settings.catalog(), settings.deck());
        nodes = new NodeProcesses(new NodesSettings(
                settings.directory(),
                settings.catalog(),
                settings.nodes(),
                settings.partitions(),
                settings.backups(),
                settings.durability(),
                settings.windowDays(),
                MEMORY,
                isAskedFromElsewhere ? generator.host() : GeneratorPlace.LOOPBACK,
                settings.generator().tokenFile(),
                flags(Jvms.node(settings, settings.nodes()), "NAME")));
        nodes.start();
        gateway = gateway("gateway", STANDARD_PENDING);
        port = (int) gateway.begin().of("port");
        gateway.tell("connect");
        generator.sendTo(port);
        generator.tell("open");
        // One part after another: what the gateway has accepted and nobody has committed is limited.
        for (int node = 0; settings.warmUp() > 0 && node < settings.nodes(); node++) {
            bulk(settings.warmUp());
        }
        if (settings.warmUp() > 0) {
            pacedBeside(Pace.even(Math.min(WARM_UP_RATE, settings.warmUp()), WARM_UP_S));
        }
        return this;
    }

    private Child gateway(final String name, final long pendingLimit) throws IOException {
        return new Child(
                settings.directory(),
                GatewayMain.class,
                flags(Jvms.GATEWAY, name),
                settings.write().toString(),
                String.join(",", nodes.addresses()),
                name,
                Long.toString(pendingLimit));
    }

    /** Where the events are drawn, for people. */
    public String generatorPlace() {
        return generator.where();
    }

    /** Events that wait in the queue of a gateway of their own until {@link #drainBeside}; once in a run. */
    public void queue(final int count) throws IOException, InterruptedException {
        waiting = gateway("waiting", Long.MAX_VALUE);
        generator.sendTo((int) waiting.begin().of("port"));
        generator.tell("queue " + next + " " + count);
        generator.sendTo(port);
        next += count;
    }

    /** Has them sent; returns when all of them are committed. Another thread may measure meanwhile. */
    public Figures drainBeside() throws InterruptedException {
        waiting.tell("connect");
        return waiting.tell("drain");
    }

    /**
     * Events as fast as they go: what the generator found, {@code generator cpuNs} among it, {@code cpuNs} of the gateway, and of all nodes
     * {@code node cpuNs}, {@code journal bytes} of entries, by first copies alone, their number {@code entries} and the time of their commits
     * {@code append ns}, how many took up to so long ({@link #COMMITS_UP_TO}), {@code allocated bytes} of young objects, and {@code written bytes} of all processes to their disks.
     */
    public Figures bulk(final int count) throws InterruptedException {
        return measured(() -> bulkBeside(count));
    }

    /** The same without what nodes and disks say: another thread may measure those meanwhile. */
    public Figures bulkBeside(final int count) throws InterruptedException {
        final Figures figures = send("bulk " + next + " " + count);
        next += count;
        return figures;
    }

    /** As {@link #bulkBeside}, at a rate. */
    public Figures pacedBeside(final Pace pace) throws InterruptedException {
        final Figures figures = send(pace.verb(next));
        next += pace.events();
        return figures;
    }

    /** What the generator found, and the CPU time of the gateway meanwhile. */
    private Figures send(final String verb) throws InterruptedException {
        final long cpuNs = gateway.tell("figures").of("cpuNs");
        final Figures figures = generator.tell(verb);
        return figures.put("cpuNs", gateway.tell("figures").of("cpuNs") - cpuNs);
    }

    /** host:port of the nodes, for those that ask them. */
    public List<String> addresses() {
        return nodes.addresses();
    }

    /** Events at a fixed rate; the same figures, and how far behind the rate it was. */
    @Override
    public Figures paced(final Pace pace) throws InterruptedException {
        return measured(() -> pacedBeside(pace));
    }

    /** Something that a process of the run is told to do. */
    @FunctionalInterface
    public interface Told {
        Figures tell() throws InterruptedException;
    }

    /** What a process of the run finds, with the figures of all nodes and disks meanwhile; see {@link #bulk}. */
    public Figures measured(final Told told) throws InterruptedException {
        final long cpuNs = sum(node -> node.cpu().toNanos());
        final long written = sum(NodeProcess::writtenBytes) + gateway.writtenBytes();
        final List<Metrics> before = metrics();
        final Figures figures = told.tell();
        final List<Metrics> after = metrics();
        classes(after)
                .forEach((limit, count) -> figures.put(
                        COMMITS_UP_TO + limit, count - classes(before).getOrDefault(limit, 0L)));
        return figures.put("node cpuNs", sum(node -> node.cpu().toNanos()) - cpuNs)
                .put("journal bytes", Math.round(grown(ENTRY_BYTES, before, after)))
                .put("entries", Math.round(grown(ENTRIES, before, after)))
                .put("append ns", Math.round(grown(APPEND_SECONDS, before, after) * SECOND_NS))
                .put("allocated bytes", Math.round(allocated(after) - allocated(before)))
                .put("written bytes", sum(NodeProcess::writtenBytes) + gateway.writtenBytes() - written);
    }

    private List<String> flags(final List<String> standard, final String name) {
        final List<String> logged = Jvms.logged(standard, settings.directory(), name);
        return recordings == null ? logged : Jvms.recorded(logged, recordings, name);
    }

    /** Looks at the nodes and at the files of the run from now on. */
    public Watch watch() {
        return new Watch(settings.directory(), nodes.all()).start();
    }

    /** Name of the histogram of what is sent next, as bulk or paced. */
    @Override
    public String histogram(final String how) {
        return how + "-" + next;
    }

    private long sum(final ToLongFunction<NodeProcess> figure) {
        return nodes.all().stream().mapToLong(figure).sum();
    }

    /** Of each node. */
    private List<Metrics> metrics() throws InterruptedException {
        final List<Metrics> metrics = new ArrayList<>();
        for (final NodeProcess node : nodes.all()) {
            metrics.add(node.awaitMetrics());
        }
        return metrics;
    }

    /** By how much a metric has grown, over all nodes and labels. */
    private static double grown(final String name, final List<Metrics> before, final List<Metrics> after) {
        return total(name, after) - total(name, before);
    }

    /** How many commits took up to so many seconds, of all nodes. */
    private static Map<String, Long> classes(final List<Metrics> metrics) {
        final Map<String, Long> classes = new TreeMap<>();
        for (final Metrics one : metrics) {
            one.labelled(APPENDS).forEach((labels, count) -> {
                final Matcher limit = LIMIT.matcher(labels);
                if (limit.find()) {
                    classes.merge(limit.group(1), count, Long::sum);
                }
            });
        }
        return classes;
    }

    private static double allocated(final List<Metrics> metrics) {
        final double inEden = metrics.stream()
                .flatMap(one -> one.labelled(MEMORY_USED).entrySet().stream())
                .filter(pool -> pool.getKey().contains(EDEN))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return total(ALLOCATED, metrics) + inEden;
    }

    private static double total(final String name, final List<Metrics> metrics) {
        return metrics.stream().mapToDouble(one -> one.total(name)).sum();
    }

    /**
     * SIGKILL of a node, which is started again at once, with its JVM and its Ignite.
     *
     * @return nanoseconds until every partition has committed what was sent after it
     */
    public long recover(final int index) throws IOException, InterruptedException {
        final long killedNs = System.nanoTime();
        node(index).kill();
        node(index).start();
        final int count = settings.partitions() * EVENTS_OF_A_PARTITION;
        bulkBeside(count);
        return System.nanoTime() - killedNs;
    }

    /** Checks what has been done, which ends all processes: nothing can be sent or asked any more. */
    public Reconciliation reconcile() throws InterruptedException, IOException, CatalogRefusedException {
        return reconcile(Reconciliation.Sessions.NONE);
    }

    /** The same where there were requests of sessions as well. */
    public Reconciliation reconcile(final Reconciliation.Sessions sessions)
            throws InterruptedException, IOException, CatalogRefusedException {
        nodes.awaitWhole();
        final Reconciliation reconciliation = new Reconciliation(settings, node(0)).check(next, books());
        end();
        return reconciliation.checkJournal(next, sessions);
    }

    /** In good order if they have recordings to write. */
    private void end() throws InterruptedException {
        if (recordings != null) {
            generator.stop();
            gateway.stop();
            nodes.stop();
        }
        close();
    }

    /** Events so far, those of the warm-up with them. */
    long sent() {
        return next;
    }

    /** Of all gateways. */
    Figures books() throws InterruptedException {
        final Figures books = gateway.tell("books");
        if (waiting != null) {
            final Figures others = waiting.tell("books");
            books.all().replaceAll((name, value) -> value + others.of(name));
        }
        return books;
    }

    public NodeProcess node(final int index) {
        return nodes.node(index);
    }

    @Override
    public void close() {
        if (generator != null) {
            generator.close();
        }
        for (final Child child : new Child[] {gateway, waiting}) {
            if (child != null) {
                child.close();
            }
        }
        if (nodes != null) {
            nodes.close();
        }
    }
}
