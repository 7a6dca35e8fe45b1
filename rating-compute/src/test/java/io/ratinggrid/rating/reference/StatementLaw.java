package io.ratinggrid.rating.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.effect.Effect;

/**
 * The statements of one account against what the journal says of its buckets: each begins with what the one before left, and what its
 * lines say was granted, drawn, expired and rolled over is what happened to the buckets that they name.
 */
final class StatementLaw {
    private final List<String> broken;
    /** By bucket, in the cycle: what came, and what was drawn. */
    private final Map<Long, Long> granted = new HashMap<>();

    private final Map<Long, Long> drawn = new HashMap<>();
    /** By type: what the statement before left. */
    private final Map<Long, Long> left = new HashMap<>();
    /** By bucket of the statement just made: its type. */
    private final Map<Long, Long> types = new HashMap<>();
    /** By type: what the statement just made says that nothing has explained yet. */
    private final Map<Long, Long> comings = new HashMap<>();

    private final Map<Long, Long> draws = new HashMap<>();
    private final Map<Long, Long> expiries = new HashMap<>();
    private final Map<Long, Long> rollovers = new HashMap<>();
    private long number;
    private long type;
    private boolean made;

    StatementLaw(final List<String> broken) {
        this.broken = broken;
    }

    void add(final Effect effect) {
        switch (effect.kind()) {
            case BUCKET_GRANTED -> {
                if ((effect.field(6) & BucketSlot.CARRIED) == 0) {
                    granted.merge(effect.field(1), effect.field(3), Long::sum);
                }
            }
            case BUCKET_DRAWN -> drawn.merge(effect.field(1), effect.field(2), Long::sum);
            case BUCKET_REPAID -> {
                drawn.merge(effect.field(1), effect.field(3), Long::sum);
                drawn.merge(effect.field(2), -effect.field(3), Long::sum);
            }
            case STATEMENT_MADE -> {
                check(effect.field(0) == number + 1, "statement is next to " + number);
                number = effect.field(0);
                made = true;
                types.clear();
            }
            case STATEMENT -> line(effect);
            case STATEMENT_BUCKET -> {
                types.put(effect.field(0), type);
                comings.merge(type, -granted.getOrDefault(effect.field(0), 0L), Long::sum);
                draws.merge(type, -drawn.getOrDefault(effect.field(0), 0L), Long::sum);
            }
            case BUCKET_ENDED -> {
                rollovers.merge(types.getOrDefault(effect.field(1), 0L), -effect.field(2), Long::sum);
                expiries.merge(types.getOrDefault(effect.field(1), 0L), -effect.field(3), Long::sum);
            }
            case CYCLE_OPENED -> turned();
            default -> {
                // Moves no bucket.
            }
        }
    }

    private void line(final Effect effect) {
        type = effect.field(0);
        check(effect.field(1) == left.getOrDefault(type, 0L), "opening of " + type + " is what was left");
        left.put(type, effect.field(5) + effect.field(6));
        comings.merge(type, effect.field(2), Long::sum);
        draws.merge(type, effect.field(3), Long::sum);
        expiries.merge(type, effect.field(4), Long::sum);
        rollovers.merge(type, effect.field(5), Long::sum);
    }

    private void turned() {
        if (made) {
            checkNothing(comings, "granted");
            checkNothing(draws, "drawn");
            checkNothing(expiries, "expired");
            checkNothing(rollovers, "rolled over");
            granted.clear();
            drawn.clear();
            made = false;
        }
    }

    private void checkNothing(final Map<Long, Long> unexplained, final String part) {
        check(
                unexplained.values().stream().allMatch(amount -> amount == 0),
                part + " that its buckets do not explain, by type: " + unexplained);
        unexplained.clear();
    }

    private void check(final boolean holds, final String law) {
        if (!holds) {
            broken.add("statement " + number + ": " + law);
        }
    }
}
