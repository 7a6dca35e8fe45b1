package io.ratinggrid.perf.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.money.ExactAmount;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The price of a call, {@code milliseconds * price / 60,000}, added to a line's total: exact, and as rounded decimals. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AddMoney {
    private static final int CALLS = 1 << 12;
    private static final int PER_MS = 60_000;
    private static final BigDecimal PER = BigDecimal.valueOf(PER_MS);
    private static final int SCALE = 6;

    private final long[] durations = new long[CALLS];
    private final long[] prices = new long[CALLS];
    private final BigDecimal[] decimalDurations = new BigDecimal[CALLS];
    private final BigDecimal[] decimalPrices = new BigDecimal[CALLS];
    private final ExactAmount amount = new ExactAmount();
    private final ExactAmount line = new ExactAmount();
    private BigDecimal total = BigDecimal.ZERO;
    private int next;

    @Setup
    public void draw() {
        final Random random = new Random(1);
        for (int i = 0; i < CALLS; i++) {
            durations[i] = 1 + random.nextInt(600_000);
            prices[i] = 500L * (1 + random.nextInt(500));
            decimalDurations[i] = BigDecimal.valueOf(durations[i]);
            decimalPrices[i] = BigDecimal.valueOf(prices[i], SCALE);
        }
    }

    @Benchmark
    public long exact() {
        final int i = next++ & CALLS - 1;
        amount.clear();
        amount.addProduct(durations[i], prices[i], PER_MS);
        line.add(amount);
        return line.whole();
    }

    /** A product beyond 63 bits, as of octets with a price of many digits. */
    @Benchmark
    public long exactWide() {
        final int i = next++ & CALLS - 1;
        amount.clear();
        amount.addProduct(durations[i] << 32, prices[i] << 16, 1L << 40);
        return amount.whole();
    }

    @Benchmark
    public BigDecimal bigDecimal() {
        final int i = next++ & CALLS - 1;
        total = total.add(decimalDurations[i].multiply(decimalPrices[i]).divide(PER, SCALE, RoundingMode.HALF_UP));
        return total;
    }
}
