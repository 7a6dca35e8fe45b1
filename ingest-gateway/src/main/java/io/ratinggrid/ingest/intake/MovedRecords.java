package io.ratinggrid.ingest.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

import io.ratinggrid.ingest.directory.Resolved;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.TimeText;
import io.ratinggrid.ingest.suspense.SuspenseItem;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows identities that have moved: asks the accounts that refused a record as {@link ResultCode#IDENTITY_MOVED} where its identity
 * has gone, enters that into the directory, and takes the record again. What cannot be followed yet stays in suspense. A record is
 * appended once under each number, as with every replay. One thread.
 */
public final class MovedRecords {
    /** More moves than this before one event's time, and the rest waits for the next look. */
    private static final int MOST_HOPS = 100;

    private static final int ANSWER_TIMEOUT_S = 20;
    private static final JsonMapper JSON = new JsonMapper();

    /** A time at which an identity left or came, as the grid says it. */
    private record Mark(long fromMs, String state, String account, int ordinal) {
        static Mark of(final JsonNode mark) {
            return new Mark(
                    mark.path("from").asLong(),
                    mark.path("state").asString(""),
                    mark.path("account").asString(""),
                    mark.path("ordinal").asInt(0));
        }
    }

    private record Question(String account, String identity) {}

    private final IntakeContext context;
    private final Replays replays;
    private final GridQuestions grid;
    private final Resolved resolved = new Resolved();
    private final LongAdder learned = new LongAdder();
    private final LongAdder taken = new LongAdder();

    public MovedRecords(final IntakeContext context, final Replays replays, final GridQuestions grid) {
        this.context = context;
        this.replays = replays;
        this.grid = grid;
    }

    /** Moves that were entered into the directory. Any thread. */
    public long learned() {
        return learned.sum();
    }

    /** Records that were taken again. Any thread. */
    public long taken() {
        return taken.sum();
    }

    /** Follows what is in suspense now; returns how many records were taken again. */
    public long follow() throws InterruptedException {
        final List<SuspenseItem> waiting = new ArrayList<>();
        final List<SuspenseItem> disagreeing = new ArrayList<>();
        context.suspense().forEachOpen(item -> {
            if (item.reason() == ResultCode.IDENTITY_MOVED) {
                waiting.add(item);
            } else if (item.reason() == ResultCode.UNKNOWN_SUBSCRIBER
                    && item.field().equals("identity")) {
                disagreeing.add(item);
            }
        });
        final Map<Question, Optional<List<Mark>>> asked = new HashMap<>();
        final Set<Long> ready = new HashSet<>();
        for (final SuspenseItem item : waiting) {
            if (isKnown(JSON.readTree(item.event()), asked)) {
                ready.add(item.number());
            }
        }
        for (final SuspenseItem item : disagreeing) {
            if (agrees(JSON.readTree(item.event()))) {
                ready.add(item.number());
            }
        }
        if (ready.isEmpty()) {
            return 0;
        }
        context.directory().force(context.power());
        final long replayed =
                replays.replay(item -> ready.contains(item.number())).replayedCount();
        taken.add(replayed);
        return replayed;
    }

    /**
     * True if the identity belonged, as far as the directory knows now, to the account and subscriber that the record says; it may have been told of
     * the move by another record since. The grid is not asked: what is simply wrong would be asked for at every look.
     */
    private boolean agrees(final JsonNode event) {
        final String account = event.path("account").asString("");
        final String subscriber = event.path("subscriber").asString("");
        final String identity = event.path("identity").asString("");
        final byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
        final String time = event.path("start").asString(event.path("at").asString(""));
        if (account.isEmpty() && subscriber.isEmpty() || !resolves(bytes, time)) {
            return false;
        }
        final String owner = context.directory().accountName(resolved.account()).orElse("");
        return (account.isEmpty() || account.equals(owner))
                && (subscriber.isEmpty() || context.directory().ordinal(owner, subscriber) == resolved.subscriber());
    }

    private boolean resolves(final byte[] identity, final String time) {
        try {
            final long timeMs = new TimeText().parse(time, LocalZone.utc());
            return context.directory().resolve(identity, identity.length, timeMs, resolved);
        } catch (final InvalidRecordException e) {
            return false;
        }
    }

    /** True if the directory knows, now, the account that the identity belonged to at the record's time. */
    private boolean isKnown(final JsonNode event, final Map<Question, Optional<List<Mark>>> asked)
            throws InterruptedException {
        final SubscriberDirectory directory = context.directory();
        final String identity = event.path("identity").asString("");
        final byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
        final boolean moves = event.path("type").asString("").equals(CommandType.MOVE_IDENTITY.word());
        final String time = event.path(moves ? "from" : "start").asString("");
        if (identity.isEmpty() || time.isEmpty()) {
            return false;
        }
        final long timeMs = Instant.parse(time).toEpochMilli();
        for (int hop = 0; hop < MOST_HOPS; hop++) {
            if (!directory.resolve(bytes, bytes.length, timeMs, resolved)) {
                return false;
            }
            final Optional<String> account = directory.accountName(resolved.account());
            final Optional<List<Mark>> marks =
                    account.isEmpty() ? Optional.empty() : ask(new Question(account.get(), identity), asked);
            if (marks.isEmpty()) {
                return false;
            }
            final Optional<Mark> last = last(marks.get(), timeMs);
            if (last.isEmpty() || last.get().state().equals("came")) {
                return true;
            }
            if (!last.get().state().equals("left") || !learn(identity, timeMs, last.get(), asked)) {
                return false;
            }
        }
        return false;
    }

    private static Optional<Mark> last(final List<Mark> marks, final long timeMs) {
        return marks.stream().filter(mark -> mark.fromMs() <= timeMs).reduce((earlier, later) -> later);
    }

    private boolean learn(
            final String identity, final long timeMs, final Mark left, final Map<Question, Optional<List<Mark>>> asked)
            throws InterruptedException {
        final Optional<Mark> came = ask(new Question(left.account(), identity), asked).orElse(List.of()).stream()
                .filter(mark -> mark.state().equals("came") && mark.fromMs() == left.fromMs())
                .findFirst();
        if (came.isEmpty()
                || !context.directory()
                        .moveIdentity(
                                identity,
                                timeMs,
                                left.fromMs(),
                                left.account(),
                                came.get().ordinal())) {
            return false;
        }
        learned.increment();
        return true;
    }

    /** Empty: there is no answer now. */
    private Optional<List<Mark>> ask(final Question question, final Map<Question, Optional<List<Mark>>> asked)
            throws InterruptedException {
        final Optional<List<Mark>> known = asked.get(question);
        if (known != null) {
            return known;
        }
        final int partition = AccountKey.partition(AccountKey.of(question.account()), context.partitions());
        final Optional<List<Mark>> answer =
                marks(answer(Ask.question(Ask.IDENTITY, partition, question.account(), 0, question.identity())));
        asked.put(question, answer);
        return answer;
    }

    private Optional<AskAnswer> answer(final Ask ask) throws InterruptedException {
        try {
            return Optional.of(grid.ask(ask).get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS));
        } catch (final ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private static Optional<List<Mark>> marks(final Optional<AskAnswer> answer) {
        if (answer.isEmpty() || answer.get().outcome() != AskAnswer.Outcome.GIVEN) {
            return Optional.empty();
        }
        final List<Mark> marks = new ArrayList<>();
        JSON.readTree(answer.get().text()).path("marks").forEach(mark -> marks.add(Mark.of(mark)));
        return Optional.of(marks);
    }
}
