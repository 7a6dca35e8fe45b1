package io.ratinggrid.rating.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;

import io.ratinggrid.rating.catalog.model.Dimension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    private static final Map<String, Measure> MEASURES = Map.of(
            "time", Measure.TIME,
            "volume", Measure.VOLUME,
            "message", new Measure(Dimension.COUNT, "message", 0),
            "reply", new Measure(Dimension.COUNT, "reply", 0),
            "kWh", new Measure(Dimension.COUNT, "kWh", 3));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            time    | 60 s          | 60000
            time    | 60s           | 60000
            time    | 1 second      | 1000
            time    | 250 ms        | 250
            time    | 1.5 min       | 90000
            time    | 3m            | 180000
            time    | 2 minutes     | 120000
            time    | 1 hour        | 3600000
            time    | 1 h 30 min    | 5400000
            time    | 1h30m5s       | 5405000
            time    | 2 days        | 172800000
            time    | PT3M          | 180000
            time    | PT1.5S        | 1500
            time    | P1DT1H        | 90000000
            time    | -3 s          | -3000
            volume  | 1 B           | 1
            volume  | 10 octets     | 10
            volume  | 1.5 GB        | 1500000000
            volume  | 1.5GB         | 1500000000
            volume  | 500 kB        | 500000
            volume  | 1 KiB         | 1024
            volume  | 1.5 MiB       | 1572864
            volume  | 1 TiB         | 1099511627776
            volume  | 2 PB          | 2000000000000000
            message | 10            | 10
            message | 1 message     | 1
            message | 10 messages   | 10
            reply   | 2 replies     | 2
            kWh     | 250 kWh       | 250000
            kWh     | 0.125 kWh     | 125
            kWh     | 1.5           | 1500
            """)
    void shouldReadBaseUnits(final String measure, final String text, final long base) {
        assertEquals(base, Quantities.parse(text, MEASURES.get(measure)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            time    | 60        | '60' has no unit
            time    | 1 GB      | 'GB' is a unit of data volume, not of time
            time    | 0.5 ms    | '0.5 ms' is no whole number of milliseconds
            time    | PT3X      | 'PT3X' is not a quantity
            time    | PT        | 'PT' is no ISO 8601 duration
            time    | 3 min 4   | '3 min 4' is not a quantity
            time    | 1.000,5 s | '1.000,5 s' is not a quantity
            volume  | 5 K       | 'K' can mean several units
            volume  | 5 KB      | 'KB' can mean several units
            volume  | 5M        | 'M' can mean several units
            volume  | 5 Gb      | 'Gb' can mean several units
            volume  | 5 Mo      | unit 'Mo' is not known
            volume  | PT3M      | 'PT3M' is a time, not data volume
            volume  | 1 GB 5 MB | '1 GB 5 MB' is not a quantity
            volume  | 9223372036854775808 B | '9223372036854775808 B' is too large
            message | 1.5       | '1.5' is no whole number of messages
            message | 10 calls  | unit 'calls' is not known
            message | ten       | 'ten' is not a quantity
            kWh     | 0.0001    | '0.0001' is no whole number of the smallest parts of a kWh
            """)
    void shouldSayWhyATextIsNoQuantity(final String measure, final String text, final String message) {
        final QuantityFormatException e =
                assertThrows(QuantityFormatException.class, () -> Quantities.parse(text, MEASURES.get(measure)));
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            time    | 0          | 0 s
            time    | 90000      | 90 s
            time    | 60000      | 1 min
            time    | 5400000    | 90 min
            time    | 7200000    | 2 h
            time    | 1500       | 1500 ms
            volume  | 0          | 0 B
            volume  | 1500000000 | 1.5 GB
            volume  | 1024       | 1 KiB
            volume  | 1048576    | 1 MiB
            volume  | 100000000  | 100 MB
            volume  | 999999999  | 999999999 B
            volume  | 1073741825 | 1073741825 B
            message | 1          | 1 message
            message | 25         | 25 messages
            reply   | 2          | 2 replies
            kWh     | 250000     | 250 kWh
            kWh     | 125        | 0.125 kWh
            """)
    void shouldWriteTheLargestUnitThatFits(final String measure, final long base, final String text) {
        assertEquals(text, Quantities.format(base, MEASURES.get(measure)));
    }

    @Test
    void shouldReadWhatItWrites() {
        final long seed = System.nanoTime();
        final Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            final long base = random.nextLong() >>> 1 >>> random.nextInt(63);
            MEASURES.values()
                    .forEach(measure -> assertEquals(
                            base, Quantities.parse(Quantities.format(base, measure), measure), () -> "seed=" + seed));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            time    | minute    | 60000      | min
            time    | 6 s       | 6000       | 6 s
            volume  | GB        | 1000000000 | GB
            volume  | 100 MB    | 100000000  | 100 MB
            message | message   | 1          | message
            message | 1000      | 1000       | 1000 messages
            kWh     | kWh       | 1000       | kWh
            """)
    void shouldReadAndWriteWhatAPriceIsFor(
            final String measure, final String text, final BigDecimal base, final String written) {
        assertEquals(0, base.compareTo(Quantities.parsePer(text, MEASURES.get(measure))));
        assertEquals(written, Quantities.formatPer(base, MEASURES.get(measure)));
    }
}
