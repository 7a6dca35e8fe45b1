package io.ratinggrid.perf.kernel;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.perf.workload.DialPrefixes;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.RateDeck;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Longest effective prefix of a random number in a deck. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchPrefix {
    private static final int NUMBERS = 1 << 16;
    private static final long TIME_MS = 1_780_358_400_000L; // 2026-06-02T00:00:00Z

    @Param({"1000", "100000", "400000"})
    public int prefixes;

    private final long[] numbers = new long[NUMBERS];
    private final byte[] lengths = new byte[NUMBERS];
    private RateDeck deck;
    private int next;

    @Setup
    public void load() {
        try (KernelCatalog files = new KernelCatalog(prefixes)) {
            deck = KernelCatalog.deckOf(files.compile().latest());
            draw(files.prefixes());
        }
    }

    private void draw(final List<String> from) {
        final Random random = new Random(prefixes);
        for (int i = 0; i < NUMBERS; i++) {
            final String number = DialPrefixes.number(from.get(random.nextInt(from.size())), random);
            numbers[i] = Digits.of(number);
            lengths[i] = (byte) number.length();
        }
    }

    @Benchmark
    public int match() {
        final int i = next++ & NUMBERS - 1;
        return deck.match(numbers[i], lengths[i], TIME_MS);
    }
}
