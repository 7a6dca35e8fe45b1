package io.ratinggrid.node.notice;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.ratinggrid.seam.Clock;

/**
 * Posts notices to an address, signed as Standard Webhooks 1 has it: {@code webhook-signature} is {@code v1,} and the base64 of the
 * HMAC-SHA256 of {@code id.timestamp.body}. Any answer but 2xx counts as not taken; redirects are not followed.
 */
public final class Webhook implements NoticeChannel {
    private static final String ALGORITHM = "HmacSHA256";

    private final URI address;
    private final SecretKeySpec key;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient client;

    /**
     * @param secret  key of the signature, at least 24 bytes
     * @param timeout for all of one delivery
     */
    public Webhook(final URI address, final byte[] secret, final Duration timeout, final Clock clock) {
        this.address = address;
        this.key = new SecretKeySpec(secret, ALGORITHM);
        this.timeout = timeout;
        this.clock = clock;
        client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public void send(final Notice notice, final Consumer<Optional<String>> outcome) {
        final String timestamp = Long.toString(clock.timeMs() / 1000);
        final HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("content-type", "application/json")
                .header("webhook-id", notice.id())
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + signature(notice.id(), timestamp, notice.body()))
                .POST(HttpRequest.BodyPublishers.ofString(notice.body()))
                .build();
        client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) ->
                        outcome.accept(failure != null ? Optional.of(words(failure)) : refusal(response.statusCode())));
    }

    /** Base64 of the signature of what is sent. */
    String signature(final String id, final String timestamp, final String body) {
        try {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> refusal(final int status) {
        return status / 100 == 2 ? Optional.empty() : Optional.of("it answered " + status);
    }

    private static String words(final Throwable failure) {
        final Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
}
