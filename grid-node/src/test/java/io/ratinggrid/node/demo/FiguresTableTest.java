package io.ratinggrid.node.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.junit.jupiter.api.Test;

class FiguresTableTest {
    private static final FigureResult RIGHT = new FigureResult(1, "one-event", "unbilled", "406.00", "406.00");
    private static final FigureResult WRONG =
            new FigureResult(3, "twelve-gigabytes", "documents", "none", "start 20.00, cycle 30.00");

    @Test
    void shouldPutCasesAboveTheirFigures() {
        assertEquals(
                List.of(
                        "figure       total   expected",
                        "-----------  ------  --------  --",
                        "1 one-event",
                        "  unbilled   406.00  406.00    ok",
                        "All 1 figures are as expected."),
                FiguresTable.lines(List.of(RIGHT)));
    }

    @Test
    void shouldPointOutWhatIsWrong() {
        assertEquals(
                List.of(
                        "figure              total   expected",
                        "------------------  ------  ------------------------  -----",
                        "1 one-event",
                        "  unbilled          406.00  406.00                    ok",
                        "3 twelve-gigabytes",
                        "  documents         none    start 20.00, cycle 30.00  WRONG",
                        "1 of 2 figures are WRONG."),
                FiguresTable.lines(List.of(RIGHT, WRONG)));
    }
}
