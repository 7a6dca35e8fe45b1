package io.ratinggrid.node.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.standalone.OnlineReader;
import io.ratinggrid.node.standalone.PreparedCatalog;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** The application: a {@link ClusterNode}, which {@link NodeStart} starts, and what is around it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    LostPartitionsController.class,
    NoticeController.class,
    AccountController.class,
    OnlineController.class,
    OpenApiController.class,
    GridHealth.class
})
public class NodeServer {
    /** What a file need not say. */
    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("server.address", "127.0.0.1"),
            Map.entry("logging.level.root", "warn"),
            // A broker that is away would be told of every second.
            Map.entry("logging.level.org.apache.kafka", "error"),
            // A node counts before Spring has filters of meters to set.
            Map.entry("logging.level.io.micrometer.prometheusmetrics.PrometheusMeterRegistry", "error"),
            Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
            Map.entry("management.endpoints.web.base-path", "/"),
            Map.entry("management.endpoints.web.path-mapping.prometheus", "metrics"),
            Map.entry("management.endpoint.health.show-details", "always"),
            Map.entry("management.health.diskspace.enabled", "false"),
            Map.entry("management.endpoint.health.group.readiness.include", "grid"),
            Map.entry("management.endpoint.health.group.readiness.additional-path", "server:/ready"));

    /** Runs a node with the settings of a YAML file; it is closed with the context, or by SIGTERM. */
    public static ConfigurableApplicationContext run(final Path file) {
        return starting(Optional.empty()).run(location(file));
    }

    /** The same, with a catalog that was read before; what of it is no longer so is read again. */
    public static ConfigurableApplicationContext run(final Path file, final PreparedCatalog catalog) {
        return starting(Optional.of(catalog)).run(location(file));
    }

    /** The same with what the file says alone, whatever else the process's environment and the JVM's properties say. */
    public static ConfigurableApplicationContext runOfFileAlone(final Path file) {
        return starting(Optional.empty()).environment(new FileAlone()).run(location(file));
    }

    /** The settings of a YAML file, looked at as by {@link #run}; nothing runs. */
    public static NodeProperties settings(final Path file) {
        try (ConfigurableApplicationContext context =
                application(NodeSettingsOnly.class).web(WebApplicationType.NONE).run(location(file))) {
            return context.getBean(NodeProperties.class);
        }
    }

    private static SpringApplicationBuilder starting(final Optional<PreparedCatalog> catalog) {
        return application(NodeServer.class).initializers(new NodeStart(catalog));
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

    /** That in which {@link NodeStart} has counted from the first. */
    @Bean
    PrometheusMeterRegistry meterRegistry(final NodeMetrics metrics) {
        return metrics.registry();
    }

    @Bean
    PrometheusRegistry prometheusRegistry(final PrometheusMeterRegistry registry) {
        return registry.getPrometheusRegistry();
    }

    @Bean
    ApplicationListener<WebServerInitializedEvent> httpAnnouncement(
            final NodeProperties node, final Environment environment) {
        return event -> {
            if (event.getApplicationContext().getServerNamespace() == null) {
                say("node " + node.name() + " answers HTTP at " + environment.getProperty("server.address", "") + ":"
                        + event.getWebServer().getPort());
            }
        };
    }

    @Bean
    FilterRegistrationBean<TokenFilter> httpToken(final NodeProperties node) throws IOException {
        return TokenFilter.of(node.httpTokenFile());
    }

    @Bean
    WebServerFactoryCustomizer<ConfigurableWebServerFactory> http(final NodeProperties node) throws IOException {
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

    private static void say(final String message) {
        System.out.println("ratinggrid: " + message);
    }

    /** Without the process's environment and the JVM's properties. */
    private static final class FileAlone extends StandardEnvironment {
        @Override
        protected void customizePropertySources(final MutablePropertySources sources) {}
    }
}
