package io.ratinggrid.perf.result;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            5,       5,   5, 5
            3 1,     2,   1, 3
            9 1 2,   2,   1, 9
            9 1 2 5, 3.5, 1, 9
            """)
    void shouldTellTheMeanOfTheTwoInTheMiddle(
            final String values, final double median, final double least, final double most) {
        final Sample sample =
                new Sample(Arrays.stream(values.split(" ")).map(Double::valueOf).toList());
        assertEquals(median, sample.median());
        assertEquals(least, sample.least());
        assertEquals(most, sample.most());
    }
}
