package io.ratinggrid.perf.kernel;

import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.partition.DuplicateWindow;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The duplicate window with 1 to 2 million claims at random places: a repeat, and an event that is new. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckDuplicate {
    private static final int CLAIMS_A_DAY = 1_000_000;

    private final DuplicateWindow window = new DuplicateWindow(owner -> day() - 1);
    private long claims;
    private long asked;

    @Setup
    public void fill() {
        for (int i = 0; i < CLAIMS_A_DAY; i++) {
            claimNew();
        }
    }

    @Benchmark
    public int repeat() {
        final long claim = claims - 1 - Math.floorMod(Hash64.mix(asked++), CLAIMS_A_DAY);
        return window.find(group(claim), Hash64.mix(claim), Hash64.mix(~claim), 0);
    }

    @Benchmark
    public int claimNew() {
        final long claim = claims++;
        final long high = Hash64.mix(claim);
        final long low = Hash64.mix(~claim);
        final int found = window.find(group(claim), high, low, day() - 1);
        window.claim(group(claim), 1, high, low, claim, claim, day());
        return found;
    }

    private static int group(final long claim) {
        return (int) claim & 0xf;
    }

    private int day() {
        return (int) (claims / CLAIMS_A_DAY);
    }
}
