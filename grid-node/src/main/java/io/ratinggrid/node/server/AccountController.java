package io.ratinggrid.node.server;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.ratinggrid.node.cluster.ClusterNode;
import io.ratinggrid.node.output.AccountJson;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.partition.PartitionEngine;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Balances and unbilled charges of an account, as of the committed sequence that the answer names. Any node answers for any
 * account: one that does not own its partition asks the one that does.
 */
@RestController
final class AccountController {
    private static final String FORWARDED = "Ratinggrid-Forwarded";
    private static final int ANSWER_TIMEOUT_S = 5;
    private static final String RETRY_AFTER_S = "1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ClusterNode node;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    AccountController(final ClusterNode node) {
        this.node = node;
    }

    /**
     * @param sequence of an earlier answer about the account: this one is not from before it
     */
    @GetMapping("/accounts/{account}")
    ResponseEntity<?> account(
            @PathVariable final String account,
            @RequestParam(defaultValue = "0") final long sequence,
            @RequestHeader(name = FORWARDED, required = false) final String forwarded)
            throws IOException, InterruptedException {
        final long key = AccountKey.of(account);
        final int partition = AccountKey.partition(key, node.partitions());
        final Answer<Optional<String>> answer = ask(partition, sequence, key);
        return switch (answer.outcome()) {
            case GIVEN ->
                answer.value()
                        .<ResponseEntity<?>>map(json -> given(json, answer))
                        .orElseGet(() -> problem(HttpStatus.NOT_FOUND, "no account " + account));
            case NOT_OWNER -> forwarded == null ? forward(account, sequence, partition) : elsewhere(partition);
            case BEHIND ->
                problem(
                        HttpStatus.CONFLICT,
                        "sequence=" + sequence + " is not committed in partition=" + partition + " yet");
            default -> elsewhere(partition);
        };
    }

    private Answer<Optional<String>> ask(final int partition, final long sequence, final long key)
            throws InterruptedException {
        try {
            return node.query(partition, sequence, engine -> Optional.ofNullable(engine.account(key))
                            .map(found -> json(engine, found)))
                    .get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (final ExecutionException | TimeoutException e) {
            return new Answer<>(Answer.Outcome.BUSY, partition, 0, 0, null);
        }
    }

    private static String json(final PartitionEngine engine, final Account account) {
        final Catalog catalog = engine.catalogs().latest();
        final AccountJson parts = new AccountJson(catalog);
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeName("balances");
            parts.balances(json, account);
            json.writeName("unbilled");
            parts.unbilled(json, account);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static ResponseEntity<?> given(final String json, final Answer<?> answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Ratinggrid-Partition", String.valueOf(answer.partition()))
                .header("Ratinggrid-Sequence", String.valueOf(answer.sequence()))
                .body(json);
    }

    private ResponseEntity<?> forward(final String account, final long sequence, final int partition)
            throws IOException, InterruptedException {
        final Optional<String> owner = node.httpAddressOf(partition);
        if (owner.isEmpty()) {
            return elsewhere(partition);
        }
        final URI uri = URI.create("http://" + owner.get() + "/accounts/"
                + URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20") + "?sequence=" + sequence);
        final HttpResponse<String> response;
        try {
            response = client.send(
                    HttpRequest.newBuilder(uri)
                            .header(FORWARDED, "1")
                            .timeout(Duration.ofSeconds(ANSWER_TIMEOUT_S))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (final IOException e) {
            return elsewhere(partition);
        }
        final HttpHeaders headers = new HttpHeaders();
        response.headers().map().forEach((name, values) -> {
            if (name.startsWith("ratinggrid-") || name.equals("content-type") || name.equals("retry-after")) {
                headers.addAll(name, values);
            }
        });
        return new ResponseEntity<>(response.body(), headers, response.statusCode());
    }

    /** The partition is being moved or opened. */
    private static ResponseEntity<?> elsewhere(final int partition) {
        final ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "partition=" + partition + " is being opened; ask again");
        return ResponseEntity.of(problem)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S)
                .build();
    }

    private static ResponseEntity<?> problem(final HttpStatus status, final String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }
}
