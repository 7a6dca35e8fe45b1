package io.ratinggrid.rating.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            domestik     | domestic international | domestic
            dometsic     | domestic international | domestic
            Domestic     | domestic international | domestic
            connect_fee  | connect-fee minimum    | connect-fee
            thershold    | threshold tariffs      | threshold
            xyz          | domestic international | none
            """)
    void shouldFindTheNearest(final String word, final String known, final String nearest) {
        assertEquals(
                nearest,
                DidYouMean.nearest(word, Arrays.asList(known.split(" "))).orElse("none"));
    }

    @Test
    void shouldListWhatIsKnownWhenNothingIsNear() {
        assertEquals("one of a, b", DidYouMean.phrase("wholly-other", List.of("a", "b")));
        assertEquals("", DidYouMean.phrase("wholly-other", List.of()));
    }
}
