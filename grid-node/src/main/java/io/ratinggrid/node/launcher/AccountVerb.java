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
import java.util.concurrent.Callable;

import io.ratinggrid.node.output.AccountTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid account}: what a cluster knows of an account. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Shows what is unbilled, owed and left of an account, and what its next bill would be.",
        footer = {
            "",
            "Asks any node or gateway of a cluster.",
            "",
            "Example:",
            "  ratinggrid account --url http://localhost:7611 acme"
        })
final class AccountVerb implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    @Option(
            names = "--url",
            defaultValue = "http://localhost:7611",
            paramLabel = "URL",
            description = "HTTP port of a node or gateway; default ${DEFAULT-VALUE}.")
    private String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "File with the token that it asks for.")
    private Path tokenFile;

    @Option(names = "--json", description = "As the node says it, for programs.")
    private boolean asJson;

    @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.")
    private String account;

    private final HttpClient client = HttpClient.newHttpClient();

    @Override
    public Integer call() throws IOException {
        final String path = "/accounts/"
                + URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20");
        final HttpResponse<String> known = get(path);
        if (known.statusCode() != OK) {
            throw new IOException(words(known));
        }
        final HttpResponse<String> next = get(path + "/estimate");
        if (next.statusCode() != OK && next.statusCode() != NOT_FOUND) {
            throw new IOException(words(next));
        }
        final ObjectNode all = (ObjectNode) JSON.readTree(known.body());
        final JsonNode estimate = next.statusCode() == OK ? JSON.readTree(next.body()) : MissingNode.getInstance();
        if (asJson) {
            if (!estimate.isMissingNode()) {
                all.set("estimate", estimate);
            }
            System.out.println(all);
        } else {
            AccountTables.lines(all, estimate).forEach(System.out::println);
        }
        return 0;
    }

    private HttpResponse<String> get(final String path) throws IOException {
        final HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        if (tokenFile != null) {
            request.header(
                    "Authorization", "Bearer " + Files.readString(tokenFile).strip());
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + url + " was asked", e);
        } catch (final IOException e) {
            throw new IOException("--url " + url + " does not answer; give the HTTP port of a node or gateway", e);
        }
    }

    /** The detail of a problem, or what came instead. */
    private static String words(final HttpResponse<String> response) {
        final String body = response.body();
        final String detail =
                body.startsWith("{") ? JSON.readTree(body).path("detail").asString("") : "";
        return detail.isEmpty() ? "status " + response.statusCode() + " " + body : detail;
    }
}
