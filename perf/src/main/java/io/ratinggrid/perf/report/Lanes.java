package io.ratinggrid.perf.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What went on along the first axis of a chart: under its plot a row for each kind, with a bar for each time. A bar is as high as it is long beside
 * the longest of its row. One thread.
 */
final class Lanes {
    private static final int ROW = 16;
    private static final int HIGHEST = 13;
    private static final int LOWEST = 3;

    private record Bar(double from, double to) {
        double length() {
            return to - from;
        }

        boolean isOn(final Axis axis) {
            return to >= axis.from() && from <= axis.to();
        }
    }

    private final Map<String, List<Bar>> rows = new LinkedHashMap<>();

    /** A row, after those before, even if it stays empty. */
    void lane(final String kind) {
        rows.computeIfAbsent(kind, name -> new ArrayList<>());
    }

    void mark(final String kind, final double from, final double to) {
        lane(kind);
        rows.get(kind).add(new Bar(from, to));
    }

    /** Of all rows. */
    int height() {
        return rows.size() * ROW;
    }

    /** {@code top}: of the first row. */
    void draw(final Svg svg, final Axis across, final int top) {
        int index = 0;
        for (final Map.Entry<String, List<Bar>> row : rows.entrySet()) {
            final List<Bar> bars =
                    row.getValue().stream().filter(bar -> bar.isOn(across)).toList();
            final double longest = bars.stream().mapToDouble(Bar::length).max().orElse(0);
            final int bottom = top + (index + 1) * ROW;
            svg.add(
                    "<line x1='%d' y1='%d' x2='%d' y2='%d' class='grid'/><text class='y' x='%d' y='%d'>%s</text>%n",
                    Chart.LEFT, bottom, Chart.END, bottom, Chart.LEFT - 6, bottom - 4, Html.escape(row.getKey()));
            svg.add("<path fill='%s' d='", Colours.ofMark(index));
            bars.forEach(bar -> draw(svg, across, bar, bottom, height(bar, longest)));
            svg.add(
                    "'/><text x='%d' y='%d'>%s</text>%n",
                    Chart.END + 14, bottom - 4, count(bars.size(), longest, across.name()));
            index++;
        }
    }

    /** A pixel wide at least. */
    private static void draw(final Svg svg, final Axis across, final Bar bar, final int bottom, final double height) {
        final double from = Chart.xOf(across, Math.max(bar.from(), across.from()));
        final double width = Math.max(1, Chart.xOf(across, Math.min(bar.to(), across.to())) - from);
        svg.add("M%.1f,%dv-%.1fh%.1fv%.1fz", from, bottom, height, width, height);
    }

    private static double height(final Bar bar, final double longest) {
        return longest > 0 ? Math.max(LOWEST, HIGHEST * bar.length() / longest) : HIGHEST;
    }

    private static String count(final int bars, final double longest, final String unit) {
        if (bars == 0) {
            return "none";
        }
        return longest > 0
                ? String.format(Locale.ROOT, "%,d, longest %.3f %s", bars, longest, unit)
                : String.format(Locale.ROOT, "%,d", bars);
    }
}
