package io.ratinggrid.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.node.owner.Answer;
import org.junit.jupiter.api.Test;

/** The steps of a notice from its partition to its end, with time that is moved by hand. */
class NoticeCourierTest {
    private static final NoticeContext PACE = new NoticeContext(4, 8, 8, 5, 100, 1_000, 6, false);

    private final Steps steps = new Steps();
    private final KeptNotices partition = new KeptNotices(steps);
    private final Map<Integer, Boolean> kept = partition.kept;
    /** When each was sent. */
    private final Map<Integer, List<Long>> sent = new HashMap<>();

    private final List<Consumer<Optional<String>>> unanswered = new ArrayList<>();
    private final List<String> heard = partition.heard;
    private Optional<String> outcome = Optional.empty();
    private boolean answers = true;
    private final NoticeCourier courier =
            partition.couriers(new PacedChannel("webhook", this::send, PACE)).get(0);

    private void send(final Notice notice, final Consumer<Optional<String>> handler) {
        sent.computeIfAbsent(notice.notice().number(), number -> new ArrayList<>())
                .add(steps.nowMs);
        if (answers) {
            handler.accept(outcome);
        } else {
            unanswered.add(handler);
        }
    }

    private void raise(final int... numbers) {
        for (final int number : numbers) {
            kept.put(number, false);
        }
        courier.pending(KeptNotices.PARTITION);
    }

    @Test
    void shouldDeliverOnceAndSettle() {
        raise(1, 2);
        courier.pending(KeptNotices.PARTITION);
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
        assertEquals(List.of("given up 1: webhook: no"), heard);
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
        partition.committed = Answer.Outcome.UNKNOWN;
        raise(1);
        steps.runTo(1_000);
        assertEquals(Map.of(1, false), kept);
        partition.committed = Answer.Outcome.GIVEN;
        steps.runTo(60_000);
        assertEquals(Map.of(), kept);
        assertEquals(1, sent.get(1).size());
    }

    @Test
    void shouldLeaveAPartitionThatIsClosedToTheNextOwner() {
        answers = false;
        raise(1);
        steps.runTo(100);
        partition.close();
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
        partition.readable = false;
        raise(1);
        steps.runTo(1_000);
        partition.readable = true;
        steps.runTo(60_000);
        assertEquals(List.of("delivered 1"), heard);
    }

    @Test
    void shouldSendOnlySoManyAtOnceAndAllInTheEnd() {
        answers = false;
        for (int number = 1; number <= 30; number++) {
            kept.put(number, false);
        }
        courier.pending(KeptNotices.PARTITION);
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

    @Test
    void shouldSeeWhatComesWhileItReadsAndFindsNothing() {
        partition.isSlow = true;
        raise();
        steps.runTo(50);
        raise(1);
        steps.runTo(100);
        partition.isSlow = false;
        partition.answerSlow();
        steps.runTo(60_000);
        assertEquals(Map.of(), kept);
    }
}
