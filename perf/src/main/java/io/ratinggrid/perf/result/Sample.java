package io.ratinggrid.perf.result;

import java.util.Arrays;
import java.util.List;

/** One figure of several runs; at least one. */
public record Sample(List<Double> values) {
    public Sample {
        values = List.copyOf(values);
    }

    /** The middle one, of an even number the mean of the two. */
    public double median() {
        final double[] sorted = sorted();
        final double lower = sorted[(sorted.length - 1) / 2];
        return lower + (sorted[sorted.length / 2] - lower) / 2;
    }

    public double least() {
        return sorted()[0];
    }

    public double most() {
        return sorted()[values.size() - 1];
    }

    private double[] sorted() {
        final double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
