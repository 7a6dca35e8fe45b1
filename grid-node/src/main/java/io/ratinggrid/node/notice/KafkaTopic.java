package io.ratinggrid.node.notice;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes notices to a Kafka topic: key is the name of the account, value the body, headers {@code id} and {@code content-type}. One
 * is taken once all replicas in step have it. A client that is not there yet can wait when it sends, so it has a thread of its own.
 */
public final class KafkaTopic implements NoticeChannel {
    private final String topic;
    private final Map<String, Object> settings;
    private final long timeoutNs;
    private final ChannelThread thread = new ChannelThread("notices-kafka");
    /** Made when it is needed, since a broker may be unknown by then, and anew after what it does not get over. That thread alone. */
    private KafkaProducer<String, String> producer;

    /**
     * @param client  settings of the client that are none of {@link #own}
     * @param timeout for all of one delivery
     * @throws org.apache.kafka.common.config.ConfigException if they contradict each other
     */
    public KafkaTopic(
            final String servers, final String topic, final Map<String, String> client, final Duration timeout) {
        this.topic = topic;
        timeoutNs = timeout.toNanos();
        settings = new HashMap<>(client);
        settings.putAll(own(servers, timeout));
        // Looks at all values, and at no server.
        new ProducerConfig(settings);
    }

    /** What it says to the client itself: at least once and in order hang on it. */
    public static Map<String, Object> own(final String servers, final Duration timeout) {
        final int timeoutMs = Math.toIntExact(timeout.toMillis());
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                "true",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                timeoutMs,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                timeoutMs,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                timeoutMs);
    }

    @Override
    public void send(final Notice notice, final Consumer<Optional<String>> outcome) {
        final CompletableFuture<Optional<String>> once = new CompletableFuture<>();
        once.thenAccept(outcome);
        final long bornNs = System.nanoTime();
        if (!thread.run(() -> write(notice, bornNs, once))) {
            once.complete(Optional.of("it is closed"));
        }
    }

    private void write(final Notice notice, final long bornNs, final CompletableFuture<Optional<String>> once) {
        if (System.nanoTime() - bornNs > timeoutNs) {
            once.complete(Optional.of("those before it took all its time"));
            return;
        }
        try {
            if (producer == null) {
                producer = new KafkaProducer<>(settings);
            }
            final KafkaProducer<String, String> used = producer;
            used.send(record(notice), (metadata, failure) -> answered(used, failure, once));
        } catch (final KafkaException | IllegalStateException e) {
            once.complete(Optional.of(words(e)));
            replace(producer);
        }
    }

    private ProducerRecord<String, String> record(final Notice notice) {
        final ProducerRecord<String, String> made =
                new ProducerRecord<>(topic, notice.notice().name(), notice.body());
        made.headers()
                .add("id", notice.id().getBytes(StandardCharsets.UTF_8))
                .add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        return made;
    }

    /** On a thread of the client, or on ours. */
    private void answered(
            final KafkaProducer<String, String> used,
            final Exception failure,
            final CompletableFuture<Optional<String>> once) {
        if (failure != null && !(failure instanceof RetriableException)) {
            // Closing ends it as well.
            thread.run(() -> replace(used));
        }
        once.complete(failure == null ? Optional.empty() : Optional.of(words(failure)));
    }

    private void replace(final KafkaProducer<String, String> used) {
        if (used != null && used == producer) {
            producer = null;
            used.close(Duration.ZERO);
        }
    }

    private static String words(final Exception failure) {
        final Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    @Override
    public void close() {
        thread.close(() -> replace(producer));
    }
}
