package io.ratinggrid.perf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** Lines over two axes, and rows of marks along the first, as SVG. One thread. */
public final class Chart {
    /** Where the first axis begins and ends. */
    static final int LEFT = 130;

    static final int END = 820;

    private static final int WIDTH = 1_010;
    private static final int TOP = 36;
    private static final int PLOT = 252;
    private static final int GAP = 8;
    private static final int BOTTOM = 52;
    private static final int LINE = 16;

    private final String title;
    private final String x;
    private final String y;
    private final List<Series> series = new ArrayList<>();
    private final Lanes lanes = new Lanes();
    private boolean xLogarithmic;
    private boolean yLogarithmic;
    private DoubleFunction<String> xText = Axis::text;

    /** {@code x}, {@code y}: names of the axes with their units. */
    public Chart(final String title, final String x, final String y) {
        this.title = title;
        this.x = x;
        this.y = y;
    }

    public Chart logarithmicX(final DoubleFunction<String> text) {
        xLogarithmic = true;
        xText = text;
        return this;
    }

    public Chart logarithmicY() {
        yLogarithmic = true;
        return this;
    }

    public Chart add(final Series line) {
        if (!line.points().isEmpty()) {
            series.add(line);
        }
        return this;
    }

    /** A row for marks of a kind, after those before, even if there are none. */
    public Chart lane(final String kind) {
        lanes.lane(kind);
        return this;
    }

    /** Something that lasted along the first axis, in the row of its kind; what lies beyond the axis is not drawn. */
    public Chart mark(final String kind, final double from, final double to) {
        lanes.mark(kind, from, to);
        return this;
    }

    /** Empty if there is no line. */
    public String svg() {
        if (series.isEmpty()) {
            return "";
        }
        final Axis across = axis(x, xLogarithmic, true);
        final Axis up = axis(y, yLogarithmic, false);
        final Svg svg = new Svg()
                .add(
                        "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'><text class='title' x='%d' y='20'>%s</text>%n",
                        WIDTH, bottom() + BOTTOM, Html.escape(title), LEFT, Html.escape(title));
        ticks(svg, up);
        ticksAcross(svg, across);
        lanes.draw(svg, across, TOP + PLOT + GAP);
        for (int i = 0; i < series.size(); i++) {
            line(svg, series.get(i), i, across, up);
        }
        return svg.add("</svg>%n").toString();
    }

    /** Of the plot and the rows under it. */
    private int bottom() {
        return TOP + PLOT + (lanes.height() > 0 ? GAP + lanes.height() : 0);
    }

    private Axis axis(final String name, final boolean logarithmic, final boolean first) {
        final double[] values = series.stream()
                .flatMap(line -> line.points().stream())
                .filter(point -> !point.isBreak())
                .mapToDouble(point -> first ? point.x() : point.y())
                .filter(value -> !logarithmic || value > 0)
                .toArray();
        return Axis.over(
                name,
                logarithmic,
                DoubleStream.of(values).min().orElse(1),
                DoubleStream.of(values).max().orElse(1));
    }

    private static void ticks(final Svg svg, final Axis up) {
        for (final double tick : up.ticks()) {
            final double at = yOf(up, tick);
            svg.add(
                    "<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' class='grid'/><text class='y' x='%d' y='%.1f'>%s</text>%n",
                    LEFT, at, END, at, LEFT - 6, at + 4, Axis.text(tick));
        }
        svg.add("<text class='y' x='%d' y='%d'>%s</text>%n", LEFT - 6, TOP - 14, Html.escape(up.name()));
    }

    /** Through the rows too. */
    private void ticksAcross(final Svg svg, final Axis across) {
        for (final double tick : across.ticks()) {
            final double at = xOf(across, tick);
            svg.add(
                    "<line x1='%.1f' y1='%d' x2='%.1f' y2='%d' class='grid'/><text class='x' x='%.1f' y='%d'>%s</text>%n",
                    at, TOP, at, bottom(), at, bottom() + 18, xText.apply(tick));
        }
        svg.add(
                "<text class='x' x='%d' y='%d'>%s</text>%n",
                (LEFT + END) / 2, bottom() + 42, Html.escape(across.name()));
    }

    private static void line(final Svg svg, final Series line, final int index, final Axis across, final Axis up) {
        final Svg points = new Svg();
        for (final Point point : line.points()) {
            if (point.isBreak()) {
                points.add("'/><polyline stroke='%s' points='", Colours.ofSeries(index));
            } else {
                points.add("%.1f,%.1f ", xOf(across, point.x()), yOf(up, point.y()));
            }
        }
        svg.add("<polyline stroke='%s' points='%s'/>%n", Colours.ofSeries(index), points);
        final int at = TOP + 10 + index * LINE;
        svg.add(
                "<rect x='%d' y='%d' width='12' height='4' fill='%s'/><text x='%d' y='%d'>%s</text>%n",
                END + 14, at - 6, Colours.ofSeries(index), END + 32, at, Html.escape(line.name()));
    }

    static double xOf(final Axis axis, final double value) {
        return LEFT + axis.part(value) * (END - LEFT);
    }

    private static double yOf(final Axis axis, final double value) {
        return TOP + PLOT - axis.part(value) * PLOT;
    }
}
