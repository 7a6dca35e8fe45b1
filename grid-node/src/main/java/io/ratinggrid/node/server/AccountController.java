package io.ratinggrid.node.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is known of an account, as of the committed sequence that the answer names. Any node or gateway answers for any account:
 * it asks the node that owns the account's partition.
 */
@RestController
public final class AccountController {
    static final String PARTITION = "Ratinggrid-Partition";
    static final String SEQUENCE = "Ratinggrid-Sequence";

    private static final long ANSWER_TIMEOUT_MS = 10_000;
    private static final int MS_PER_S = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final Asking asking;

    public AccountController(final Asking asking) {
        this.asking = asking;
    }

    /**
     * Balances and unbilled charges.
     *
     * @param sequence of an earlier answer about the account: this one is not from before it
     */
    @GetMapping("/accounts/{account}")
    DeferredResult<ResponseEntity<?>> account(
            @PathVariable final String account, @RequestParam(defaultValue = "0") final long sequence) {
        return ask(Ask.ACCOUNT, account, sequence, "", "no account " + account, AccountController::json);
    }

    /** What the next bill would be if nothing more came. */
    @GetMapping("/accounts/{account}/estimate")
    DeferredResult<ResponseEntity<?>> estimate(
            @PathVariable final String account, @RequestParam(defaultValue = "0") final long sequence) {
        final String nothing = "no account " + account + ", or it has no bill cycle yet";
        return ask(Ask.ESTIMATE, account, sequence, "", nothing, AccountController::json);
    }

    /**
     * What is unbilled, by service, by line and in sum.
     *
     * @param at when it is asked whether invoices are overdue; none: the time of the journal
     */
    @GetMapping("/accounts/{account}/unbilled")
    DeferredResult<ResponseEntity<?>> unbilled(
            @PathVariable final String account,
            @RequestParam(defaultValue = "") final String at,
            @RequestParam(defaultValue = "0") final long sequence) {
        return isTime(at)
                ? ask(Ask.UNBILLED, account, sequence, at, "no account " + account, AccountController::json)
                : now(noTime(at));
    }

    /** What buckets have paid, and what accumulators have counted in the cycle. */
    @GetMapping("/accounts/{account}/usage")
    DeferredResult<ResponseEntity<?>> usage(
            @PathVariable final String account, @RequestParam(defaultValue = "0") final long sequence) {
        return ask(Ask.USAGE, account, sequence, "", "no account " + account, AccountController::json);
    }

    /** Plans that the account and its subscribers are subscribed to. */
    @GetMapping("/accounts/{account}/subscriptions")
    DeferredResult<ResponseEntity<?>> subscriptions(
            @PathVariable final String account, @RequestParam(defaultValue = "0") final long sequence) {
        return ask(Ask.SUBSCRIPTIONS, account, sequence, "", "no account " + account, AccountController::json);
    }

    /**
     * The latest documents, those that are to be paid, and a draft of a cycle that is over.
     *
     * @param at when it is asked whether they are overdue; none: the time of the journal
     */
    @GetMapping("/accounts/{account}/invoices")
    DeferredResult<ResponseEntity<?>> invoices(
            @PathVariable final String account,
            @RequestParam(defaultValue = "") final String at,
            @RequestParam(defaultValue = "0") final long sequence) {
        return isTime(at)
                ? ask(Ask.INVOICES, account, sequence, at, "no account " + account, AccountController::json)
                : now(noTime(at));
    }

    /**
     * What sessions hold.
     *
     * @param session that alone; none: all
     */
    @GetMapping("/accounts/{account}/sessions")
    DeferredResult<ResponseEntity<?>> sessions(
            @PathVariable final String account,
            @RequestParam(defaultValue = "") final String session,
            @RequestParam(defaultValue = "0") final long sequence) {
        return ask(Ask.SESSIONS, account, sequence, session, "no account " + account, AccountController::json);
    }

    /** The latest payments, and what was paid out. */
    @GetMapping("/accounts/{account}/payments")
    DeferredResult<ResponseEntity<?>> payments(
            @PathVariable final String account, @RequestParam(defaultValue = "0") final long sequence) {
        return ask(Ask.PAYMENTS, account, sequence, "", "no account " + account, AccountController::json);
    }

    /** Notices that are not delivered, given up or not. */
    @GetMapping("/accounts/{account}/notices")
    DeferredResult<ResponseEntity<?>> notices(
            @PathVariable final String account, @RequestParam(defaultValue = "0") final long sequence) {
        return ask(Ask.NOTICES, account, sequence, "", "no account " + account, AccountController::json);
    }

    /** Lets a notice that was given up be delivered again. */
    @PostMapping("/accounts/{account}/notices/{number}/retry")
    DeferredResult<ResponseEntity<?>> retryNotice(
            @PathVariable final String account, @PathVariable final String number) {
        if (!isNumber(number)) {
            return now(noNumber("number", number));
        }
        final long key = AccountKey.of(account);
        final Command command = PendingNotice.toRetry(key, Integer.parseInt(number), System.currentTimeMillis());
        final ByteSink bytes = new ByteSink(64);
        CommandCodec.encode(command, bytes);
        final String nothing = "account " + account + " has no notice number=" + number + " that is not delivered";
        return ask(
                Ask.command(AccountKey.partition(key, asking.partitions()), bytes.copy()),
                nothing,
                answer -> answer.code() == ResultCode.DONE || answer.code() == ResultCode.ALREADY_SETTLED
                        ? given(answer, MediaType.APPLICATION_JSON).body("{\"result\":\"" + answer.code() + "\"}")
                        : refused(answer.code(), nothing));
    }

    /**
     * One document with its lines.
     *
     * @param number of the document in its account
     * @param line   of the document, from 1: that one alone
     * @param events true: with the events and commands that the line was made of, newest first
     * @param before as an answer that did not have all of them said
     * @param at     as of {@link #invoices}
     */
    @GetMapping("/accounts/{account}/invoices/{number}")
    DeferredResult<ResponseEntity<?>> invoice(
            @PathVariable final String account,
            @PathVariable final String number,
            @RequestParam(defaultValue = "") final String line,
            @RequestParam(defaultValue = "false") final boolean events,
            @RequestParam(defaultValue = "0") final long before,
            @RequestParam(defaultValue = "") final String at,
            @RequestParam(defaultValue = "0") final long sequence) {
        if (!isNumber(number)) {
            return now(noNumber("number", number));
        }
        if (!line.isEmpty() && !isNumber(line) || line.isEmpty() && events) {
            return now(noNumber("line", line));
        }
        if (!isTime(at)) {
            return now(noTime(at));
        }
        final String nothing = "account " + account + " has no invoice number=" + number + " that is still at hand";
        final String part = (line.isEmpty() ? "" : "\n" + line) + (events ? "\n" + Math.max(0, before) : "");
        return ask(Ask.INVOICE, account, sequence, at + "\n" + number + part, nothing, AccountController::json);
    }

    /**
     * The latest statements of the account's buckets, one of each cycle that had any.
     *
     * @param before as an answer said: those that are older
     */
    @GetMapping("/accounts/{account}/statements")
    DeferredResult<ResponseEntity<?>> statements(
            @PathVariable final String account,
            @RequestParam(defaultValue = "") final String before,
            @RequestParam(defaultValue = "0") final long sequence) {
        return before.isEmpty() || isNumber(before)
                ? ask(Ask.STATEMENTS, account, sequence, before, "no account " + account, AccountController::json)
                : now(noNumber("before", before));
    }

    /** What the statement of the current cycle would say now. */
    @GetMapping("/accounts/{account}/statements/current")
    DeferredResult<ResponseEntity<?>> currentStatement(
            @PathVariable final String account, @RequestParam(defaultValue = "0") final long sequence) {
        final String nothing = "no account " + account + ", or it has no bill cycle yet";
        return ask(Ask.CURRENT_STATEMENT, account, sequence, "", nothing, AccountController::json);
    }

    /**
     * One statement with its lines.
     *
     * @param number of the statement in its account
     * @param bucket type of which the line alone is asked
     * @param events true: with the events and commands that moved these buckets, newest first
     * @param before as an answer that did not have all of them said
     */
    @GetMapping("/accounts/{account}/statements/{number}")
    DeferredResult<ResponseEntity<?>> statement(
            @PathVariable final String account,
            @PathVariable final String number,
            @RequestParam(defaultValue = "") final String bucket,
            @RequestParam(defaultValue = "false") final boolean events,
            @RequestParam(defaultValue = "0") final long before,
            @RequestParam(defaultValue = "0") final long sequence) {
        if (!isNumber(number)) {
            return now(noNumber("number", number));
        }
        if (bucket.isEmpty() && events || bucket.indexOf('\n') >= 0) {
            return now(wrong("bucket", bucket, "is no name", "the name of a type of bucket, as the statement has it"));
        }
        final String nothing = "account " + account + " has no statement number=" + number;
        final String part = (bucket.isEmpty() ? "" : "\n" + bucket) + (events ? "\n" + Math.max(0, before) : "");
        return ask(Ask.STATEMENT, account, sequence, number + part, nothing, AccountController::json);
    }

    private static boolean isNumber(final String text) {
        return text.matches("[1-9][0-9]{0,8}");
    }

    private static ResponseEntity<?> noNumber(final String field, final String value) {
        return wrong(field, value, "is no number", "a whole number from 1");
    }

    private static boolean isTime(final String at) {
        try {
            return at.isEmpty() || Instant.parse(at).getEpochSecond() > 0;
        } catch (final DateTimeParseException e) {
            return false;
        }
    }

    private static ResponseEntity<?> noTime(final String at) {
        return wrong("at", at, "is no time", "a time as in 2026-07-01T00:00:00Z");
    }

    @ExceptionHandler
    ResponseEntity<?> wrongType(final MethodArgumentTypeMismatchException wrong) {
        final boolean flag = wrong.getRequiredType() == boolean.class;
        return wrong(
                wrong.getName(),
                String.valueOf(wrong.getValue()),
                flag ? "is neither" : "is no number",
                flag ? "true or false" : "a whole number from 0");
    }

    /** Says what is wrong with a field and what would be right. */
    private static ResponseEntity<?> wrong(
            final String field, final String value, final String what, final String right) {
        final ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, field + "=" + value + ": " + what);
        problem.setProperty("field", field);
        problem.setProperty("value", value);
        problem.setProperty("right", right);
        return ResponseEntity.of(problem).build();
    }

    /**
     * Why an event cost what it cost.
     *
     * @param id     of the event
     * @param origin of the event, empty if it came without one
     * @param accept {@code text/plain}: only the words, a line each
     */
    @GetMapping("/accounts/{account}/events")
    DeferredResult<ResponseEntity<?>> event(
            @PathVariable final String account,
            @RequestParam final String id,
            @RequestParam(defaultValue = "") final String origin,
            @RequestParam(defaultValue = "0") final long sequence,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "*/*") final String accept) {
        final String nothing = "account " + account + " has no event id=" + id + " origin=" + origin
                + " that was carried out in its duplicate window";
        return ask(
                Ask.EXPLAIN,
                account,
                sequence,
                origin + "\n" + id,
                nothing,
                answer -> accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
                        ? given(answer, TEXT).body(words(answer.text()))
                        : given(answer, MediaType.APPLICATION_JSON).body(answer.text()));
    }

    private DeferredResult<ResponseEntity<?>> ask(
            final String question,
            final String account,
            final long sequence,
            final String text,
            final String nothing,
            final Function<AskAnswer, ResponseEntity<?>> response) {
        final int partition = AccountKey.partition(AccountKey.of(account), asking.partitions());
        return ask(Ask.question(question, partition, account, Math.max(0, sequence), text), nothing, response);
    }

    private DeferredResult<ResponseEntity<?>> ask(
            final Ask ask, final String nothing, final Function<AskAnswer, ResponseEntity<?>> response) {
        final DeferredResult<ResponseEntity<?>> result =
                new DeferredResult<>(ANSWER_TIMEOUT_MS, () -> later(AskAnswer.lost(ask, MS_PER_S)));
        asking.ask(ask)
                .thenAcceptAsync(answer -> result.setResult(
                        switch (answer.outcome()) {
                            case GIVEN ->
                                answer.text().isEmpty() && !ask.isCommand()
                                        ? problem(HttpStatus.NOT_FOUND, nothing)
                                        : response.apply(answer);
                            case BEHIND ->
                                problem(
                                        HttpStatus.CONFLICT,
                                        "sequence=" + ask.atLeast() + " is not committed in partition="
                                                + ask.partition() + " yet");
                            case ABSENT -> problem(HttpStatus.NOT_FOUND, answer.text());
                            case FAILED -> problem(HttpStatus.INTERNAL_SERVER_ERROR, answer.text());
                            default -> later(answer);
                        }));
        return result;
    }

    private static DeferredResult<ResponseEntity<?>> now(final ResponseEntity<?> response) {
        final DeferredResult<ResponseEntity<?>> result = new DeferredResult<>();
        result.setResult(response);
        return result;
    }

    private static ResponseEntity<?> json(final AskAnswer answer) {
        return given(answer, MediaType.APPLICATION_JSON).body(answer.text());
    }

    private static ResponseEntity.BodyBuilder given(final AskAnswer answer, final MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(PARTITION, String.valueOf(answer.partition()))
                .header(SEQUENCE, String.valueOf(answer.sequence()));
    }

    private static String words(final String events) {
        final StringBuilder text = new StringBuilder();
        for (final JsonNode event : JSON.readTree(events)) {
            event.path("explanation")
                    .forEach(line -> text.append(line.asString()).append('\n'));
        }
        return text.toString();
    }

    /** The partition is being moved or opened, or too much is asked at once. */
    private static ResponseEntity<?> later(final AskAnswer answer) {
        final ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "partition=" + answer.partition()
                        + switch (answer.outcome()) {
                            case NOT_OWNER -> " is being opened; ask again";
                            case PARTITION_LOST ->
                                " is lost: PARTITION_LOST, all its copies are gone; an operator must act";
                            case NOT_ENOUGH_COPIES -> " takes nothing: NOT_ENOUGH_COPIES; ask again";
                            default -> " cannot answer now; ask again";
                        });
        final int seconds = Math.max(1, (answer.retryAfterMs() + MS_PER_S - 1) / MS_PER_S);
        return ResponseEntity.of(problem)
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .build();
    }

    private static ResponseEntity<?> refused(final ResultCode code, final String detail) {
        final ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail);
        problem.setProperty("result", code.name());
        return ResponseEntity.of(problem).build();
    }

    private static ResponseEntity<?> problem(final HttpStatus status, final String detail) {
        return ResponseEntity.of(ProblemDetail.forStatusAndDetail(status, detail))
                .build();
    }
}
