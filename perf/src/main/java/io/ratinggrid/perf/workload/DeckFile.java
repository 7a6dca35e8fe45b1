package io.ratinggrid.perf.workload;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A deck as a carrier publishes it: a row for each prefix with rate, increment and now and then a connect fee. */
public final class DeckFile {
    private static final String[] INCREMENTS = {"60/60", "60/6", "60/1", "30/6", "1/1"};
    private static final int PRICES = 500;

    private DeckFile() {}

    /** Writes a row for each prefix; the same seed writes the same file. */
    public static void write(final Path file, final List<String> prefixes, final long seed) throws IOException {
        final Random random = new Random(seed);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("prefix,destination,rate per minute,increment,connect fee\n");
            for (final String prefix : prefixes) {
                out.write(prefix);
                out.write(",area " + prefix.substring(0, Math.min(4, prefix.length())));
                out.write("," + BigDecimal.valueOf(1 + random.nextInt(PRICES), 4));
                out.write("," + INCREMENTS[random.nextInt(INCREMENTS.length)]);
                out.write(random.nextInt(10) == 0 ? ",0.05\n" : ",\n");
            }
        }
    }
}
