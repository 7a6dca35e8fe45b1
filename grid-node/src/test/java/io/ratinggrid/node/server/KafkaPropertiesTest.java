package io.ratinggrid.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.ratinggrid.node.notice.PacedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node takes for part {@code node.kafka}, before any broker is asked. */
class KafkaPropertiesTest {
    @TempDir
    private Path directory;

    @Test
    void shouldTakeWhatKafkaTakes() throws IOException {
        final PacedChannel channel = properties(
                        """
                        security.protocol=SASL_SSL
                        sasl.mechanism=SCRAM-SHA-512
                        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="u" password="p";
                        ssl.truststore.type=PEM
                        """)
                .channel();
        channel.channel().close();
        assertEquals("kafka", channel.name());
        assertTrue(channel.pace().inOrder());
    }

    @Test
    void shouldRefuseWhatWouldLoseOrDisorderNotices() throws IOException {
        for (final String name : List.of("acks", "enable.idempotence", "bootstrap.servers", "transactional.id")) {
            assertEquals(
                    "node.kafka.client-file=" + file() + " must not set " + name + ": the node does",
                    refusal(name + "=1"));
        }
    }

    @Test
    void shouldRefuseWhatKafkaRefuses() throws IOException {
        assertTrue(refusal("security.protocol=carrier-pigeon").startsWith("node.kafka cannot be used: "));
        assertTrue(refusal("max.in.flight.requests.per.connection=6").contains("max.in.flight"));
        assertTrue(refusal("linger.ms=60000").startsWith("node.kafka.client-file="));
    }

    @Test
    void shouldNeedServersAndATopic() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new KafkaProperties(
                        List.of(), "t", null, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> new KafkaProperties(
                        List.of("a:1"),
                        null,
                        null,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1));
    }

    private Path file() {
        return directory.resolve("client.properties");
    }

    private String refusal(final String line) throws IOException {
        final KafkaProperties properties = properties(line + "\n");
        return assertThrows(IllegalArgumentException.class, properties::channel).getMessage();
    }

    private KafkaProperties properties(final String client) throws IOException {
        return new KafkaProperties(
                List.of("127.0.0.1:1", "127.0.0.2:1"),
                "notices",
                Files.writeString(file(), client),
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                3);
    }
}
