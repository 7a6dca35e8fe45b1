package io.ratinggrid.node.server;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.ratinggrid.rating.text.DidYouMean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;

/**
 * Refuses a file that names a setting which is not there, or lacks one that is needed: a misspelt setting would silently keep
 * its default otherwise. What belongs to Spring Boot is not looked at.
 */
public final class KnownSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** Properties that keep Spring Boot from telling of a failed start what {@code ServerRun} tells in one line. */
    public static final Map<String, Object> QUIET_START = Map.of(
            "logging.level.org.springframework.boot.SpringApplication", "off",
            "logging.level.org.springframework.boot.diagnostics", "off",
            "logging.level.org.springframework.context.support", "off",
            "logging.level.org.springframework.boot.web.server.servlet.context", "off");

    /** Property by which Spring answers with a problem (RFC 9457) what no method here answers: no such path, another method. */
    public static final String PROBLEMS = "spring.mvc.problemdetails.enabled=true";

    private static final Set<String> BOOT = Set.of("server", "management", "logging", "spring");

    private final Set<String> known = new TreeSet<>();
    private final List<String> needed;

    /** {@code parts}: records of the settings of each part of the file; {@code needed}: names that a file must have. */
    public KnownSettings(final List<Class<?>> parts, final List<String> needed) {
        this.needed = needed;
        for (final Class<?> part : parts) {
            addAll(part.getAnnotation(ConfigurationProperties.class).value(), part);
        }
    }

    private void addAll(final String prefix, final Class<?> part) {
        for (final RecordComponent component : part.getRecordComponents()) {
            final String name = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                addAll(name, component.getType());
            } else {
                known.add(name);
            }
        }
    }

    @Override
    public void initialize(final ConfigurableApplicationContext context) {
        final Set<String> there = new HashSet<>();
        final List<String> wrong = new ArrayList<>();
        for (final PropertySource<?> source : context.getEnvironment().getPropertySources()) {
            if (source instanceof OriginTrackedMapPropertySource file) {
                for (final String key : file.getPropertyNames()) {
                    final String name = key.replaceFirst("\\[.*", "");
                    if (isUnknown(name)) {
                        wrong.add(place(file.getOrigin(key)) + name + " is no setting; "
                                + DidYouMean.phrase(name, known));
                    }
                    there.add(folded(name));
                }
            }
        }
        needed.stream()
                .filter(name -> !there.contains(folded(name)))
                .forEach(name -> wrong.add(name + " is missing; docs/CLUSTER.md says what it is"));
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
    }

    private boolean isUnknown(final String name) {
        return !BOOT.contains(name.replaceFirst("\\..*", ""))
                && known.stream().map(KnownSettings::folded).noneMatch(folded(name)::equals);
    }

    /** {@code node.yaml line 7: }, if it is known. */
    private static String place(final Origin origin) {
        if (origin instanceof TextResourceOrigin text && text.getLocation() != null && text.getResource() != null) {
            return text.getResource().getFilename() + " line "
                    + (text.getLocation().getLine() + 1) + ": ";
        }
        return "";
    }

    private static String kebab(final String component) {
        return component
                .chars()
                .mapToObj(c -> Character.isUpperCase(c)
                        ? "-" + Character.toString(c).toLowerCase(Locale.ROOT)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    /** Spring Boot takes {@code gateway-port}, {@code gatewayPort} and {@code gateway_port} for one name. */
    private static String folded(final String name) {
        return name.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
