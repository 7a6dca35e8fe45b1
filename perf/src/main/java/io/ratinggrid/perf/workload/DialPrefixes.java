package io.ratinggrid.perf.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Dialling prefixes of real shape: those of the sample carrier first, then longer ones under them, as break-outs are. */
public final class DialPrefixes {
    private static final String DECK = "/samples/carrier/international.csv";
    private static final int LONGEST = 12;
    private static final int SHORTEST_NUMBER = 10;
    private static final int LONGEST_NUMBER = 14;

    private DialPrefixes() {}

    /** {@code count} different prefixes, in random order. */
    public static List<String> of(final int count, final long seed) {
        final List<String> real = real();
        final Random random = new Random(seed);
        Collections.shuffle(real, random);
        final Set<String> prefixes = new LinkedHashSet<>(real.subList(0, Math.min(count, real.size())));
        while (prefixes.size() < count) {
            final String parent = real.get(random.nextInt(real.size()));
            final int digits = Math.min(1 + random.nextInt(3), LONGEST - parent.length());
            prefixes.add(extended(parent, digits, random));
        }
        final List<String> shuffled = new ArrayList<>(prefixes);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    /** A whole number that a prefix begins. */
    public static String number(final String prefix, final Random random) {
        final int length = SHORTEST_NUMBER + random.nextInt(LONGEST_NUMBER - SHORTEST_NUMBER + 1);
        return extended(prefix, Math.max(2, length - prefix.length()), random);
    }

    private static String extended(final String prefix, final int digits, final Random random) {
        final StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < digits; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        return text.toString();
    }

    private static List<String> real() {
        try (InputStream stream = DialPrefixes.class.getResourceAsStream(DECK)) {
            final String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new ArrayList<>(text.lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList());
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
