package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.server.NodeServer;
import io.ratinggrid.node.server.TlsFiles;
import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes and a gateway that speak TLS with each other, with certificates that keytool makes; others do not get in. */
@Timeout(240)
final class TlsSystemTest {
    private static final Path CATALOG =
            Path.of("../rating-compute/src/main/resources/samples/figure-2").toAbsolutePath();
    private static final String PASSWORD = "secret-1";

    @TempDir
    private Path directory;

    private final Servers servers = new Servers();
    private final List<Integer> discovery = new ArrayList<>();
    private final List<Integer> streams = new ArrayList<>();
    private final List<Integer> https = new ArrayList<>();
    private Path trust;
    private Path passwordFile;

    @BeforeEach
    void makeCertificates() throws Exception {
        passwordFile = Files.writeString(directory.resolve("password"), PASSWORD + "\n");
        trust = directory.resolve("trust.pem");
        makeKey("member");
        makeKey("other");
        keytool("-exportcert", "-rfc", "-alias", "member", "-keystore", store("member"), "-file", trust.toString());
        final KeyStore store = KeyStore.getInstance(Path.of(store("member")).toFile(), PASSWORD.toCharArray());
        Files.writeString(
                directory.resolve("member.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getKey("member", PASSWORD.toCharArray())
                                        .getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        for (int i = 0; i < 4; i++) {
            discovery.add(FreePorts.one());
            streams.add(FreePorts.one());
            https.add(FreePorts.one());
        }
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void shouldSpeakTlsWithMembersAndWithNoOneElse() throws Exception {
        final List<CompletableFuture<ConfigurableApplicationContext>> starting = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            final Path file = node(i, "member");
            starting.add(CompletableFuture.supplyAsync(() -> NodeServer.run(file)));
        }
        for (final CompletableFuture<ConfigurableApplicationContext> node : starting) {
            servers.add(node.get(120, TimeUnit.SECONDS));
        }
        servers.add(GatewayServer.run(gateway()));
        final HttpClient client = HttpClient.newBuilder()
                .sslContext(new TlsFiles(trust, directory.resolve("member.key"), trust, null).context())
                .build();
        final HttpResponse<String> opened = client.send(
                HttpRequest.newBuilder(uri(2, "/commands?answer=committed"))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        """
                                        {"type": "open-account", "at": "2026-06-01T00:00:00Z", "id": "o1", "account": "anna",\
                                         "currency": "EUR", "timezone": "Europe/London", "cycle-day": 1}
                                        """))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertEquals(200, opened.statusCode(), opened.body());
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    200,
                    client.send(
                                    HttpRequest.newBuilder(uri(i, "/accounts/anna"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode());
        }
        assertRefused(Optional.of(files("other").context()));
        assertRefused(Optional.empty());
        final Path stranger = node(3, "other");
        final CompletableFuture<ConfigurableApplicationContext> strangerStart =
                CompletableFuture.supplyAsync(() -> NodeServer.run(stranger));
        final Exception refused = assertThrows(Exception.class, () -> strangerStart.get(60, TimeUnit.SECONDS));
        final String message = rootOf(refused).toString();
        assertTrue(message.contains("tls"), message);
    }

    private void assertRefused(final Optional<SSLContext> tls) throws InterruptedException {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        final GridTransportSettings settings = GridTransportSettings.standard(
                        "stranger", List.of("127.0.0.1:" + streams.get(0)), "")
                .withTls(tls);
        final GridTransport transport = new GridTransport(settings, messages::add).start();
        final String said = messages.poll(20, TimeUnit.SECONDS);
        transport.close();
        assertTrue(said != null && said.contains("if one has a tls setting both must have"), said);
    }

    private static Throwable rootOf(final Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }

    private URI uri(final int index, final String path) {
        return URI.create("https://127.0.0.1:" + https.get(index) + path);
    }

    private TlsFiles files(final String who) {
        return new TlsFiles(Path.of(store(who)), null, trust, passwordFile);
    }

    private String store(final String who) {
        return directory.resolve(who + ".p12").toString();
    }

    private void makeKey(final String who) throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                who,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + who,
                "-validity",
                "30",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store(who));
    }

    private void keytool(final String... arguments) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        final Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(0, process.waitFor(), command::toString);
    }

    private Path node(final int index, final String who) throws IOException {
        return Files.writeString(
                directory.resolve("node-" + index + ".yaml"),
                """
                node:
                  name: node-%d
                  data: %s
                  catalog: %s
                  discovery-port: %d
                  gateway-port: %d
                  peers: ["127.0.0.1:%d", "127.0.0.1:%d"]
                  memory: 128MB
                  tick: 0s
                  tls:
                    certificate: %s
                    trust: %s
                    password-file: %s
                grid:
                  partitions: 8
                  founding-nodes: 2
                server:
                  port: %d
                """
                        .formatted(
                                index,
                                directory.resolve("node-" + index),
                                CATALOG,
                                discovery.get(index),
                                streams.get(index),
                                discovery.get(0),
                                discovery.get(1),
                                store(who),
                                trust,
                                passwordFile,
                                https.get(index)));
    }

    private Path gateway() throws IOException {
        return Files.writeString(
                directory.resolve("gateway.yaml"),
                """
                gateway:
                  name: gateway-1
                  data: %s
                  catalog: %s
                  nodes: ["127.0.0.1:%d"]
                  partitions: 8
                  tls:
                    certificate: %s
                    key: %s
                    trust: %s
                server:
                  port: %d
                """
                        .formatted(
                                directory.resolve("gateway"),
                                CATALOG,
                                streams.get(1),
                                trust,
                                directory.resolve("member.key"),
                                trust,
                                https.get(2)));
    }
}
