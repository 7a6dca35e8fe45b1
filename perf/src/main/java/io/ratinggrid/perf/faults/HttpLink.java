package io.ratinggrid.perf.faults;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.ratinggrid.rating.command.ResultCode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /commands} of a gateway. */
final class HttpLink implements GatewayLink {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final long SECOND_MS = 1_000;

    @Override
    public CompletableFuture<Reply> send(final String gateway, final List<Line> lines, final boolean committed) {
        final String body = lines.stream().map(Line::json).collect(Collectors.joining("\n"));
        final HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://" + gateway + "/commands" + (committed ? "?answer=committed&timeout=10s" : "")))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return Http.client()
                .sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> reply(response, lines.size()));
    }

    private static Reply reply(final HttpResponse<String> response, final int count) {
        return switch (response.statusCode()) {
            case OK -> new Reply(Outcome.COMMITTED, codes(response.body(), count), 0);
            case ACCEPTED -> accepted(response.body());
            case TOO_MANY, UNAVAILABLE ->
                new Reply(
                        Outcome.REFUSED,
                        List.of(),
                        response.headers().firstValueAsLong("Retry-After").orElse(0) * SECOND_MS);
            default -> throw new IllegalStateException("status=" + response.statusCode() + " body=" + response.body());
        };
    }

    /** Not if it should have been committed, and time ran out. */
    private static Reply accepted(final String body) {
        final JsonNode answer = JSON.readTree(body);
        if (answer.has("complete") || answer.path("rejected").asInt() > 0) {
            throw new IllegalStateException("body=" + body);
        }
        return new Reply(Outcome.ACCEPTED, List.of(), 0);
    }

    private static List<Integer> codes(final String body, final int count) {
        final List<Integer> codes = new ArrayList<>();
        for (final JsonNode result : JSON.readTree(body).path("results")) {
            codes.add(ResultCode.valueOf(result.asString()).number());
        }
        if (codes.size() != count) {
            throw new IllegalStateException("lines=" + count + " body=" + body);
        }
        return codes;
    }
}
