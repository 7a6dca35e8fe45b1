package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.intake.BodyReport;
import io.ratinggrid.ingest.intake.GatewayClosedException;
import io.ratinggrid.ingest.intake.GatewayFullException;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.util.UriComponentsBuilder;

/** Takes commands as bodies of JSON lines into this gateway's queue. */
@RestController
final class CommandController {
    private static final int MS_PER_S = 1_000;
    private static final String COMMITTED = "committed";
    private static final Duration STANDARD_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    /** Bodies that are read at once: each may take some times {@code body-limit} of memory. */
    private static final int MOST_AT_ONCE = 16;

    private final Gateway gateway;
    private final long limitBytes;
    private final Semaphore reading = new Semaphore(MOST_AT_ONCE);

    CommandController(final Gateway gateway, final GatewayProperties properties) {
        this.gateway = gateway;
        limitBytes = properties.bodyLimit().toBytes();
    }

    /**
     * Whatever the content type says, the body is lines; the query is not looked for in it. {@code answer=committed} waits until
     * all is committed, {@code timeout} (30s) at the longest.
     */
    @PostMapping("/commands")
    DeferredResult<ResponseEntity<?>> take(final HttpServletRequest request) throws IOException, InterruptedException {
        final MultiValueMap<String, String> query = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .build()
                .getQueryParams();
        final String answer = query.getFirst("answer");
        if (answer != null && !answer.equals(COMMITTED)) {
            return now(problem(HttpStatus.BAD_REQUEST, "answer=" + answer + " must be " + COMMITTED));
        }
        final Duration timeout;
        try {
            timeout = timeout(query.getFirst("timeout"));
        } catch (final IllegalArgumentException e) {
            return now(problem(
                    HttpStatus.BAD_REQUEST,
                    "timeout=" + query.getFirst("timeout") + " must be a time up to 5m, as in 10s or 500ms"));
        }
        if (!reading.tryAcquire(1, TimeUnit.SECONDS)) {
            return now(later(MS_PER_S, MOST_AT_ONCE + " bodies are being read"));
        }
        try {
            return take(request, answer != null, timeout);
        } finally {
            reading.release();
        }
    }

    private DeferredResult<ResponseEntity<?>> take(
            final HttpServletRequest request, final boolean answered, final Duration timeout) throws IOException {
        final BodyReport report;
        try {
            report = gateway.take(
                    new LimitedBody(request.getInputStream(), request.getContentLengthLong(), limitBytes), answered);
        } catch (final LimitedBody.TooLargeException e) {
            return now(problem(HttpStatus.CONTENT_TOO_LARGE, e.getMessage()));
        } catch (final GatewayFullException e) {
            return now(later(e.retryAfterMs(), "the gateway is full: " + e.getMessage()));
        } catch (final GatewayClosedException e) {
            return now(later(MS_PER_S, e.getMessage()));
        }
        if (!answered) {
            return now(body(HttpStatus.ACCEPTED, BodyJson.accepted(report)));
        }
        final DeferredResult<ResponseEntity<?>> result = new DeferredResult<>(
                timeout.toMillis(), () -> body(HttpStatus.ACCEPTED, BodyJson.answered(report, false)));
        report.answers()
                .complete()
                .thenRunAsync(() -> result.setResult(body(HttpStatus.OK, BodyJson.answered(report, true))));
        return result;
    }

    private static Duration timeout(final String text) {
        final Duration given = text == null ? STANDARD_TIMEOUT : DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
        if (given.isNegative() || given.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(text);
        }
        return given;
    }

    private static DeferredResult<ResponseEntity<?>> now(final ResponseEntity<?> response) {
        final DeferredResult<ResponseEntity<?>> result = new DeferredResult<>();
        result.setResult(response);
        return result;
    }

    private static ResponseEntity<?> body(final HttpStatus status, final byte[] json) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }

    /** Nothing was taken. */
    private static ResponseEntity<?> later(final int retryAfterMs, final String why) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(
                        HttpStatus.SERVICE_UNAVAILABLE, why + "; nothing of the body was taken, send it again"))
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, (retryAfterMs + MS_PER_S - 1) / MS_PER_S)))
                .build();
    }

    private static ResponseEntity<?> problem(final HttpStatus status, final String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }
}
