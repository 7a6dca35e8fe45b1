package io.ratinggrid.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private static final long MS = 1_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nowNs;

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private ProgressBar bar(final boolean terminal) {
        return new ProgressBar(err, terminal, () -> nowNs);
    }

    @Test
    void shouldWriteOverItsLineOnATerminal() {
        final ProgressBar bar = bar(true);
        bar.show("rating", 0, 2_000);
        nowNs += 500 * MS;
        bar.show("rating", 1_000, 2_000);
        bar.done();
        assertEquals(
                """
                \r[..............................]   0 %  0 of 2,000  rating\
                \r[###############...............]  50 %  1,000 of 2,000  rating
                """,
                shown());
    }

    @Test
    void shouldBlankTheRestOfALongerLine() {
        final ProgressBar bar = bar(true);
        bar.show("a long name", 1, 1);
        nowNs += 500 * MS;
        bar.show("b", 1, 1);
        bar.done();
        final String full = "[##############################] 100 %  1 of 1  ";
        assertEquals("\r" + full + "a long name\r" + full + "b          \n", shown());
    }

    @Test
    void shouldKeepALogShort() {
        final ProgressBar bar = bar(false);
        for (int i = 0; i <= 120; i++) {
            bar.show("rating", i * 100L, 12_000);
            nowNs += 100 * MS;
        }
        bar.done();
        assertEquals(
                """
                [..............................]   0 %  0 of 12,000  rating
                [############..................]  41 %  5,000 of 12,000  rating, 1,000/s
                [#########################.....]  83 %  10,000 of 12,000  rating, 1,000/s
                [##############################] 100 %  12,000 of 12,000  rating, 1,000/s
                """,
                shown());
    }

    @Test
    void shouldSayNothingWithoutAPhase() {
        bar(true).done();
        assertEquals("", shown());
    }

    @Test
    void shouldSurviveAnEmptyTask() {
        final ProgressBar bar = bar(false);
        bar.show("nothing", 0, 0);
        bar.done();
        assertEquals("[##############################] 100 %  0 of 0  nothing\n", shown());
    }
}
