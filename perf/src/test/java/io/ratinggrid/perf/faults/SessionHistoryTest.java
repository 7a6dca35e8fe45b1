package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

/** What the checker of histories takes and what it does not. */
final class SessionHistoryTest {
    private static final long NONE = SessionOperation.NONE;

    private final SessionOperation topUp = SessionOperation.money("t", 10, 0).answered(5, NONE, NONE, NONE);
    private final SessionOperation first = reserve("a", 10, 8, 8, 2, 20);
    private final SessionOperation second = reserve("b", 10, 6, 2, 0, 20);
    private final SessionOperation used =
            SessionOperation.request("a", 2, 5, NONE, true, 30).answered(40, NONE, 5, NONE);
    private final SessionOperation third = reserve("c", 50, 9, 3, 0, 60);

    @Test
    void shouldTakeWhatAPurseWouldHaveAnswered() {
        assertEquals(List.of(), SessionHistory.problems(List.of(topUp, first, second, used, third)));
    }

    @Test
    void shouldRejectALostUpdate() {
        final SessionOperation lost = reserve("b", 10, 6, 6, 4, 20);
        assertEquals(
                List.of(
                        "b/1 granted=6 but a purse with left=10 held=10 answers 2",
                        "b/1 remaining=4 but a purse with left=10 held=10 answers 0"),
                SessionHistory.problems(List.of(topUp, first, lost)));
        final SessionOperation uncharged = reserve("c", 50, 9, 8, 0, 60);
        assertEquals(
                1,
                SessionHistory.problems(List.of(topUp, first, second, used, uncharged))
                        .size());
    }

    @Test
    void shouldRejectALostTopUp() {
        final SessionOperation more = SessionOperation.money("t2", 7, 30).answered(40, NONE, NONE, NONE);
        assertEquals(
                "c/1 granted=3 but a purse with left=12 held=11 answers 9",
                SessionHistory.problems(List.of(topUp, first, second, used, more, third))
                        .get(0));
    }

    /** What a has held, 8, is free when its time has come; not before. */
    @Test
    void shouldFreeWhatHasLapsed() {
        final SessionOperation held = first.at(1_000, 4);
        assertEquals(
                List.of(),
                SessionHistory.problems(
                        List.of(topUp, held, reserve("b", 10, 6, 2, 0, 20).at(4_999, 4))));
        final SessionHistory history = SessionHistory.of(
                List.of(topUp, held, reserve("b", 10, 6, 6, 4, 20).at(5_000, 4)));
        assertEquals(List.of(), history.problems());
        assertEquals(1, history.lapsed());
    }

    @Test
    void shouldSendWhatNobodyHolds() {
        final SessionOperation sent = SessionOperation.money("out", -2, 30).answered(40, NONE, 2, NONE);
        final SessionOperation refused = SessionOperation.money("out", -3, 30).answered(40, NONE, 0, NONE);
        final SessionOperation back = SessionOperation.ofGrid("back", 2);
        assertEquals(List.of(), SessionHistory.problems(List.of(topUp, first, refused, sent, back, sent)));
        assertEquals(
                List.of("out sent=2 but a purse with left=8 held=8 answers 0"),
                SessionHistory.problems(List.of(topUp, first, sent, sent)));
    }

    @Test
    void shouldRejectAnOrderThatTimeForbids() {
        assertEquals(
                List.of("a/2 was answered before c/1 was sent, and comes after it"),
                SessionHistory.problems(List.of(
                        topUp,
                        first,
                        second,
                        reserve("c", 50, 9, 0, 0, 60),
                        SessionOperation.request("a", 2, 5, NONE, true, 30).answered(40, NONE, 5, NONE))));
    }

    /** A refusal claims nothing; what was carried out does, and its copies are duplicates that are no part of a history. */
    @Test
    void shouldTakeACopyOfWhatWasRefusedWheneverItComes() {
        final SessionOperation refused = SessionOperation.money("out", -3, 30).answered(40, NONE, 0, NONE);
        final SessionOperation later = SessionOperation.money("t2", 7, 50).answered(60, NONE, NONE, NONE);
        assertEquals(List.of(), SessionHistory.problems(List.of(topUp, first, refused, later, refused.charged(3))));
        assertEquals(
                List.of("out was answered before t2 was sent, and comes after it"),
                SessionHistory.problems(List.of(topUp, first, later, refused.charged(3))));
    }

    private static SessionOperation reserve(
            final String session,
            final long atNs,
            final long requested,
            final long granted,
            final long remaining,
            final long answeredNs) {
        return SessionOperation.request(session, 1, NONE, requested, false, atNs)
                .answered(answeredNs, granted, NONE, remaining);
    }
}
