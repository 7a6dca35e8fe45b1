package io.ratinggrid.perf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/** Lines over two axes, and marks along the first, as SVG. One thread. */
public final class Chart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 340;
    private static final int LEFT = 80;
    private static final int RIGHT = 190;
    private static final int TOP = 36;
    private static final int BOTTOM = 52;
    private static final int LINE = 16;
    private static final String[] COLOURS = {"#1b6ca8", "#d1495b", "#3a7d44", "#8f5aa8", "#b07d00", "#444"};

    private record Strip(String kind, double from, double to) {}

    private final String title;
    private final String x;
    private final String y;
    private final List<Series> series = new ArrayList<>();
    private final List<Strip> strips = new ArrayList<>();
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

    /** Something that lasted along the first axis. */
    public Chart mark(final String kind, final double from, final double to) {
        strips.add(new Strip(kind, from, to));
        return this;
    }

    /** Empty if there is no line. */
    public String svg() {
        if (series.isEmpty()) {
            return "";
        }
        final Axis across = axis(x, xLogarithmic, true);
        final Axis up = axis(y, yLogarithmic, false);
        final StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg viewBox='0 0 %d %d' role='img' aria-label='%s'><text class='title' x='%d' y='20'>%s</text>%n",
                WIDTH,
                HEIGHT,
                Html.escape(title),
                LEFT,
                Html.escape(title));
        marks(svg, across);
        ticks(svg, across, up);
        for (int i = 0; i < series.size(); i++) {
            line(svg, series.get(i), i, across, up);
        }
        return svg.append("</svg>\n").toString();
    }

    private Axis axis(final String name, final boolean logarithmic, final boolean first) {
        final double[] values = series.stream()
                .flatMap(line -> line.points().stream())
                .mapToDouble(point -> first ? point.x() : point.y())
                .filter(value -> !logarithmic || value > 0)
                .toArray();
        return Axis.over(
                name,
                logarithmic,
                DoubleStream.of(values).min().orElse(1),
                DoubleStream.of(values).max().orElse(1));
    }

    private void marks(final StringBuilder svg, final Axis across) {
        final List<String> kinds =
                strips.stream().map(Strip::kind).distinct().sorted().toList();
        for (final Strip strip : strips) {
            final double from = xOf(across, strip.from());
            final double to = Math.max(from + 1, xOf(across, strip.to()));
            if (from >= LEFT && from <= WIDTH - RIGHT) {
                add(
                        svg,
                        "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s' opacity='0.25'/>%n",
                        from,
                        TOP,
                        to - from,
                        HEIGHT - TOP - BOTTOM,
                        colour(series.size() + kinds.indexOf(strip.kind())));
            }
        }
        for (int i = 0; i < kinds.size(); i++) {
            legend(svg, series.size() + i, kinds.get(i));
        }
    }

    private void ticks(final StringBuilder svg, final Axis across, final Axis up) {
        for (final double tick : up.ticks()) {
            final double at = yOf(up, tick);
            add(
                    svg,
                    "<line x1='%d' y1='%.1f' x2='%d' y2='%.1f' class='grid'/><text class='y' x='%d' y='%.1f'>%s</text>%n",
                    LEFT,
                    at,
                    WIDTH - RIGHT,
                    at,
                    LEFT - 6,
                    at + 4,
                    Axis.text(tick));
        }
        for (final double tick : across.ticks()) {
            add(
                    svg,
                    "<text class='x' x='%.1f' y='%d'>%s</text>%n",
                    xOf(across, tick),
                    HEIGHT - BOTTOM + 18,
                    xText.apply(tick));
        }
        add(
                svg,
                "<text class='x' x='%d' y='%d'>%s</text><text class='name' x='%d' y='%d'>%s</text>%n",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 10,
                Html.escape(across.name()),
                8,
                TOP - 6,
                Html.escape(up.name()));
    }

    private void line(final StringBuilder svg, final Series line, final int index, final Axis across, final Axis up) {
        final StringBuilder points = new StringBuilder();
        for (final Point point : line.points()) {
            add(points, "%.1f,%.1f ", xOf(across, point.x()), yOf(up, point.y()));
        }
        add(svg, "<polyline points='%s' stroke='%s'/>%n", points.toString().strip(), colour(index));
        legend(svg, index, line.name());
    }

    private static void legend(final StringBuilder svg, final int index, final String name) {
        final int at = TOP + 10 + index * LINE;
        add(
                svg,
                "<rect x='%d' y='%d' width='12' height='4' fill='%s'/><text x='%d' y='%d'>%s</text>%n",
                WIDTH - RIGHT + 14,
                at - 5,
                colour(index),
                WIDTH - RIGHT + 32,
                at,
                Html.escape(name));
    }

    private static String colour(final int index) {
        return COLOURS[index % COLOURS.length];
    }

    private static double xOf(final Axis axis, final double value) {
        return LEFT + axis.part(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double yOf(final Axis axis, final double value) {
        return HEIGHT - BOTTOM - axis.part(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static void add(final StringBuilder text, final String format, final Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
