package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import io.ratinggrid.ingest.Alarms;
import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.GatewaySettings;
import io.ratinggrid.ingest.net.GridTransport;
import io.ratinggrid.ingest.net.GridTransportSettings;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.server.AccountController;
import io.ratinggrid.node.server.Asking;
import io.ratinggrid.node.server.KnownSettings;
import io.ratinggrid.node.server.Loopbacks;
import io.ratinggrid.node.server.OnlineController;
import io.ratinggrid.node.server.OpenApiController;
import io.ratinggrid.node.server.TlsFiles;
import io.ratinggrid.node.server.TokenFilter;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.node.standalone.CheckedCatalogs;
import io.ratinggrid.node.standalone.OnlineReader;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The application of a gateway process: its inbox, its way to the nodes, health and metrics. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(GatewayProperties.class)
@Import({
    AccountController.class,
    OnlineController.class,
    OpenApiController.class,
    CommandController.class,
    MoneyController.class
})
class GatewayServer {
    /** Beyond the time that a partition is closed when its node dies. */
    private static final int ASK_TIMEOUT_MS = 5_000;

    private static final Map<String, Object> DEFAULTS = Map.of(
            "server.address", "127.0.0.1",
            "spring.mvc.async.request-timeout", "10m",
            "logging.level.root", "warn",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "management.endpoints.web.base-path", "/",
            "management.endpoints.web.path-mapping.prometheus", "metrics",
            "management.endpoint.health.show-details", "always",
            "management.health.diskspace.enabled", "false",
            "management.endpoint.health.group.readiness.include", "stream",
            "management.endpoint.health.group.readiness.additional-path", "server:/ready");

    static ConfigurableApplicationContext run(final Path file) {
        return new SpringApplicationBuilder(GatewayServer.class)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(DEFAULTS)
                .properties(KnownSettings.QUIET_START)
                .properties(KnownSettings.PROBLEMS)
                .initializers(new KnownSettings(
                        List.of(GatewayProperties.class),
                        List.of("gateway.name", "gateway.data", "gateway.catalog", "gateway.nodes")))
                .run("--spring.config.location=" + file.toAbsolutePath().toUri());
    }

    @Bean
    GridTransport transport(final GatewayProperties gateway, final Alarms alarms) throws IOException {
        final String token = gateway.tokenFile() == null
                ? ""
                : Files.readString(gateway.tokenFile()).strip();
        return new GridTransport(
                        GridTransportSettings.standard(gateway.name(), gateway.nodes(), token)
                                .withTls(TlsFiles.contextOf(gateway.tls())),
                        reason -> alarms.raise("node " + reason))
                .start();
    }

    /** What can be reached from other machines and is not secret is told of. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> http(
            final GatewayProperties gateway, final Environment environment) throws IOException {
        final String http = environment.getProperty("server.address", "");
        TlsFiles.warn(gateway.tls(), "server.address", http, message -> System.out.println("ratinggrid: " + message));
        return TlsFiles.httpOf(gateway.tls());
    }

    /** Money moves through it: it is open to this machine alone, or to those who know the token. */
    @Bean
    FilterRegistrationBean<TokenFilter> token(final GatewayProperties gateway, final Environment environment)
            throws IOException {
        final String address = environment.getProperty("server.address", "");
        if (gateway.httpTokenFile() == null && !Loopbacks.isLoopback(address)) {
            throw new IllegalArgumentException("server.address=" + address
                    + " can be reached from other machines: set gateway.http-token-file to a file with a secret that"
                    + " callers have too");
        }
        return TokenFilter.of(gateway.httpTokenFile());
    }

    @Bean
    Asking asking(final GatewayProperties gateway, final GridTransport transport) {
        return new Asking() {
            @Override
            public CompletableFuture<AskAnswer> ask(final Ask ask) {
                return transport.ask(ask, ASK_TIMEOUT_MS);
            }

            @Override
            public int partitions() {
                return gateway.partitions();
            }
        };
    }

    @Bean
    CatalogHistory catalogs(final GatewayProperties properties) throws IOException, CatalogRefusedException {
        return CheckedCatalogs.of(properties.catalog()).catalogs();
    }

    @Bean
    OnlineReader onlineReader(final CatalogHistory catalogs) {
        return new OnlineReader(() -> catalogs);
    }

    @Bean
    GatewaySettings settings(final GatewayProperties properties) {
        return GatewaySettings.standard(properties.data().resolve("gateway"), properties.partitions())
                .withDurability(properties.durability())
                .withBatchesPerSecond(properties.batchesPerSecond())
                .withPendingLimit(properties.pendingLimit());
    }

    @Bean
    GatewayMetrics metrics(final MeterRegistry registry) {
        return new GatewayMetrics(registry);
    }

    /** Each is a line of the log with the word ALARM, and counted. */
    @Bean
    Alarms alarms(final GatewayMetrics metrics) {
        return what -> {
            metrics.alarm();
            System.err.println("ratinggrid: ALARM: " + what);
        };
    }

    @Bean
    Gateway gateway(
            final GatewayProperties properties,
            final GatewaySettings settings,
            final GridTransport transport,
            final CatalogHistory catalogs,
            final Alarms alarms,
            final GatewayMetrics metrics) {
        final Gateway gateway = new Gateway(settings, transport, new CatalogUnits(() -> catalogs), alarms);
        gateway.start();
        gateway.followMoves(ask -> transport.ask(ask, ASK_TIMEOUT_MS));
        metrics.show(gateway, settings, properties.name());
        return gateway;
    }

    @Bean
    InboxThread inbox(final GatewayProperties properties, final Gateway gateway, final Alarms alarms)
            throws IOException {
        return new InboxThread(gateway, properties.data(), alarms).start();
    }

    @Bean("stream")
    HealthIndicator stream(final Gateway gateway, final GatewaySettings settings, final GridTransport transport) {
        return new StreamHealth(gateway, settings, transport);
    }
}
