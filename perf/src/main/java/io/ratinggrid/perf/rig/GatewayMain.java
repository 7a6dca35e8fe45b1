package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.Progress;
import io.ratinggrid.ingest.intake.GatewayFullException;
import io.ratinggrid.ingest.intake.IntakeBuffer;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.perf.wire.Access;
import io.ratinggrid.perf.wire.EventPort;
import io.ratinggrid.perf.wire.EventTaker;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/**
 * A gateway process of a run: the real gateway, and a port where it takes the events of a generator; the figure {@code port} says which. It
 * reaches no node before {@code connect}. Verbs: {@code connect}, {@code drain}, {@code books}, {@code figures}.
 */
public final class GatewayMain implements EventTaker, Verbs {
    private static final long DRAIN_MS = TimeUnit.MINUTES.toMillis(30);
    private static final long ROOM_LOOK_MS = 1;
    private static final int DIRECTORY = 2;
    private static final int PENDING_LIMIT = 3;

    private final GridTransport transport;
    private final Gateway gateway;

    private GatewayMain(final GridTransport transport, final Gateway gateway) {
        this.transport = transport;
        this.gateway = gateway;
    }

    /**
     * {@code arguments}: the file of the settings, host:port of the nodes, the name of its directory, and how much may be pending.
     */
    public static void main(final String[] arguments)
            throws IOException, CatalogRefusedException, InterruptedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        final CatalogHistory catalogs = CatalogFiles.load(settings.catalog());
        final List<String> nodes = List.of(arguments[1].split(","));
        final Access access = settings.generator().access();
        final ServerSocket server = access.listen("--bind", settings.generator().bind(), 0, System.out::println);
        try (GridTransport transport =
                        new GridTransport(GridTransportSettings.standard("perf", nodes, access.token()));
                Gateway gateway = new Gateway(
                        GatewaySettings.standard(
                                        settings.directory().resolve(arguments[DIRECTORY]), settings.partitions())
                                .withDurability(settings.durability())
                                .withPendingLimit(Long.parseLong(arguments[PENDING_LIMIT]))
                                .withBatchesPerSecond(settings.batchesPerSecond()),
                        transport,
                        new CatalogUnits(() -> catalogs),
                        alarm -> System.out.println("alarm: " + alarm))) {
            gateway.start();
            final GatewayMain main = new GatewayMain(transport, gateway);
            try (EventPort port = new EventPort(
                            server, access, main, settings.partitions(), settings.batch(), System.out::println)
                    .start()) {
                new Figures().put("port", port.port()).print();
                main.obeyAll();
            }
        }
    }

    @Override
    public Figures obey(final String verb) throws InterruptedException {
        return switch (verb) {
            case "connect" -> connect();
            case "drain" -> drain();
            case "books" -> books();
            case "figures" -> new Figures().put("cpuNs", Spent.now().cpuNs());
            default -> throw new IllegalArgumentException("verb=" + verb);
        };
    }

    private Figures connect() {
        transport.start();
        return new Figures();
    }

    @Override
    public void takeAll(final IntakeBuffer commands) throws InterruptedException {
        gateway.submitAll(commands);
    }

    @Override
    public void take(final Command command, final Runnable committed) throws InterruptedException {
        CompletableFuture<ResultCode> answer = submitIfRoom(command);
        while (answer == null) {
            Thread.sleep(ROOM_LOOK_MS);
            answer = submitIfRoom(command);
        }
        answer.thenAccept(code -> committed.run());
    }

    /** Null if too much is pending. */
    private CompletableFuture<ResultCode> submitIfRoom(final Command command) {
        try {
            return gateway.submit(command);
        } catch (final GatewayFullException e) {
            return null;
        }
    }

    @Override
    public void awaitCommitted() throws InterruptedException {
        if (!gateway.drain(DRAIN_MS)) {
            throw new IllegalStateException("not all is committed: " + gateway.progress());
        }
    }

    private Figures drain() throws InterruptedException {
        final Spent before = Spent.now();
        awaitCommitted();
        final Spent spent = Spent.now().since(before);
        return new Figures().put("wallNs", spent.wallNs()).put("cpuNs", spent.cpuNs());
    }

    private Figures books() {
        final Progress progress = gateway.progress();
        return new Figures()
                .put("records", progress.books().records())
                .put("rated", progress.books().rated());
    }
}
