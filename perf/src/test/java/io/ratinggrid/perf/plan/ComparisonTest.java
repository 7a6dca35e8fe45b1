package io.ratinggrid.perf.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private final StringWriter out = new StringWriter();

    @Test
    void shouldLeaveWhatWasFittedOutOfTheStatedError() {
        final Comparison comparison = new Comparison(new PrintWriter(out, true));
        comparison.begin();
        comparison.fitted("1", "CPU us an event", 100, 250);
        comparison.row("1", "p99 ms", 40, 30);
        comparison.row("2", "CPU us an event", 100, 80);
        comparison.row("3", "CPU us an event", 100, 120);
        comparison.end();

        assertEquals(
                """
                | nodes | | measured | model | error |
                |---:|---|---:|---:|---:|
                | 1 | CPU us an event | 100.00 | 250.00 | +150 %, fitted on this run |
                | 1 | p99 ms | 40.00 | 30.00 | -25 % |
                | 2 | CPU us an event | 100.00 | 80.00 | -20 % |
                | 3 | CPU us an event | 100.00 | 120.00 | +20 % |

                Largest error, rows fitted on their run left out: -25 % (nodes: 1, p99 ms)
                """,
                out.toString().replace(System.lineSeparator(), "\n"));
    }
}
