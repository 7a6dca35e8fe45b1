package io.ratinggrid.rating.quantity;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.ServiceModel;

/**
 * What quantities of one thing are counted in.
 *
 * @param unit     the word for one unit; {@link Dimension#TIME} and {@link Dimension#VOLUME} take all their units
 * @param decimals decimals of a {@link Dimension#COUNT} unit
 */
public record Measure(Dimension dimension, String unit, int decimals) {
    public static final Measure TIME = new Measure(Dimension.TIME, "second", 0);
    public static final Measure VOLUME = new Measure(Dimension.VOLUME, "octet", 0);
    public static final Measure EVENTS = new Measure(Dimension.COUNT, "event", 0);

    public static Measure of(final ServiceModel service) {
        return new Measure(service.dimension(), service.unit(), service.decimals());
    }

    /** The measure of a bucket of units. */
    public static Measure of(final BucketModel bucket) {
        return new Measure(bucket.dimension(), bucket.unit(), bucket.decimals());
    }

    /** The measure that a unit word alone decides: time and volume words, else a count of whole {@code unit}s. */
    public static Measure ofUnit(final String unit, final int decimals) {
        return UnitWord.of(unit)
                .map(word -> new Measure(word.dimension(), unit, 0))
                .orElseGet(() -> new Measure(Dimension.COUNT, unit, decimals));
    }

    /** Base units in one {@code unit}. */
    public BigDecimal unitSize() {
        return dimension == Dimension.COUNT
                ? BigDecimal.ONE.scaleByPowerOfTen(decimals)
                : UnitWord.of(unit).map(word -> BigDecimal.valueOf(word.size())).orElse(BigDecimal.ONE);
    }

    /** True if quantities of the two can be added up. */
    public boolean sameAs(final Measure other) {
        return dimension == other.dimension
                && (dimension != Dimension.COUNT || decimals == other.decimals && isUnit(other.unit));
    }

    public boolean isCount() {
        return dimension == Dimension.COUNT;
    }

    /** How messages name what it counts. */
    public String counts() {
        return switch (dimension) {
            case TIME -> "time";
            case VOLUME -> "data volume";
            case COUNT -> unit;
        };
    }

    /** Base units in one {@code word}, empty if the word is no unit of this measure. */
    Optional<BigDecimal> sizeOf(final String word) {
        if (dimension == Dimension.COUNT) {
            return isUnit(word) ? Optional.of(unitSize()) : Optional.empty();
        }
        return UnitWord.of(word)
                .filter(known -> known.dimension() == dimension)
                .map(known -> BigDecimal.valueOf(known.size()));
    }

    /** Words to suggest. */
    List<String> words() {
        return dimension == Dimension.COUNT ? List.of(unit) : UnitWord.words(dimension);
    }

    /** True if {@code word} is the unit's word in singular or plural. */
    public boolean isUnit(final String word) {
        return word.equals(unit)
                || Plural.of(unit).contains(word)
                || Plural.of(word).contains(unit);
    }
}
