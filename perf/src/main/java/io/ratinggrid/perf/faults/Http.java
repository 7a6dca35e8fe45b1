package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks processes over HTTP. Any thread. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private Http() {}

    static HttpClient client() {
        return CLIENT;
    }

    /** What is at a path of {@code host:port}; nothing if it cannot be asked within some milliseconds. */
    static Optional<HttpResponse<String>> get(final String address, final String path, final int timeoutMs) {
        try {
            return Optional.of(CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + path))
                            .timeout(Duration.ofMillis(timeoutMs))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (final IOException e) {
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Has a body taken by {@code host:port}; nothing if it does not answer within some milliseconds. */
    static Optional<HttpResponse<String>> post(
            final String address, final String path, final String body, final int timeoutMs) {
        try {
            return Optional.of(CLIENT.send(
                    HttpRequest.newBuilder(URI.create("http://" + address + path))
                            .timeout(Duration.ofMillis(timeoutMs))
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        } catch (final IOException e) {
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
