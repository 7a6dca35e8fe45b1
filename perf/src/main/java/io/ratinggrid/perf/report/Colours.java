package io.ratinggrid.perf.report;

/** Colours that can be told apart on white: sixteen of lines, and twelve others of what goes on meanwhile. */
final class Colours {
    private static final String[] SERIES = {
        "#1b6ca8", "#d1303f", "#3a7d44", "#8f3fb0", "#a87400", "#333333",
        "#0f9aa0", "#e8590c", "#5a7bea", "#d6459b", "#7a3b16", "#6f9d1c",
        "#4b0082", "#008060", "#9c2f5f", "#526d7a"
    };
    private static final String[] MARKS = {
        "#aa5533", "#663366", "#776600", "#0b3c5d", "#aa8899", "#005511",
        "#665599", "#776666", "#006666", "#aa5577", "#7777aa", "#778866"
    };

    private Colours() {}

    static String ofSeries(final int index) {
        return SERIES[index % SERIES.length];
    }

    static String ofMark(final int index) {
        return MARKS[index % MARKS.length];
    }
}
