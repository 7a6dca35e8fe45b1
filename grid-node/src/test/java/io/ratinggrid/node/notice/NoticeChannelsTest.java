package io.ratinggrid.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

/** Notices that go by two channels, one of them in order, with time that is moved by hand. */
class NoticeChannelsTest {
    private static final NoticeContext PACE = new NoticeContext(4, 8, 8, 5, 100, 1_000, 6, false);

    /** One that takes or does not, or is silent. */
    private final class Line implements NoticeChannel {
        private final List<Integer> sent = new ArrayList<>();
        private final List<Consumer<Optional<String>>> unanswered = new ArrayList<>();
        private Optional<String> outcome = Optional.empty();
        private boolean answers = true;

        @Override
        public void send(final Notice notice, final Consumer<Optional<String>> handler) {
            sent.add(notice.notice().number());
            if (answers) {
                handler.accept(outcome);
            } else {
                unanswered.add(handler);
            }
        }
    }

    private final Steps steps = new Steps();
    private final KeptNotices partition = new KeptNotices(steps);
    private final Line free = new Line();
    private final Line ordered = new Line();

    NoticeChannelsTest() {
        partition.couriers(new PacedChannel("free", free, PACE), new PacedChannel("ordered", ordered, PACE.ordered()));
    }

    @Test
    void shouldSettleOnceBothHaveIt() {
        ordered.answers = false;
        partition.raise(1);
        steps.runTo(10_000);
        assertEquals(Map.of(1, false), partition.kept);
        assertEquals(List.of(1), free.sent, "not again while the other tries");
        ordered.unanswered.get(0).accept(Optional.empty());
        steps.runTo(20_000);
        assertEquals(Map.of(), partition.kept);
        assertEquals(List.of("delivered 1"), partition.heard);
        assertEquals(List.of(1), free.sent);
        assertEquals(List.of(1), ordered.sent);
    }

    @Test
    void shouldGiveUpWhatOneGivesUpAndTheOtherHas() {
        free.outcome = Optional.of("no");
        partition.raise(1);
        steps.runTo(60_000);
        assertEquals(Map.of(1, true), partition.kept);
        assertEquals(List.of("given up 1: free: no"), partition.heard);
        assertEquals(6, free.sent.size());
        assertEquals(List.of(1), ordered.sent);
        free.outcome = Optional.empty();
        partition.raise(1);
        steps.runTo(120_000);
        assertEquals(Map.of(), partition.kept);
        assertEquals(7, free.sent.size());
        assertEquals(List.of(1, 1), ordered.sent, "a retry begins anew with all");
    }

    @Test
    void shouldSayOfEachWhyItGaveUp() {
        free.outcome = Optional.of("no");
        ordered.outcome = Optional.of("never");
        partition.raise(1);
        steps.runTo(60_000);
        assertEquals(List.of("given up 1: free: no; ordered: never"), partition.heard);
    }

    @Test
    void shouldGoOnByOneWhileTheOtherTakesNothing() {
        ordered.outcome = Optional.of("no");
        for (int number = 1; number <= 7; number++) {
            partition.raise(number * 1_000);
        }
        steps.runTo(1_000);
        assertEquals(7, free.sent.size());
        assertEquals(7, partition.kept.size());
        ordered.outcome = Optional.empty();
        steps.runTo(60_000);
        assertEquals(7, free.sent.size());
        assertEquals(Map.of(), partition.kept);
    }

    @Test
    void shouldLeaveWhatIsBeyondTheMostUntilTheOtherEnds() {
        ordered.outcome = Optional.of("no");
        for (int number = 1; number <= 30; number++) {
            partition.raise(number * 1_000);
        }
        steps.runTo(2_000);
        assertTrue(free.sent.size() < 8 + PACE.mostSending(), () -> "sent " + free.sent);
        ordered.outcome = Optional.empty();
        steps.runTo(60_000);
        assertEquals(Map.of(), partition.kept);
        assertEquals(30, free.sent.size());
    }

    @Test
    void shouldKeepTheOrderOfAnAccountAndNotWaitForOthers() {
        ordered.outcome = Optional.of("no");
        partition.raise(1_001, 1_002, 1_003);
        steps.runTo(300);
        ordered.outcome = Optional.empty();
        partition.raise(2_001);
        steps.runTo(308);
        assertEquals(List.of(1_001, 1_001, 2_001), ordered.sent);
        steps.runTo(60_000);
        assertEquals(
                List.of(1_001, 1_002, 1_003),
                ordered.sent.stream()
                        .filter(number -> number < 2_000)
                        .distinct()
                        .toList());
        assertEquals(Map.of(), partition.kept);
    }

    @Test
    void shouldSendTheNextOfAnAccountThoughTheOtherStillTries() {
        free.outcome = Optional.of("no");
        partition.raise(1_001, 1_002, 1_003);
        steps.runTo(90);
        assertEquals(List.of(1_001, 1_002, 1_003), ordered.sent);
        assertEquals(3, partition.kept.size());
    }

    @Test
    void shouldSendAnewWithTheNextOwnerWhatOnlyOneHas() {
        ordered.answers = false;
        partition.raise(1);
        steps.runTo(1_000);
        partition.close();
        ordered.unanswered.get(0).accept(Optional.empty());
        steps.runTo(2_000);
        assertEquals(Map.of(1, false), partition.kept, "the next owner knows of none");
        ordered.answers = true;
        partition.raise(1);
        steps.runTo(60_000);
        assertEquals(Map.of(), partition.kept);
        assertEquals(List.of(1, 1), free.sent);
    }
}
