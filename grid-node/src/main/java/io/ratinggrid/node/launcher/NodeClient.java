package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP port of a node or gateway, as the options of a verb name it, and how its answers are shown. One thread. */
final class NodeClient {
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int UNAVAILABLE = 503;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Beyond the time that a gateway waits for a commit. */
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    @Option(
            names = "--url",
            defaultValue = "http://localhost:7611",
            paramLabel = "URL",
            description = "HTTP port of a node or gateway; default ${DEFAULT-VALUE}.")
    private String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with the token that it asks for.")
    private Path tokenFile;

    @Option(names = "--json", description = "As it is answered, for programs.")
    private boolean asJson;

    /** Made when something is first sent: it reads the certificates of authorities and has a thread. */
    private HttpClient client;

    /** An answer that leaves open whether a command was taken. */
    static final class UnansweredException extends IOException {
        private static final long serialVersionUID = 1L;

        UnansweredException(final String message, final Throwable cause) {
            super(message, cause);
        }
    }

    /** Path of an account, or of what is below it. */
    static String path(final String account, final String... below) {
        final StringBuilder path = new StringBuilder("/accounts/").append(encoded(account));
        for (final String part : below) {
            path.append('/').append(encoded(part));
        }
        return path.toString();
    }

    static String encoded(final String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the fields that are null. */
    static ObjectNode given(final ObjectNode fields) {
        final ObjectNode some = object();
        fields.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> some.set(field.getKey(), field.getValue()));
        return some;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * What is answered to a question.
     *
     * @throws IOException if nothing is known, with the words of the answer
     */
    ObjectNode ask(final String path) throws IOException {
        return (ObjectNode) askAll(path);
    }

    /** As {@link #ask}, with all {@code events} of what is asked: one answer may not have all, the next goes on where it ended. */
    ObjectNode askTrace(final String path) throws IOException {
        final ObjectNode all = ask(path);
        while (all.has("before")) {
            final ObjectNode older = ask(path + "&before=" + all.path("before").asString());
            ((ArrayNode) all.path("events")).addAll((ArrayNode) older.path("events"));
            all.remove("before");
            for (final String name : List.of("complete", "before", "kept-from")) {
                if (older.has(name)) {
                    all.set(name, older.path(name));
                }
            }
        }
        return all;
    }

    /** As {@link #ask}, of what is answered by a list. */
    JsonNode askAll(final String path) throws IOException {
        return known(get(path));
    }

    /** As {@link #ask}; empty if there is no such thing. */
    Optional<ObjectNode> find(final String path) throws IOException {
        final HttpResponse<String> response = get(path);
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of((ObjectNode) known(response));
    }

    private HttpResponse<String> get(final String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    /**
     * Has a command carried out; {@code key} tells it from others, empty: its body does.
     *
     * @throws UnansweredException if it may have been taken
     * @throws IOException         if it is wrong or was refused
     */
    JsonNode post(final String path, final String key, final JsonNode body) throws IOException {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
        if (!key.isEmpty()) {
            request.header(MoneyController.KEY, key);
        }
        final HttpResponse<String> response = send(request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
        if (response.statusCode() == UNAVAILABLE) {
            throw new UnansweredException(words(response), null);
        }
        if (response.statusCode() == NOT_ALLOWED
                || response.statusCode() == NOT_FOUND && !response.body().contains("\"result\"")) {
            throw new IOException(
                    "--url " + url + " is a node, which takes no commands; give the HTTP port of a gateway");
        }
        return known(response);
    }

    /** Prints an answer, as tables unless it is for programs. */
    void print(final JsonNode answer, final Function<JsonNode, List<String>> tables) {
        if (asJson) {
            System.out.println(answer);
        } else {
            tables.apply(answer).forEach(System.out::println);
        }
    }

    private HttpResponse<String> send(final HttpRequest.Builder request) throws IOException {
        request.timeout(TIMEOUT);
        if (tokenFile != null) {
            request.header(
                    "Authorization", "Bearer " + Files.readString(tokenFile).strip());
        }
        try {
            if (client == null) {
                client = HttpClient.newHttpClient();
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException("interrupted while " + url + " was asked", e);
        } catch (final IOException e) {
            throw new UnansweredException(
                    "--url " + url + " does not answer; give the HTTP port of a node or gateway", e);
        }
    }

    private static JsonNode known(final HttpResponse<String> response) throws IOException {
        if (response.statusCode() != OK) {
            throw new IOException(words(response));
        }
        return JSON.readTree(response.body());
    }

    /** The detail of a problem with what would be right, or what came instead. */
    private static String words(final HttpResponse<String> response) {
        final String body = response.body();
        final JsonNode problem = body.startsWith("{") ? JSON.readTree(body) : JSON.createObjectNode();
        final String detail = problem.path("detail").asString("");
        final String right = problem.path("right").asString("");
        if (detail.isEmpty()) {
            return "status " + response.statusCode() + " " + body;
        }
        return right.isEmpty() ? detail : detail + "; right: " + right;
    }
}
