package io.ratinggrid.perf.plan;

import java.io.PrintWriter;

/** Rows of what was measured beside what the model makes of it, with the error; what costs were fitted on is no test of it. One thread. */
final class Comparison {
    private static final double WHOLE = 100;

    private final PrintWriter out;
    private double largest;
    private String where = "none";

    Comparison(final PrintWriter out) {
        this.out = out;
    }

    void begin() {
        out.println("| nodes | | measured | model | error |");
        out.println("|---:|---|---:|---:|---:|");
    }

    void row(final String nodes, final String name, final double measured, final double modelled) {
        final double error = error(measured, modelled);
        if (Math.abs(error) > Math.abs(largest)) {
            largest = error;
            where = "nodes: " + nodes + ", " + name;
        }
        print(nodes, name, measured, modelled, "");
    }

    /** A row of the run that the costs of the model are from: its error is not one of the model. */
    void fitted(final String nodes, final String name, final double measured, final double modelled) {
        print(nodes, name, measured, modelled, ", fitted on this run");
    }

    private void print(
            final String nodes, final String name, final double measured, final double modelled, final String remark) {
        out.printf(
                "| %s | %s | %.2f | %.2f | %+.0f %%%s |%n",
                nodes, name, measured, modelled, error(measured, modelled) * WHOLE, remark);
    }

    void end() {
        out.printf("%nLargest error, rows fitted on their run left out: %+.0f %% (%s)%n", largest * WHOLE, where);
    }

    private static double error(final double measured, final double modelled) {
        return modelled / measured - 1;
    }
}
