package io.ratinggrid.node.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Numbers to call: prefixes of the carrier's deck with random digits behind them, few prefixes often, most seldom. */
final class CalledNumbers {
    /** Domestic numbers of people; 449 is premium. */
    private static final String DOMESTIC = "44[1-37].*";

    private static final int DOMESTIC_LENGTH = 12;
    private static final int LENGTH = 12;
    private static final int NORTH_AMERICA_LENGTH = 11;

    private final byte[][] domestic;
    private final byte[][] abroad;

    private CalledNumbers(final List<byte[]> domestic, final List<byte[]> abroad) {
        this.domestic = domestic.toArray(byte[][]::new);
        this.abroad = abroad.toArray(byte[][]::new);
    }

    /** Reads the first column of a deck. */
    static CalledNumbers read(final Path deck, final long seed) throws IOException {
        final List<byte[]> domestic = new ArrayList<>();
        final List<byte[]> abroad = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(deck)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                final String prefix = line.substring(0, line.indexOf(','));
                if (!prefix.startsWith("44")) {
                    abroad.add(prefix.getBytes(StandardCharsets.US_ASCII));
                } else if (prefix.matches(DOMESTIC)) {
                    domestic.add(prefix.getBytes(StandardCharsets.US_ASCII));
                }
            }
        }
        Collections.shuffle(domestic, new Random(seed));
        Collections.shuffle(abroad, new Random(seed));
        return new CalledNumbers(domestic, abroad);
    }

    void putDomestic(final LineBytes line, final SplittableRandom random) {
        final byte[] prefix = domestic[(int) (domestic.length * square(random))];
        put(line, prefix, DOMESTIC_LENGTH, random);
    }

    void putAbroad(final LineBytes line, final SplittableRandom random) {
        final byte[] prefix = abroad[(int) (abroad.length * square(random))];
        put(line, prefix, prefix[0] == '1' ? NORTH_AMERICA_LENGTH : LENGTH, random);
    }

    /** International premium rate service: no deck has it. */
    void putUnpriced(final LineBytes line, final SplittableRandom random) {
        put(line, new byte[] {'9', '7', '9'}, LENGTH, random);
    }

    /** A domestic premium number. */
    void putPremium(final LineBytes line, final SplittableRandom random) {
        put(line, new byte[] {'4', '4', '9', '0', '9'}, DOMESTIC_LENGTH, random);
    }

    /** Density falls with the square root of the rank. */
    private static double square(final SplittableRandom random) {
        final double even = random.nextDouble();
        return even * even;
    }

    private static void put(
            final LineBytes line, final byte[] prefix, final int length, final SplittableRandom random) {
        line.put('+');
        line.put(prefix);
        long digits = random.nextLong() >>> 1;
        for (int i = prefix.length; i < Math.max(length, prefix.length + 2); i++) {
            line.put('0' + (int) (digits % 10));
            digits /= 10;
        }
    }
}
