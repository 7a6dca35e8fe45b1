package io.ratinggrid.ingest.input;

import java.math.BigDecimal;

import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;

/** Reads quantities: with their unit ({@code 3m}, {@code 2 GB}), or a bare number of a given unit. Reused; one thread. */
public final class QuantityText {
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    private final DecimalText decimal = new DecimalText();

    /** Base units of {@code measure}; a bare number counts the measure's own unit. */
    public long parse(final CharSequence text, final Measure measure) throws InvalidRecordException {
        return parse(text, measure, measure.unitSize());
    }

    /** Base units of {@code measure}; a bare number counts {@code bareSize} base units each. */
    public long parse(final CharSequence text, final Measure measure, final BigDecimal bareSize)
            throws InvalidRecordException {
        if (decimal.parse(text)) {
            return bare(text, bareSize);
        }
        try {
            return Quantities.parse(text.toString(), measure);
        } catch (final QuantityFormatException e) {
            throw new InvalidRecordException("", text, 0, plain(e.getMessage(), text), e.wouldBeRight());
        }
    }

    private long bare(final CharSequence text, final BigDecimal size) throws InvalidRecordException {
        if (decimal.decimals() == 0 && size.scale() <= 0 && size.precision() < 18) {
            final long each = size.longValueExact();
            final long high = Math.multiplyHigh(decimal.unscaled(), each);
            final long low = decimal.unscaled() * each;
            if (high == 0 && low >= 0 || high == -1 && low < 0) {
                return low;
            }
        }
        final BigDecimal exact =
                BigDecimal.valueOf(decimal.unscaled(), decimal.decimals()).multiply(size);
        try {
            return exact.longValueExact();
        } catch (final ArithmeticException e) {
            final boolean large = exact.abs().compareTo(MOST) > 0;
            throw new InvalidRecordException(
                    "",
                    text,
                    0,
                    large ? "is too large" : "is finer than what is counted",
                    large ? "" : "fewer decimals");
        }
    }

    /** The message without the value, which the sentence names already. */
    private static String plain(final String message, final CharSequence text) {
        final String quoted = "'" + text + "' ";
        return message.startsWith(quoted) ? message.substring(quoted.length()) : "is no quantity: " + message;
    }
}
