package io.ratinggrid.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.seam.Scheduler;
import org.junit.jupiter.api.Test;

/** The steps of a notice from its partition to its end, with time that is moved by hand. */
class NoticeCourierTest {
    private static final int PARTITION = 5;
    private static final NoticeContext PACE = new NoticeContext(4, 8, 5, 100, 1_000, 6, 10_000);

    /** Tasks in order of their time. */
    private static final class Steps implements Scheduler {
        private record Task(long atMs, long order, Runnable run) {}

        private final PriorityQueue<Task> tasks = new PriorityQueue<>(
                (a, b) -> a.atMs != b.atMs ? Long.compare(a.atMs, b.atMs) : Long.compare(a.order, b.order));
        private long nowMs;
        private long order;

        @Override
        public void execute(final Runnable task) {
            schedule(0, task);
        }

        @Override
        public void schedule(final long delayMs, final Runnable task) {
            tasks.add(new Task(nowMs + delayMs, order++, task));
        }

        void runTo(final long timeMs) {
            while (!tasks.isEmpty() && tasks.peek().atMs <= timeMs) {
                final Task task = tasks.remove();
                nowMs = task.atMs;
                task.run.run();
            }
            nowMs = timeMs;
        }
    }

    private final Steps steps = new Steps();
    /** What is in the partition, by number; the value: it is given up. */
    private final Map<Integer, Boolean> kept = new TreeMap<>();
    /** When each was sent. */
    private final Map<Integer, List<Long>> sent = new HashMap<>();

    private final List<Consumer<Optional<String>>> unanswered = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private Optional<String> outcome = Optional.empty();
    private boolean answers = true;
    private boolean readable = true;
    private Answer.Outcome committed = Answer.Outcome.GIVEN;
    private final NoticeCourier courier = new NoticeCourier(
            PACE, this::read, this::send, (partition, command, handler) -> submit(command, handler), steps, listener());

    private void read(
            final int partition,
            final int most,
            final Predicate<PendingNotice> wanted,
            final Consumer<Optional<List<Notice>>> handler) {
        assertEquals(PARTITION, partition);
        handler.accept(
                readable
                        ? Optional.of(kept.entrySet().stream()
                                .filter(one -> !one.getValue())
                                .map(one -> notice(one.getKey()))
                                .filter(wanted)
                                .limit(most)
                                .map(one -> new Notice(one, "{}"))
                                .toList())
                        : Optional.empty());
    }

    private static PendingNotice notice(final int number) {
        return new PendingNotice(77, "a", number, 1, "", 0, 0, 0, 50, 1, 1, 2, false);
    }

    private void send(final Notice notice, final Consumer<Optional<String>> handler) {
        sent.computeIfAbsent(notice.notice().number(), number -> new ArrayList<>())
                .add(steps.nowMs);
        if (answers) {
            handler.accept(outcome);
        } else {
            unanswered.add(handler);
        }
    }

    private void submit(final byte[] bytes, final Consumer<Answer<CommandResult>> handler) {
        final Command command = new Command();
        CommandCodec.decode(new ByteSource().wrap(bytes, 0, bytes.length), command);
        assertEquals(CommandType.SETTLE_NOTICE, command.type);
        if (committed == Answer.Outcome.GIVEN) {
            if (command.answer == 0) {
                kept.remove((int) command.item);
            } else {
                kept.put((int) command.item, true);
            }
        }
        handler.accept(new Answer<>(committed, PARTITION, 1, 0, new CommandResult(ResultCode.DONE, new byte[0])));
    }

    private NoticeListener listener() {
        return new NoticeListener() {
            @Override
            public void delivered(final PendingNotice notice) {
                heard.add("delivered " + notice.number());
            }

            @Override
            public void givenUp(final PendingNotice notice, final String why) {
                heard.add("given up " + notice.number() + ": " + why);
            }
        };
    }

    private void raise(final int... numbers) {
        for (final int number : numbers) {
            kept.put(number, false);
        }
        courier.pending(PARTITION);
    }

    @Test
    void shouldDeliverOnceAndSettle() {
        raise(1, 2);
        courier.pending(PARTITION);
        steps.runTo(60_000);
        assertEquals(Map.of(), kept);
        assertEquals(List.of("delivered 1", "delivered 2"), heard);
        assertEquals(Map.of(1, List.of(5L), 2, List.of(5L)), sent);
    }

    @Test
    void shouldWaitTwiceAsLongEachTime() {
        outcome = Optional.of("no");
        raise(1);
        steps.runTo(60_000);
        // 100, 200, 400, 800, then 1,000 at most; 5 more until it is read.
        assertEquals(List.of(5L, 110L, 315L, 720L, 1_525L, 2_530L), sent.get(1));
        assertEquals(List.of("given up 1: no"), heard);
        assertEquals(Map.of(1, true), kept);
    }

    @Test
    void shouldDeliverWhatIsTakenLater() {
        outcome = Optional.of("no");
        raise(1);
        steps.runTo(400);
        outcome = Optional.empty();
        steps.runTo(60_000);
        assertEquals(List.of("delivered 1"), heard);
        assertEquals(4, sent.get(1).size());
    }

    @Test
    void shouldBeginAnewWithWhatIsRetried() {
        outcome = Optional.of("no");
        raise(1);
        steps.runTo(60_000);
        raise(1);
        steps.runTo(120_000);
        assertEquals(12, sent.get(1).size());
    }

    @Test
    void shouldNotSendAgainWhatIsDeliveredAndNotJournaledYet() {
        committed = Answer.Outcome.UNKNOWN;
        raise(1);
        steps.runTo(1_000);
        assertEquals(Map.of(1, false), kept);
        committed = Answer.Outcome.GIVEN;
        steps.runTo(60_000);
        assertEquals(Map.of(), kept);
        assertEquals(1, sent.get(1).size());
    }

    @Test
    void shouldLeaveAPartitionThatIsClosedToTheNextOwner() {
        answers = false;
        raise(1);
        steps.runTo(100);
        courier.closed(PARTITION);
        unanswered.get(0).accept(Optional.of("no"));
        steps.runTo(60_000);
        assertEquals(1, sent.get(1).size());
        assertEquals(List.of(), heard);
        answers = true;
        raise(1);
        steps.runTo(120_000);
        assertEquals(Map.of(), kept);
    }

    @Test
    void shouldReadAgainWhatCannotBeReadNow() {
        readable = false;
        raise(1);
        steps.runTo(1_000);
        readable = true;
        steps.runTo(60_000);
        assertEquals(List.of("delivered 1"), heard);
    }

    @Test
    void shouldSendOnlySoManyAtOnceAndAllInTheEnd() {
        answers = false;
        for (int number = 1; number <= 30; number++) {
            kept.put(number, false);
        }
        courier.pending(PARTITION);
        int answered = 0;
        while (answered < 30) {
            steps.runTo(steps.nowMs + 50);
            assertTrue(unanswered.size() - answered <= PACE.mostSending(), "being sent");
            assertTrue(unanswered.size() > answered, "stands still");
            unanswered.get(answered++).accept(Optional.empty());
        }
        steps.runTo(steps.nowMs + 50);
        assertEquals(Map.of(), kept);
        assertEquals(30, heard.size());
    }

    @Test
    void shouldGoOnWithOthersWhileSomeWait() {
        outcome = Optional.of("no");
        raise(1, 2, 3);
        steps.runTo(50);
        outcome = Optional.empty();
        raise(4);
        steps.runTo(60);
        assertEquals(List.of("delivered 4"), heard);
    }
}
