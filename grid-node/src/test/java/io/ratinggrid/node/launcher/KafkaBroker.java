package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.persistence.storage.FreePorts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A real Kafka broker in a process of its own, which can be killed and started again with what it has. One thread. */
final class KafkaBroker implements AutoCloseable {
    private final Path directory;
    private final int port = FreePorts.one();
    private final int controller = FreePorts.one();
    private Process process;

    /** Formats its storage in a directory that is not there yet; {@link #start} starts it. */
    KafkaBroker(final Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        Files.writeString(
                settings(),
                """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%2$d
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                log.dirs=%3$s
                auto.create.topics.enable=false
                offsets.topic.replication.factor=1
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                """
                        .formatted(port, controller, directory.resolve("logs")));
        final Process format = run("kafka.tools.StorageTool", "format", "-t", "4L6g3nShT-eMCtK--X86sw", "-c");
        assertEquals(0, format.waitFor(), this::log);
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    void start() throws IOException {
        process = run("kafka.Kafka");
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void create(final String topic, final int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }

    /** All of a topic, from its beginning to its end as of now. */
    List<ConsumerRecord<String, String>> records(final String topic) {
        final List<ConsumerRecord<String, String>> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address()), new StringDeserializer(), new StringDeserializer())) {
            final Collection<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(one -> new TopicPartition(topic, one.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            final Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private Process run(final String main, final String... arguments) throws IOException {
        final List<String> line = new ArrayList<>();
        line.add(ProcessHandle.current().info().command().orElse("java"));
        line.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main));
        line.addAll(List.of(arguments));
        line.add(settings().toString());
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(new File(logFile().toString())))
                .start();
    }

    private Path settings() {
        return directory.resolve("server.properties");
    }

    private Path logFile() {
        return directory.resolve("broker.log");
    }

    private String log() {
        try {
            return Files.readString(logFile());
        } catch (final IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            try {
                assertTrue(process.waitFor(60, TimeUnit.SECONDS), "broker does not end");
            } catch (final InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
