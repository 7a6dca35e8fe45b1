package io.ratinggrid.node.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.intake.BodyReport;
import io.ratinggrid.ingest.intake.GatewayClosedException;
import io.ratinggrid.ingest.intake.GatewayFullException;
import io.ratinggrid.ingest.intake.RejectedLine;
import io.ratinggrid.ingest.json.ExactJson;
import io.ratinggrid.node.output.Reasons;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * What moves money of one account, a path for each type of command. The body has the fields of the command but for those that the
 * path and the header say: {@code Idempotency-Key} is its id, so that the same request again does nothing. Answered when it is
 * committed.
 */
@RestController
final class MoneyController {
    static final String KEY = "Idempotency-Key";

    private static final String ACCOUNT = "/accounts/{account}/";
    private static final Map<String, CommandType> TYPES = Map.ofEntries(
            Map.entry("adjustments", CommandType.ADJUST),
            Map.entry("credit-notes", CommandType.CREDIT_NOTE),
            Map.entry("events/cancel", CommandType.CANCEL_EVENT),
            Map.entry("events/move", CommandType.MOVE_EVENT),
            Map.entry("events/replace", CommandType.REPLACE_EVENT),
            Map.entry("invoices", CommandType.INVOICE),
            Map.entry("invoices/void", CommandType.VOID_INVOICE),
            Map.entry("payments", CommandType.PAYMENT),
            Map.entry("refunds", CommandType.REFUND),
            Map.entry("subscriptions", CommandType.SUBSCRIBE),
            Map.entry("subscriptions/cancel", CommandType.CANCEL),
            Map.entry("subscriptions/change", CommandType.CHANGE_PLAN),
            Map.entry("subscriptions/pause", CommandType.PAUSE),
            Map.entry("subscriptions/resume", CommandType.RESUME),
            Map.entry("top-ups", CommandType.TOP_UP),
            Map.entry("transfers", CommandType.TRANSFER));

    private static final Set<String> SAID_ELSEWHERE = Set.of("type", "id", "account");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MOST_BODY_BYTES = 64 * 1024;

    private final Gateway gateway;

    MoneyController(final Gateway gateway) {
        this.gateway = gateway;
    }

    /** Which of the paths it is says what type of command. */
    @PostMapping({
        ACCOUNT + "adjustments",
        ACCOUNT + "credit-notes",
        ACCOUNT + "events/cancel",
        ACCOUNT + "events/move",
        ACCOUNT + "events/replace",
        ACCOUNT + "invoices",
        ACCOUNT + "invoices/void",
        ACCOUNT + "payments",
        ACCOUNT + "refunds",
        ACCOUNT + "subscriptions",
        ACCOUNT + "subscriptions/cancel",
        ACCOUNT + "subscriptions/change",
        ACCOUNT + "subscriptions/pause",
        ACCOUNT + "subscriptions/resume",
        ACCOUNT + "top-ups",
        ACCOUNT + "transfers"
    })
    DeferredResult<ResponseEntity<?>> take(
            final HttpServletRequest request,
            @PathVariable final String account,
            @RequestHeader(name = KEY, defaultValue = "") final String key)
            throws IOException {
        final byte[] body = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            return now(ResponseEntity.of(ProblemDetail.forStatusAndDetail(
                            HttpStatus.CONTENT_TOO_LARGE, "the body has more than " + MOST_BODY_BYTES + " bytes"))
                    .build());
        }
        final String pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                .toString();
        final CommandType type = TYPES.get(pattern.substring(ACCOUNT.length()));
        return take(type, account, key, body);
    }

    private DeferredResult<ResponseEntity<?>> take(
            final CommandType type, final String account, final String key, final byte[] bytes) throws IOException {
        if (key.isEmpty()) {
            return now(field(KEY, "", "header is missing", "a name of the request, the same when it is sent again"));
        }
        final String body = new String(bytes, StandardCharsets.UTF_8);
        final ObjectNode command;
        try {
            if (!(ExactJson.readSent(bytes) instanceof final ObjectNode object)) {
                return now(field("body", body, "is no object", "a JSON object"));
            }
            command = object;
        } catch (final JacksonException e) {
            return now(field("body", body, e.getOriginalMessage(), "a JSON object"));
        }
        for (final String name : SAID_ELSEWHERE) {
            if (command.has(name)) {
                return now(
                        field(name, command.path(name).asString(""), "is said by path and header", "to leave it out"));
            }
        }
        try {
            return take(ExactJson.write(
                    command.put("type", type.word()).put("id", key).put("account", account)));
        } catch (final JacksonException e) {
            return now(field("body", body, e.getOriginalMessage(), "numbers without such exponents"));
        }
    }

    private DeferredResult<ResponseEntity<?>> take(final String command) throws IOException {
        final BodyReport report;
        try {
            report = gateway.take(new ByteArrayInputStream((command + "\n").getBytes(StandardCharsets.UTF_8)), true);
        } catch (final GatewayFullException | GatewayClosedException e) {
            return now(later(e.getMessage() + "; nothing was taken, send it again"));
        }
        if (!report.rejects().isEmpty()) {
            final RejectedLine reject = report.rejects().get(0);
            return now(field(reject.field(), reject.value(), reject.reason(), reject.right()));
        }
        final DeferredResult<ResponseEntity<?>> result = new DeferredResult<>(
                TIMEOUT.toMillis(), () -> later("it is taken and not committed yet; send it again to hear of it"));
        report.answers()
                .complete()
                .thenRunAsync(() -> result.setResult(answered(report.answers().code(0))));
        return result;
    }

    private static ResponseEntity<?> answered(final ResultCode code) {
        if (code.kind() == ResultCode.Kind.RATED || code == ResultCode.DUPLICATE) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body("{\"v\":1,\"result\":\"" + code.name() + "\"}");
        }
        final HttpStatus status =
                switch (code) {
                    case CONFLICT, ALREADY_EXISTS -> HttpStatus.CONFLICT;
                    case UNKNOWN_ACCOUNT -> HttpStatus.NOT_FOUND;
                    default -> HttpStatus.UNPROCESSABLE_CONTENT;
                };
        final ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, code.name() + ": " + Reasons.of(code));
        problem.setProperty("result", code.name());
        return ResponseEntity.of(problem).build();
    }

    /** Says what is wrong with a field and what would be right. */
    private static ResponseEntity<?> field(
            final String field, final String value, final String wrong, final String right) {
        final ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, field + "=" + value + ": " + wrong);
        problem.setProperty("field", field);
        problem.setProperty("value", value);
        problem.setProperty("right", right);
        return ResponseEntity.of(problem).build();
    }

    private static ResponseEntity<?> later(final String why) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, why))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .build();
    }

    private static DeferredResult<ResponseEntity<?>> now(final ResponseEntity<?> response) {
        final DeferredResult<ResponseEntity<?>> result = new DeferredResult<>();
        result.setResult(response);
        return result;
    }
}
