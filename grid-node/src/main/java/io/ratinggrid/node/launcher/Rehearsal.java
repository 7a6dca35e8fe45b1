package io.ratinggrid.node.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.samples.Samples;
import io.ratinggrid.node.server.NodeServer;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.node.standalone.ScratchDirectory;
import io.ratinggrid.rating.catalog.CatalogHistory;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A small node and a gateway in this process, for its JVM alone: they rate a sample's events, and the node is started anew on what it has stored, so
 * that what a start, a recovery and rating run has been loaded and compiled before it matters. Nothing of it is kept; the node's own settings, in its
 * file or in the environment, are not its: no notice of it goes anywhere. One thread.
 */
final class Rehearsal {
    private static final String SAMPLE = "carrier";
    private static final int PARTITIONS = 32;
    private static final int ACCOUNTS = 8_000;
    private static final int EVENTS_PER_ACCOUNT = 50;
    private static final int ACCOUNTS_AT_ONCE = 500;
    /** Of the node on what it has stored. */
    private static final int STARTS = 8;

    private static final String OPEN =
            """
            {"type": "open-account", "at": "2026-06-01T00:00:00Z", "account": "a%d", "currency": "GBP",\
             "timezone": "Europe/London", "cycle-day": 1, "subscribers": [{"id": "line"}], "plans": ["%s"]}
            """;

    private static final String USAGE =
            """
            {"type": "usage", "at": "2026-06-02T10:%02d:00Z", "id": "e%d-%d-%d", "account": "a%d",\
             "subscriber": "line", %s}
            """;

    private static final List<String> SERVICES = List.of(
            "\"service\": \"voice\", \"quantity\": \"95 s\", \"to\": \"+447700900123\"",
            "\"service\": \"data\", \"quantity\": \"20 MB\"",
            "\"service\": \"sms\", \"quantity\": \"1 message\", \"to\": \"+447700900123\"",
            "\"service\": \"voice\", \"quantity\": \"220 s\", \"to\": \"+33123456789\"",
            "\"service\": \"data\", \"quantity\": \"3 MB\"");

    private static final int LOOK_MS = 20;
    /** Until what it has taken must have been carried out: five minutes. */
    private static final int MOST_LOOKS = 15_000;

    private final Path directory;
    private final BooleanSupplier ended;

    /** {@code directory} is made and deleted; {@code ended} says that there is no time left for it. */
    Rehearsal(final Path directory, final BooleanSupplier ended) {
        this.directory = directory;
        this.ended = ended;
    }

    /** How many records were rated; returns early when there is no time left. */
    long run() throws IOException, InterruptedException, CatalogRefusedException {
        if (Files.exists(directory)) {
            ScratchDirectory.delete(directory);
        }
        Files.createDirectories(directory);
        final Path catalog = Samples.unpack(SAMPLE, directory.resolve("catalog"));
        final Path file = Files.writeString(directory.resolve("node.yaml"), settings(catalog));
        final CatalogUnits units = unitsOf(catalog);
        long rated = 0;
        for (int start = 0; start <= STARTS && !ended.getAsBoolean(); start++) {
            try (ConfigurableApplicationContext context = NodeServer.runOfFileAlone(file)) {
                rated = play(context.getBean(ClusterNode.class), units, start);
            }
        }
        ScratchDirectory.delete(directory);
        return rated;
    }

    private String settings(final Path catalog) {
        return """
                node:
                  name: rehearsal
                  data: "%s"
                  catalog: "%s"
                  discovery-port: 0
                  gateway-port: 0
                  peers: []
                  memory: 256MB
                  tick: 0s
                grid:
                  partitions: %d
                  backups: 0
                server:
                  port: 0
                """
                .formatted(directory.resolve("node"), catalog, PARTITIONS);
    }

    private long play(final ClusterNode node, final CatalogUnits units, final int start)
            throws IOException, InterruptedException {
        while (node.openPartitions().cardinality() < PARTITIONS && !ended.getAsBoolean()) {
            Thread.sleep(LOOK_MS);
        }
        final List<String> nodes = List.of("127.0.0.1:" + node.gatewayPort());
        try (GridTransport transport = new GridTransport(GridTransportSettings.standard("rehearsal", nodes, ""));
                Gateway gateway = new Gateway(
                        GatewaySettings.standard(directory.resolve("gateway"), PARTITIONS),
                        transport,
                        units,
                        alarm -> {})) {
            transport.start();
            gateway.start();
            final int accounts = start == 0 ? ACCOUNTS : ACCOUNTS_AT_ONCE;
            for (int from = 0; from < accounts && !ended.getAsBoolean(); from += ACCOUNTS_AT_ONCE) {
                take(gateway, from, start);
            }
            for (int looks = 0; looks < MOST_LOOKS && !ended.getAsBoolean() && !gateway.drain(LOOK_MS); looks++) {
                // It looks again whether there is time left.
            }
            return gateway.progress().books().rated();
        }
    }

    private static CatalogUnits unitsOf(final Path catalog) throws CatalogRefusedException {
        final CatalogHistory catalogs = CatalogFiles.load(catalog);
        return new CatalogUnits(() -> catalogs);
    }

    private static void take(final Gateway gateway, final int from, final int start) throws IOException {
        final StringBuilder lines = new StringBuilder();
        for (int account = from; start == 0 && account < from + ACCOUNTS_AT_ONCE; account++) {
            lines.append(OPEN.formatted(account, account % 2 == 0 ? "bundle" : "pay-as-you-go"));
        }
        for (int event = 0; event < EVENTS_PER_ACCOUNT; event++) {
            for (int account = from; account < from + ACCOUNTS_AT_ONCE; account++) {
                lines.append(
                        USAGE.formatted(event, start, account, event, account, SERVICES.get(event % SERVICES.size())));
            }
        }
        gateway.take(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)), false);
    }
}
