package io.ratinggrid.node.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.notice.PacedChannel;
import io.ratinggrid.seam.Clock;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/**
 * The channels that notices go by, of part {@code node} of a file.
 *
 * @param webhook none: that channel is off
 * @param kafka   none: that channel is off
 * @param mail    none: that channel is off
 */
@ConfigurationProperties("node")
public record ChannelProperties(WebhookProperties webhook, KafkaProperties kafka, MailProperties mail) {

    /**
     * Those of a YAML file that has nothing else.
     *
     * @throws RuntimeException if a setting is none or wrong, as at the start of a node
     */
    public static ChannelProperties read(final Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new NoSuchFileException(file.toString());
        }
        final ConfigurableEnvironment environment = new StandardEnvironment();
        new YamlPropertySourceLoader()
                .load(file.toString(), new FileSystemResource(file))
                .forEach(environment.getPropertySources()::addFirst);
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            new KnownSettings(List.of(ChannelProperties.class), List.of()).initialize(context);
        }
        return Binder.get(environment)
                .bind("node", ChannelProperties.class)
                .orElseGet(() -> new ChannelProperties(null, null, null));
    }

    /** Those that are on; their threads are started when they are needed. */
    public List<PacedChannel> channels(final Clock clock) throws IOException {
        final List<PacedChannel> channels = new ArrayList<>();
        if (webhook != null) {
            channels.add(webhook.channel(clock));
        }
        if (kafka != null) {
            channels.add(kafka.channel());
        }
        if (mail != null) {
            channels.add(mail.channel(clock));
        }
        return channels;
    }
}
