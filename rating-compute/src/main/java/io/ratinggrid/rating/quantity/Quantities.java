package io.ratinggrid.rating.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.text.DidYouMean;

/**
 * Reads and writes quantities with their units, exactly.
 *
 * <p>Time: {@code 90 s}, {@code 1.5 min}, {@code 3m}, {@code 1 h 30 min}, {@code PT3M}. Volume: {@code 500 kB},
 * {@code 1.5 GB} (powers of 1,000), {@code 1 MiB} (powers of 1,024). Counts: {@code 10 messages} or {@code 10}.
 */
public final class Quantities {
    private static final int MOST_CHARACTERS = 100;
    private static final List<String> TIME_UNITS = List.of("h", "min", "s", "ms");
    private static final List<String> VOLUME_UNITS =
            List.of("PB", "TB", "GB", "MB", "kB", "PiB", "TiB", "GiB", "MiB", "KiB", "B");
    private static final Pattern PART = Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*([^\\s\\d.,-][^\\s\\d.,]*)?\\s*");
    private static final Pattern ISO = Pattern.compile("-?P[0-9DTHMS.+-]+");

    private Quantities() {}

    /**
     * Base units in {@code text}.
     *
     * @throws QuantityFormatException if it is no whole number of base units of {@code measure}
     */
    public static long parse(final String text, final Measure measure) {
        final BigDecimal exact = parseExact(text, measure);
        try {
            return exact.longValueExact();
        } catch (final ArithmeticException e) {
            if (exact.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                throw new QuantityFormatException(
                        "'" + text + "' is too large", "at most " + Long.MAX_VALUE + " " + baseUnit(measure));
            }
            throw new QuantityFormatException(
                    "'" + text + "' is no whole number of " + baseUnit(measure), "a multiple of " + smallest(measure));
        }
    }

    /** Base units in {@code text}, which may be a fraction. Sign and size are the caller's to judge. */
    public static BigDecimal parseExact(final String text, final Measure measure) {
        if (text.length() > MOST_CHARACTERS) {
            throw new QuantityFormatException("the quantity is too long", example(measure));
        }
        if (ISO.matcher(text).matches()) {
            return iso(text, measure);
        }
        final Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        int end = 0;
        int parts = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            final boolean bare = part.group(2) == null;
            if (!mayStand(part, parts++, text, measure)) {
                throw unreadable(text, measure);
            }
            sum = sum.add(new BigDecimal(part.group(1))
                    .multiply(bare ? bareSize(text, measure) : size(part.group(2), measure)));
            end = part.end();
        }
        if (parts == 0 || end < text.length()) {
            throw unreadable(text, measure);
        }
        return sum;
    }

    /** A number without a unit stands alone; only times have several parts. */
    private static boolean mayStand(final Matcher part, final int index, final String text, final Measure measure) {
        if (part.group(2) == null) {
            return index == 0 && part.end() == text.length();
        }
        return index == 0
                || measure.dimension() == Dimension.TIME && !part.group(1).startsWith("-");
    }

    /** Base units in what stands after the slash of a price: {@code minute}, {@code 100 MB}, {@code 1000}. */
    public static BigDecimal parsePer(final String text, final Measure measure) {
        final String stripped = text.strip();
        final boolean startsWithNumber = !stripped.isEmpty() && Character.isDigit(stripped.charAt(0));
        if (startsWithNumber
                || stripped.startsWith("-")
                || ISO.matcher(stripped).matches()) {
            return parseExact(stripped, measure);
        }
        return size(stripped, measure);
    }

    /** {@code base} units in the largest unit that writes them exactly and shortly. */
    public static String format(final long base, final Measure measure) {
        return format(BigDecimal.valueOf(base), measure);
    }

    /** {@code base} units in the largest unit that writes them exactly and shortly. */
    public static String format(final BigDecimal base, final Measure measure) {
        return switch (measure.dimension()) {
            case TIME -> base.signum() == 0 ? "0 s" : largest(base);
            case VOLUME -> base.signum() == 0 ? "0 B" : shortest(base);
            case COUNT -> {
                final BigDecimal units = base.divide(measure.unitSize());
                yield plain(units) + " "
                        + (units.compareTo(BigDecimal.ONE) == 0 ? measure.unit() : pluralOf(measure.unit()));
            }
        };
    }

    /** What stands after the slash of a price: {@code min}, {@code 100 MB}, {@code kWh}. */
    public static String formatPer(final BigDecimal base, final Measure measure) {
        final String text = format(base, measure);
        return text.startsWith("1 ") ? text.substring(2) : text;
    }

    /** In the largest unit of which it is a whole number. */
    private static String largest(final BigDecimal milliseconds) {
        return TIME_UNITS.stream()
                .flatMap(unit -> in(milliseconds, unit, 0).stream())
                .findFirst()
                .orElseGet(() -> plain(milliseconds) + " ms");
    }

    /** The shortest of the texts with at most three decimals; among equals that of the earlier unit. */
    private static String shortest(final BigDecimal octets) {
        return VOLUME_UNITS.stream()
                .flatMap(unit -> in(octets, unit, 3).stream())
                .min(Comparator.comparingInt(String::length))
                .orElseGet(() -> plain(octets) + " B");
    }

    private static Optional<String> in(final BigDecimal base, final String unit, final int decimals) {
        final BigDecimal size =
                BigDecimal.valueOf(UnitWord.of(unit).orElseThrow().size());
        final BigDecimal count = base.divide(size, decimals, RoundingMode.DOWN);
        final boolean fits = count.abs().compareTo(BigDecimal.ONE) >= 0
                && count.multiply(size).compareTo(base) == 0;
        return fits ? Optional.of(plain(count) + " " + unit) : Optional.empty();
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String pluralOf(final String unit) {
        final boolean symbol = !unit.equals(unit.toLowerCase(Locale.ROOT)) || unit.endsWith("s");
        return symbol ? unit : Plural.of(unit).get(0);
    }

    private static BigDecimal iso(final String text, final Measure measure) {
        if (measure.dimension() != Dimension.TIME) {
            throw new QuantityFormatException("'" + text + "' is a time, not " + measure.counts(), example(measure));
        }
        try {
            final Duration duration = Duration.parse(text);
            return BigDecimal.valueOf(duration.getSeconds())
                    .multiply(BigDecimal.valueOf(1_000))
                    .add(BigDecimal.valueOf(duration.getNano(), 6));
        } catch (final DateTimeException e) {
            throw new QuantityFormatException("'" + text + "' is no ISO 8601 duration", "for example PT3M");
        }
    }

    private static BigDecimal bareSize(final String text, final Measure measure) {
        if (measure.dimension() == Dimension.COUNT) {
            return measure.unitSize();
        }
        throw new QuantityFormatException("'" + text.strip() + "' has no unit", example(measure));
    }

    private static BigDecimal size(final String word, final Measure measure) {
        return measure.sizeOf(word).orElseThrow(() -> wrongUnit(word, measure));
    }

    private static QuantityFormatException wrongUnit(final String word, final Measure measure) {
        final Optional<UnitWord> other = UnitWord.of(word);
        if (other.isPresent()) {
            final String kind = other.get().dimension() == Dimension.TIME ? "time" : "data volume";
            return new QuantityFormatException(
                    "'" + word + "' is a unit of " + kind + ", not of " + measure.counts(), example(measure));
        }
        final String wrong = "unit '" + word + "' is not known";
        if (measure.dimension() != Dimension.VOLUME) {
            return new QuantityFormatException(wrong, DidYouMean.phrase(word, measure.words()));
        }
        return switch (word) {
            case "K", "k", "KB" -> ambiguous(word, "kB (1,000 octets) or KiB (1,024 octets)");
            case "M", "Mb", "mb" -> ambiguous(word, "MB (1,000,000 octets) or MiB (1,048,576 octets)");
            case "G", "Gb", "gb" -> ambiguous(word, "GB (1,000,000,000 octets) or GiB (1,073,741,824 octets)");
            case "T", "Tb", "tb" -> ambiguous(word, "TB (10^12 octets) or TiB (2^40 octets)");
            default -> new QuantityFormatException(wrong, DidYouMean.phrase(word, measure.words()));
        };
    }

    private static QuantityFormatException ambiguous(final String word, final String right) {
        return new QuantityFormatException("'" + word + "' can mean several units", right);
    }

    private static QuantityFormatException unreadable(final String text, final Measure measure) {
        return new QuantityFormatException("'" + text + "' is not a quantity", example(measure));
    }

    private static String example(final Measure measure) {
        return switch (measure.dimension()) {
            case TIME -> "a number and a unit of time, for example 60 s";
            case VOLUME -> "a number and a unit of volume, for example 1.5 GB";
            case COUNT ->
                "a number of " + pluralOf(measure.unit()) + ", for example "
                        + format(measure.unitSize().multiply(BigDecimal.TEN), measure);
        };
    }

    private static String baseUnit(final Measure measure) {
        return switch (measure.dimension()) {
            case TIME -> "milliseconds";
            case VOLUME -> "octets";
            case COUNT ->
                measure.decimals() == 0 ? pluralOf(measure.unit()) : "the smallest parts of a " + measure.unit();
        };
    }

    private static String smallest(final Measure measure) {
        return measure.dimension() == Dimension.COUNT
                ? format(BigDecimal.ONE, measure)
                : measure.dimension() == Dimension.TIME ? "1 ms" : "1 B";
    }
}
