package io.ratinggrid.rating.catalog.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sample carrier, and its deck against the rule in its README. */
class CarrierSampleTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final String[] BASES = {"0.008", "0.12", "0.012", "0.012", "0.035", "0.045", "0.05", "0.025", "0.04"
    };

    private static CatalogLoad load;
    private static List<DeckRow> deck;
    private static Set<String> countryCodes;

    @BeforeAll
    static void readSample() {
        load = CatalogSource.load(SamplesTest.SAMPLES.resolve("carrier"));
        deck = load.versions().stream()
                .map(CatalogModel::decks)
                .findFirst()
                .map(decks -> decks.get(0).rows())
                .orElse(List.of());
        countryCodes = deck.stream()
                .filter(row -> !row.destination().contains(", "))
                .map(DeckRow::prefix)
                .collect(Collectors.toSet());
        countryCodes.addAll(List.of("881", "882"));
    }

    @Test
    void shouldLoadWithoutAWarning() {
        assertEquals(List.of(), load.problems());
        assertEquals(46_651, deck.size());
    }

    @Test
    void shouldPriceEveryPrefixByTheRule() {
        for (final DeckRow row : deck) {
            final int zone = row.prefix().charAt(0) - '0';
            final boolean mobile = row.destination().contains(", mobile, ");
            assertEquals(rate(row.prefix(), zone, mobile), row.price().amount(), row.toString());
            assertEquals(initial(zone, mobile), row.initialIncrement(), row.toString());
            assertEquals(further(zone, mobile), row.furtherIncrement(), row.toString());
            assertEquals(new BigDecimal(mobile && zone == 2 ? "0.01" : "0"), row.connectFee(), row.toString());
            final LocalDate from = LocalDate.of(2025, 1 + countryCode(row.prefix()) % 12, 1);
            assertEquals(Optional.of(from.atStartOfDay(LONDON).toInstant()), row.from(), row.toString());
        }
    }

    private static BigDecimal rate(final String prefix, final int zone, final boolean mobile) {
        final int digits = prefix.chars().map(digit -> digit - '0').sum();
        return new BigDecimal(BASES[zone - 1])
                .multiply(BigDecimal.valueOf(10 + 37 * countryCode(prefix) % 23, 1))
                .multiply(BigDecimal.valueOf(mobile && zone != 1 ? 18 : 10, 1))
                .multiply(BigDecimal.valueOf(100 + digits % 5, 2))
                .setScale(4, RoundingMode.HALF_UP);
    }

    private static long initial(final int zone, final boolean mobile) {
        return zone == 1 ? 6_000 : zone == 2 || zone == 9 ? 60_000 : mobile ? 30_000 : 1_000;
    }

    private static long further(final int zone, final boolean mobile) {
        return zone == 1 ? 6_000 : zone == 2 || zone == 9 ? 60_000 : mobile ? 6_000 : 1_000;
    }

    private static int countryCode(final String prefix) {
        for (int length = 1; length <= 3; length++) {
            if (countryCodes.contains(prefix.substring(0, length))) {
                return Integer.parseInt(prefix.substring(0, length));
            }
        }
        throw new IllegalArgumentException("prefix=" + prefix);
    }
}
