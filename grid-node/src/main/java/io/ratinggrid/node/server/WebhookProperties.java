package io.ratinggrid.node.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

import io.ratinggrid.node.notice.PacedChannel;
import io.ratinggrid.node.notice.Webhook;
import io.ratinggrid.seam.Clock;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Part {@code node.webhook} of a node's file: where its notices are delivered.
 *
 * @param url            http or https; http beyond loopback is refused
 * @param secretFile     file with the key of the signatures: {@code whsec_} and base64 of 24 to 64 bytes
 * @param timeout        for all of one delivery
 * @param retryAfter     until a notice that was not taken is sent again; doubled each time
 * @param mostRetryAfter most of that
 * @param attempts       after which a notice is given up
 */
public record WebhookProperties(
        URI url,
        Path secretFile,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration retryAfter,
        @DefaultValue("1h") Duration mostRetryAfter,
        @DefaultValue("24") int attempts) {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    public WebhookProperties {
        if (url == null || secretFile == null) {
            throw new IllegalArgumentException("node.webhook needs url and secret-file: url=" + url + " secret-file="
                    + secretFile + "; docs/OPERATIONS.md says what they are");
        }
        final boolean http = "http".equals(url.getScheme());
        if (url.getHost() == null || !http && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException(
                    "node.webhook.url=" + url + " is no address, as in https://example.org/notices");
        }
        if (http && !Loopbacks.isKnownLoopback(url.getHost())) {
            throw new IllegalArgumentException("node.webhook.url=" + url
                    + " tells everyone on the way of accounts: use https beyond this machine");
        }
        Retries.check("node.webhook", attempts, retryAfter, timeout);
    }

    PacedChannel channel(final Clock clock) throws IOException {
        return new PacedChannel(
                "webhook",
                new Webhook(url, secret(), timeout, clock),
                Retries.pace(retryAfter, mostRetryAfter, attempts));
    }

    private byte[] secret() throws IOException {
        final String text = Files.readString(secretFile).strip();
        try {
            final byte[] secret =
                    text.startsWith(PREFIX) ? Base64.getDecoder().decode(text.substring(PREFIX.length())) : new byte[0];
            if (secret.length >= LEAST_BYTES && secret.length <= MOST_BYTES) {
                return secret;
            }
        } catch (final IllegalArgumentException notBase64) {
            // Said below.
        }
        throw new IllegalArgumentException("node.webhook.secret-file=" + secretFile
                + " holds no key: it must be whsec_ and base64 of 24 to 64 bytes");
    }
}
