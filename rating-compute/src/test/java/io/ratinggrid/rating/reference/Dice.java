package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Seeded choices. */
final class Dice {
    private final Random random;

    Dice(final long seed) {
        random = new Random(seed);
    }

    /** True in {@code percent} of all cases. */
    boolean chance(final int percent) {
        return random.nextInt(100) < percent;
    }

    /** A number from {@code low} to {@code high}, both included. */
    int between(final int low, final int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** A number from {@code low} to {@code high}, both included. */
    long between(final long low, final long high) {
        return low + Math.floorMod(random.nextLong(), high - low + 1);
    }

    @SafeVarargs
    final <T> T one(final T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T one(final List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> List<T> several(final int low, final int high, final Supplier<T> supplier) {
        return java.util.stream.Stream.generate(supplier)
                .limit(between(low, high))
                .toList();
    }

    BigDecimal decimal(final String... choices) {
        return new BigDecimal(one(choices));
    }

    long seed() {
        return random.nextLong();
    }
}
