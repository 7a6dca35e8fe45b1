package io.ratinggrid.node.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.micrometer.core.instrument.MeterRegistry;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogVersions;
import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.cluster.ClusterSettings;
import io.ratinggrid.node.cluster.KeptJournal;
import io.ratinggrid.node.cluster.MemberSettings;
import io.ratinggrid.node.cluster.NodePlace;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.standalone.CheckedCatalogs;
import io.ratinggrid.node.standalone.OnlineReader;
import io.ratinggrid.node.standalone.PreparedCatalog;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** The application: a {@link ClusterNode} and what is around it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties({NodeProperties.class, GridProperties.class})
@Import({
    LostPartitionsController.class,
    NoticeController.class,
    AccountController.class,
    OnlineController.class,
    OpenApiController.class,
    GridHealth.class
})
public class NodeServer {
    /** Exit code of a node that left the grid and is to be started again. */
    public static final int EXIT_LEFT = 75;

    /** What a file need not say. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            "server.address", "127.0.0.1",
            "logging.level.root", "warn",
            // A broker that is away would be told of every second.
            "logging.level.org.apache.kafka", "error",
            "management.endpoints.web.exposure.include", "health,prometheus",
            "management.endpoints.web.base-path", "/",
            "management.endpoints.web.path-mapping.prometheus", "metrics",
            "management.endpoint.health.show-details", "always",
            "management.health.diskspace.enabled", "false",
            "management.endpoint.health.group.readiness.include", "grid",
            "management.endpoint.health.group.readiness.additional-path", "server:/ready");

    /** Runs a node with the settings of a YAML file; it is closed with the context, or by SIGTERM. */
    public static ConfigurableApplicationContext run(final Path file) {
        return application(NodeServer.class).run(location(file));
    }

    /** The same, with a catalog that was read before; what of it is no longer so is read again. */
    public static ConfigurableApplicationContext run(final Path file, final PreparedCatalog catalog) {
        return application(NodeServer.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("preparedCatalog", catalog))
                .run(location(file));
    }

    /** The same with what the file says alone, whatever else the process's environment and the JVM's properties say. */
    public static ConfigurableApplicationContext runOfFileAlone(final Path file) {
        return application(NodeServer.class).environment(new FileAlone()).run(location(file));
    }

    /** The settings of a YAML file, looked at as by {@link #run}; nothing runs. */
    public static NodeProperties settings(final Path file) {
        try (ConfigurableApplicationContext context =
                application(NodeSettingsOnly.class).web(WebApplicationType.NONE).run(location(file))) {
            return context.getBean(NodeProperties.class);
        }
    }

    private static SpringApplicationBuilder application(final Class<?> configuration) {
        return new SpringApplicationBuilder(configuration)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties(DEFAULTS)
                .properties(KnownSettings.QUIET_START)
                .properties(KnownSettings.PROBLEMS)
                .initializers(new KnownSettings(
                        List.of(NodeProperties.class, GridProperties.class),
                        List.of(
                                "node.name",
                                "node.data",
                                "node.catalog",
                                "node.discovery-port",
                                "node.gateway-port",
                                "node.peers")));
    }

    private static String location(final Path file) {
        return "--spring.config.location=" + file.toAbsolutePath().toUri();
    }

    @Bean
    NodeMetrics nodeMetrics(final MeterRegistry registry, final GridProperties grid) {
        return new NodeMetrics(registry, grid.partitions());
    }

    @Bean
    ClusterNode clusterNode(
            final NodeProperties node,
            final GridProperties grid,
            final NodeMetrics metrics,
            final Optional<PreparedCatalog> prepared)
            throws IOException, CatalogRefusedException {
        final CatalogVersions catalog = prepared.isPresent()
                ? prepared.get().current(node.catalog())
                : CheckedCatalogs.of(node.catalog()).versions();
        final ClusterSettings settings = new ClusterSettings(
                node.name(),
                node.data(),
                grid.partitions(),
                grid.backups(),
                grid.durability(),
                new PartitionSettings(grid.duplicateWindowDays(), PartitionSettings.DEFAULT.chunks()),
                node.memory().toBytes(),
                new NodePlace(
                        node.address(),
                        node.announce(),
                        node.discoveryPort(),
                        node.communicationPort(),
                        node.gatewayPort()),
                node.peers(),
                node.failureDetection().toMillis(),
                grid.foundingNodes(),
                token(node),
                TlsFiles.contextOf(node.tls()),
                new MemberSettings(
                        grid.minCopies(),
                        grid.clockTolerance().toMillis(),
                        grid.replaceAfter().toMillis(),
                        node.leaveAfter().toMillis(),
                        node.voter(),
                        node.discovery()),
                new KeptJournal(node.journalKeepEntries(), node.journalKeepFor().toMillis()),
                Math.toIntExact(node.tick().toMillis()),
                Math.toIntExact(node.followAfter().toMillis()));
        final ClusterNode made = new ClusterNode(
                settings, metrics, metrics.counted(NodeServer::say), NodeServer::leave, new SystemClock());
        made.deliver(
                new ChannelProperties(node.webhook(), node.kafka(), node.mail()).channels(new SystemClock()), metrics);
        final ClusterNode started = made.start(catalog);
        metrics.show(started, node.data());
        say("node " + node.name() + " takes streams at " + node.address() + ":" + started.gatewayPort()
                + ", durability " + grid.durability() + ", partitions " + grid.partitions() + ", backups "
                + grid.backups());
        return started;
    }

    @Bean
    FilterRegistrationBean<TokenFilter> httpToken(final NodeProperties node) throws IOException {
        return TokenFilter.of(node.httpTokenFile());
    }

    /** What can be reached from other machines and is not secret is told of. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> http(
            final NodeProperties node, final Environment environment) throws IOException {
        final String http = environment.getProperty("server.address", "");
        TlsFiles.warn(node.tls(), "node.address", node.address(), NodeServer::say);
        TlsFiles.warn(node.tls(), "server.address", http, NodeServer::say);
        return TlsFiles.httpOf(node.tls());
    }

    @Bean
    OnlineReader onlineReader(final ClusterNode node) {
        return new OnlineReader(node::catalogs);
    }

    /** What changes something is open to this machine alone, or to those who know the token. */
    @Bean
    FilterRegistrationBean<CommandDoor> door(final NodeProperties node, final Environment environment)
            throws IOException {
        final String http = environment.getProperty("server.address", "");
        return CommandDoor.of(
                node.httpTokenFile() != null || Loopbacks.isLoopback(http)
                        ? ""
                        : "server.address=" + http
                                + " can be reached from other machines: set node.http-token-file to a file with a secret that"
                                + " callers have too");
    }

    @Bean
    Asking asking(final ClusterNode node) {
        return new Asking() {
            @Override
            public CompletableFuture<AskAnswer> ask(final Ask ask) {
                final CompletableFuture<AskAnswer> answer = new CompletableFuture<>();
                node.ask(ask, answer::complete);
                return answer;
            }

            @Override
            public int partitions() {
                return node.partitions();
            }
        };
    }

    /** Money moves through the gateway port: it is open to this machine alone, or to those who know the token. */
    private static String token(final NodeProperties node) throws IOException {
        if (node.tokenFile() != null) {
            return Files.readString(node.tokenFile()).strip();
        }
        if (!Loopbacks.isLoopback(node.address())) {
            throw new IllegalArgumentException("node.address=" + node.address()
                    + " can be reached from other machines: set node.token-file to a file with a secret that the"
                    + " gateways have too");
        }
        return "";
    }

    /** Ends the process, which gives up what it holds; whoever runs it starts it again. */
    private static void leave(final String reason) {
        new Thread(() -> System.exit(EXIT_LEFT), "leave").start();
    }

    private static void say(final String message) {
        System.out.println("ratinggrid: " + message);
    }

    /** Without the process's environment and the JVM's properties. */
    private static final class FileAlone extends StandardEnvironment {
        @Override
        protected void customizePropertySources(final MutablePropertySources sources) {}
    }
}
