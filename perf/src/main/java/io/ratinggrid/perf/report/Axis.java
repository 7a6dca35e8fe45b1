package io.ratinggrid.perf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One axis of a chart: where values lie between its ends, and where it has ticks. Logarithms are to the base of 10. */
record Axis(String name, double from, double to, boolean logarithmic) {
    private static final int TICKS = 6;
    private static final double[] STEPS = {1, 2, 5, 10};

    /** Over all values, which are above 0 if it is logarithmic; ends are rounded to powers of ten then, and to 0 otherwise. */
    static Axis over(final String name, final boolean logarithmic, final double least, final double most) {
        if (logarithmic) {
            final double low = Math.floor(Math.log10(least));
            final double high = Math.max(low + 1, Math.ceil(Math.log10(most)));
            return new Axis(name, Math.pow(10, low), Math.pow(10, high), true);
        }
        return new Axis(name, Math.min(0, least), most > least ? most : least + 1, false);
    }

    /** 0 at its beginning, 1 at its end. */
    double part(final double value) {
        if (logarithmic) {
            final double low = Math.log10(from);
            return (Math.log10(Math.max(value, from)) - low) / (Math.log10(to) - low);
        }
        return (value - from) / (to - from);
    }

    List<Double> ticks() {
        final List<Double> ticks = new ArrayList<>();
        if (logarithmic) {
            for (double tick = from; tick <= to * 1.001; tick *= 10) {
                ticks.add(tick);
            }
            return ticks;
        }
        final double step = step();
        for (double tick = Math.ceil(from / step) * step; tick <= to * 1.000_001; tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** 1, 2 or 5 times a power of ten. */
    private double step() {
        final double raw = (to - from) / TICKS;
        final double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (final double step : STEPS) {
            if (step * power >= raw) {
                return step * power;
            }
        }
        return 10 * power;
    }

    static String text(final double tick) {
        return tick == Math.rint(tick)
                ? String.format(Locale.ROOT, "%,d", (long) tick)
                : String.format(Locale.ROOT, "%s", (float) tick);
    }
}
