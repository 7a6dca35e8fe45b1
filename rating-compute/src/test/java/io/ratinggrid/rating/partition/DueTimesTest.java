package io.ratinggrid.rating.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

import io.ratinggrid.rating.account.Seconds;
import org.junit.jupiter.api.Test;

class DueTimesTest {
    private static final int ROUNDS = 200;
    private static final int STEPS = 500;

    private final DueTimes dues = new DueTimes();

    @Test
    void nothingIsDueOfNobody() {
        assertEquals(OpenAccounts.NONE, dues.first());
        assertEquals(Seconds.FOREVER, dues.firstAt());
        assertEquals(Seconds.FOREVER, dues.at(7));
    }

    @Test
    void whoIsNeverDueAgainIsForgotten() {
        dues.set(3, 20);
        dues.set(1, 10);
        dues.set(1, Seconds.FOREVER);
        assertEquals(3, dues.first());
        dues.set(3, Seconds.FOREVER);
        assertEquals(OpenAccounts.NONE, dues.first());
    }

    @Test
    void timesAfter2038AreLater() {
        dues.set(0, 0xf000_0000L);
        dues.set(1, 5);
        assertEquals(1, dues.first());
        assertEquals(0xf000_0000L, dues.at(0));
    }

    @Test
    void theFirstIsAlwaysTheEarliest() {
        final long seed = Long.getLong("ratinggrid.seed", System.nanoTime());
        System.out.println("DueTimesTest seed=" + seed);
        final SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            walk(new DueTimes(), random);
        }
    }

    private static void walk(final DueTimes some, final SplittableRandom random) {
        final int accounts = random.nextInt(1, 70);
        final long[] expected = new long[accounts];
        Arrays.fill(expected, Seconds.FOREVER);
        for (int step = 0; step < STEPS; step++) {
            final int index = random.nextInt(accounts);
            expected[index] = random.nextInt(4) == 0 ? Seconds.FOREVER : random.nextLong(200);
            some.set(index, expected[index]);
            final long earliest = Arrays.stream(expected).min().orElseThrow();
            assertEquals(earliest, some.firstAt());
            assertEquals(earliest == Seconds.FOREVER, some.first() == OpenAccounts.NONE);
            assertEquals(expected[index], some.at(index));
        }
    }
}
