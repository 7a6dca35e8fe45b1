package io.ratinggrid.node.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import io.ratinggrid.node.notice.KafkaTopic;
import io.ratinggrid.node.notice.PacedChannel;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Part {@code node.kafka} of a node's file: the topic that its notices are written to.
 *
 * @param bootstrapServers host:port of some brokers
 * @param topic            that is there, or that the brokers make
 * @param clientFile       further settings of Kafka's producer, as TLS and SASL: a properties file; none: none
 * @param timeout          for all of one delivery
 * @param retryAfter       until a notice that was not taken is written again; doubled each time
 * @param mostRetryAfter   most of that
 * @param attempts         after which a notice is given up
 */
public record KafkaProperties(
        List<String> bootstrapServers,
        String topic,
        Path clientFile,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("1h") Duration mostRetryAfter,
        @DefaultValue("24") int attempts) {

    public KafkaProperties {
        if (bootstrapServers == null || bootstrapServers.isEmpty() || topic == null) {
            throw new IllegalArgumentException("node.kafka needs bootstrap-servers and topic: bootstrap-servers="
                    + bootstrapServers + " topic=" + topic + "; docs/OPERATIONS.md says what they are");
        }
        Retries.check("node.kafka", attempts, retryAfter, timeout);
    }

    PacedChannel channel() throws IOException {
        final String servers = String.join(",", bootstrapServers);
        try {
            return new PacedChannel(
                    "kafka",
                    new KafkaTopic(servers, topic, client(KafkaTopic.own(servers, timeout)), timeout),
                    Retries.pace(retryAfter, mostRetryAfter, attempts).ordered());
        } catch (final ConfigException e) {
            throw new IllegalArgumentException("node.kafka cannot be used: " + e.getMessage(), e);
        }
    }

    /** What the file says; {@code own}: what it may not say. */
    private Map<String, String> client(final Map<String, Object> own) throws IOException {
        final Properties read = new Properties();
        if (clientFile != null) {
            try (Reader file = Files.newBufferedReader(clientFile)) {
                read.load(file);
            }
        }
        final Map<String, String> client = new TreeMap<>();
        for (final String name : read.stringPropertyNames()) {
            if (own.containsKey(name) || "transactional.id".equals(name)) {
                throw new IllegalArgumentException(
                        "node.kafka.client-file=" + clientFile + " must not set " + name + ": the node does");
            }
            client.put(name, read.getProperty(name));
        }
        return client;
    }
}
