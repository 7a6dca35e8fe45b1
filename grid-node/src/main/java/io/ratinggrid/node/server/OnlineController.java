package io.ratinggrid.node.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.ratinggrid.node.output.OnlineAnswer;
import io.ratinggrid.node.output.Reasons;
import io.ratinggrid.node.standalone.OnlineReader;
import io.ratinggrid.node.standalone.WrongFieldException;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.ResultRecord;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
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
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked while a service is given: sessions that reserve, commit and release, and events that are charged at once. Any node or gateway
 * takes it for any account, whatever the content type says; the owner of the account is asked itself, and answers when it is committed. A repeat is answered as before.
 */
@RestController
public final class OnlineController {
    static final String KEY = "Idempotency-Key";

    private static final String SESSION = "/accounts/{account}/sessions/{session}/";
    private static final String EVENT = "/accounts/{account}/events/";
    private static final Map<String, CommandType> TYPES = Map.of(
            SESSION + "reserve", CommandType.RESERVE,
            SESSION + "update", CommandType.RESERVE,
            SESSION + "commit", CommandType.COMMIT,
            SESSION + "release", CommandType.RELEASE,
            EVENT + "debit", CommandType.USAGE,
            EVENT + "refund", CommandType.CANCEL_EVENT,
            EVENT + "price", CommandType.USAGE);
    private static final Set<String> SAID_ELSEWHERE = Set.of("type", "id", "account", "identity", "online");
    private static final long TIMEOUT_MS = 30_000;
    private static final int MOST_BODY_BYTES = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OnlineCommands commands;
    private final OnlineReader reader;

    public OnlineController(final Asking asking, final OnlineReader reader) {
        commands = new OnlineCommands(asking);
        this.reader = reader;
    }

    /** A request of a session; its number in the session tells it from others. */
    @PostMapping({SESSION + "reserve", SESSION + "update", SESSION + "commit", SESSION + "release"})
    DeferredResult<ResponseEntity<?>> session(
            final HttpServletRequest request, @PathVariable final String account, @PathVariable final String session)
            throws IOException {
        return take(request, account, fields -> {
            if (fields.has("session")) {
                throw new SaidElsewhereException("session");
            }
            fields.put("session", session);
        });
    }

    /** An event that is charged at once, or taken back. */
    @PostMapping({EVENT + "debit", EVENT + "refund"})
    DeferredResult<ResponseEntity<?>> event(
            final HttpServletRequest request,
            @PathVariable final String account,
            @RequestHeader(name = KEY, defaultValue = "") final String key)
            throws IOException {
        if (key.isEmpty()) {
            return now(field(KEY, "", "header is missing", "a name of the request, the same when it is sent again"));
        }
        return take(request, account, fields -> fields.put("id", key));
    }

    /** What an event would cost if it came now. Nothing changes. */
    @PostMapping(EVENT + "price")
    DeferredResult<ResponseEntity<?>> price(final HttpServletRequest request, @PathVariable final String account)
            throws IOException {
        return take(request, account, fields -> fields.put("id", "price"));
    }

    /** Adds what the path and the header say. */
    private interface Said {
        void add(ObjectNode fields) throws SaidElsewhereException;
    }

    private static final class SaidElsewhereException extends Exception {
        private static final long serialVersionUID = 1;

        SaidElsewhereException(final String field) {
            super(field, null, false, false);
        }
    }

    private DeferredResult<ResponseEntity<?>> take(
            final HttpServletRequest request, final String account, final Said said) throws IOException {
        final String pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)
                .toString();
        final byte[] bytes = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (bytes.length > MOST_BODY_BYTES) {
            return now(problem(HttpStatus.CONTENT_TOO_LARGE, "the body has more than " + MOST_BODY_BYTES + " bytes"));
        }
        final String body = new String(bytes, StandardCharsets.UTF_8);
        final OnlineReader.Read read;
        try {
            if (!(OnlineReader.sent(bytes) instanceof final ObjectNode fields)) {
                return now(field("body", body, "is no object", "a JSON object"));
            }
            for (final String name : SAID_ELSEWHERE) {
                if (fields.has(name)) {
                    throw new SaidElsewhereException(name);
                }
            }
            said.add(fields);
            fields.put("type", TYPES.get(pattern).word());
            if (pattern.startsWith(EVENT) && TYPES.get(pattern) == CommandType.USAGE) {
                fields.put("online", true);
            }
            read = reader.read(account, fields, System.currentTimeMillis());
        } catch (final JacksonException e) {
            return now(field("body", body, e.getOriginalMessage(), "a JSON object"));
        } catch (final SaidElsewhereException e) {
            return now(field(e.getMessage(), "", "is said by path and header", "to leave it out"));
        } catch (final WrongFieldException e) {
            return now(field(e.field(), e.value(), e.getMessage(), e.right()));
        }
        return read.objection() == ResultCode.DONE
                ? carryOut(account, read, pattern.equals(EVENT + "price"))
                : now(refused(read.objection(), Map.of()));
    }

    private DeferredResult<ResponseEntity<?>> carryOut(
            final String account, final OnlineReader.Read read, final boolean priceOnly) {
        final DeferredResult<ResponseEntity<?>> result =
                new DeferredResult<>(TIMEOUT_MS, () -> later(Optional.empty(), 1));
        commands.subscriber(account, read.subscriber())
                .thenCompose(ordinal -> answer(account, read, ordinal, priceOnly))
                .exceptionally(failure -> problem(HttpStatus.INTERNAL_SERVER_ERROR, String.valueOf(failure)))
                .thenAcceptAsync(result::setResult);
        return result;
    }

    private CompletableFuture<ResponseEntity<?>> answer(
            final String account, final OnlineReader.Read read, final int ordinal, final boolean priceOnly) {
        if (ordinal < 0) {
            return CompletableFuture.completedFuture(
                    ordinal == -1 ? refused(ResultCode.UNKNOWN_SUBSCRIBER, Map.of()) : later(Optional.empty(), 1));
        }
        final byte[] command = read.encoded(ordinal);
        if (priceOnly) {
            return commands.ask(Ask.PRICE, account, command).thenApply(OnlineController::priced);
        }
        final Command asked = read.command();
        return commands.submit(account, command, Integer.toString(asked.origin), asked.id())
                .thenApply(this::answered);
    }

    private static ResponseEntity<?> priced(final AskAnswer answer) {
        if (answer.outcome() != AskAnswer.Outcome.GIVEN) {
            return notGiven(answer);
        }
        return answer.code().kind() == ResultCode.Kind.RATED
                ? given(answer).body(answer.text())
                : refused(answer.code(), Map.of());
    }

    private ResponseEntity<?> answered(final AskAnswer answer) {
        if (answer.outcome() != AskAnswer.Outcome.GIVEN) {
            return notGiven(answer);
        }
        final ResultRecord record =
                new ResultRecord().decode(new ByteSource().wrap(answer.record(), 0, answer.record().length));
        final Map<String, Object> said = new OnlineAnswer(reader.money(), reader::name).of(record);
        final ResultCode code = record.code();
        return code.kind() == ResultCode.Kind.RATED || code == ResultCode.DUPLICATE
                ? given(answer).body(JSON.writeValueAsString(said))
                : refused(code, said);
    }

    private static ResponseEntity.BodyBuilder given(final AskAnswer answer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(AccountController.PARTITION, String.valueOf(answer.partition()))
                .header(AccountController.SEQUENCE, String.valueOf(answer.sequence()));
    }

    private static ResponseEntity<?> notGiven(final AskAnswer answer) {
        return switch (answer.outcome()) {
            case FAILED -> problem(HttpStatus.INTERNAL_SERVER_ERROR, answer.text());
            case ABSENT -> problem(HttpStatus.NOT_FOUND, answer.text());
            default -> later(Optional.of(answer.outcome()), Math.max(1, (answer.retryAfterMs() + 999) / 1_000));
        };
    }

    /** {@code said}: what else there is to say of it. */
    private static ResponseEntity<?> refused(final ResultCode code, final Map<String, Object> said) {
        final HttpStatus status =
                switch (code) {
                    case CONFLICT -> HttpStatus.CONFLICT;
                    case UNKNOWN_ACCOUNT -> HttpStatus.NOT_FOUND;
                    default -> HttpStatus.UNPROCESSABLE_CONTENT;
                };
        final ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, code.name() + ": " + Reasons.of(code));
        said.forEach(problem::setProperty);
        problem.setProperty("result", code.name());
        return ResponseEntity.of(problem).build();
    }

    private static ResponseEntity<?> later(final Optional<AskAnswer.Outcome> why, final int seconds) {
        final ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "the owner of the account does not answer now"
                        + why.map(outcome -> ": " + outcome).orElse("")
                        + "; it may or may not be taken, send it again");
        return ResponseEntity.of(problem)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .build();
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

    private static ResponseEntity<?> problem(final HttpStatus status, final String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }

    private static DeferredResult<ResponseEntity<?>> now(final ResponseEntity<?> response) {
        final DeferredResult<ResponseEntity<?>> result = new DeferredResult<>();
        result.setResult(response);
        return result;
    }
}
