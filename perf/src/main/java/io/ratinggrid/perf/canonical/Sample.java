package io.ratinggrid.perf.canonical;

import java.util.Arrays;
import java.util.List;

/** One figure of several runs; at least one. */
record Sample(List<Double> values) {
    Sample {
        values = List.copyOf(values);
    }

    /** The middle one, of an even number the lower of the two. */
    double median() {
        return sorted()[(values.size() - 1) / 2];
    }

    double least() {
        return sorted()[0];
    }

    double most() {
        return sorted()[values.size() - 1];
    }

    private double[] sorted() {
        final double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
