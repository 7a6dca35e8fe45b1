package io.ratinggrid.perf.plan;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Prints all that a plan is made of, a row each: name, value, unit, what it is and where it is from. One thread. */
final class Inputs {
    private final DecimalFormat numbers =
            new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
    private final PrintWriter out;

    Inputs(final PrintWriter out) {
        this.out = out;
    }

    void begin() {
        out.println("| input | value | unit | what | origin |");
        out.println("|---|---:|---|---|---|");
    }

    void row(final String name, final double value, final String unit, final String what, final String origin) {
        out.printf("| %s | %s | %s | %s | %s |%n", name, numbers.format(value), unit, what, origin);
    }

    void rows(final Costs costs) {
        for (final Cost cost : costs.used()) {
            row(cost.key(), costs.of(cost), cost.unit(), cost.what(), costs.origin(cost));
        }
    }
}
