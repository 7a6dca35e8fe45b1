package io.ratinggrid.perf.baseline;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Prices by the deck of the canonical catalog, as one writes them at first: a hash map of prefixes, BigDecimal. One for each process. */
final class Rates {
    private static final int PREFIX = 0;
    private static final int RATE = 2;
    private static final BigDecimal MINUTE_MS = BigDecimal.valueOf(60_000);
    private static final BigDecimal GIGABYTE = BigDecimal.valueOf(1_000_000_000);
    private static final BigDecimal A_GIGABYTE = new BigDecimal("0.40");
    private static final BigDecimal A_MESSAGE = new BigDecimal("0.05");
    private static final int PLACES = 6;

    private static volatile Rates current;

    private final Map<String, BigDecimal> byPrefix = new HashMap<>();

    private Rates() {}

    static void load(final Path deck) throws IOException {
        final Rates rates = new Rates();
        try (BufferedReader rows = Files.newBufferedReader(deck)) {
            rows.readLine();
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                final String[] fields = row.split(",", -1);
                rates.byPrefix.put(fields[PREFIX], new BigDecimal(fields[RATE]));
            }
        }
        current = rates;
    }

    static Rates current() {
        return current;
    }

    BigDecimal price(final UsageEvent event) {
        return switch (event.service) {
            case "voice" -> perUnit(rate(event.number), event.quantity, MINUTE_MS);
            case "data" -> perUnit(A_GIGABYTE, event.quantity, GIGABYTE);
            default -> A_MESSAGE;
        };
    }

    private static BigDecimal perUnit(final BigDecimal rate, final long quantity, final BigDecimal unit) {
        return rate.multiply(BigDecimal.valueOf(quantity)).divide(unit, PLACES, RoundingMode.HALF_UP);
    }

    private BigDecimal rate(final String number) {
        for (int length = number.length(); length > 0; length--) {
            final BigDecimal rate = byPrefix.get(number.substring(0, length));
            if (rate != null) {
                return rate;
            }
        }
        return BigDecimal.ZERO;
    }
}
