package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;

/** Reads the rates, fees and increments of a deck's rows; most repeat, so each text is read once. */
final class DeckAmounts {
    private static final int MOST_INCREMENT = 86_400_000;
    private static final String INITIAL = "initial_increment";
    private static final String FURTHER = "increment";

    private final DeckFormat format;
    private final AmountRange range;
    private final Problems problems;
    private final Map<String, PriceModel> prices = new HashMap<>();
    private final Map<String, Long> increments = new HashMap<>();
    private final Map<String, BigDecimal> fees = new HashMap<>();

    DeckAmounts(final DeckFormat format, final Money money, final Problems problems) {
        this.format = format;
        this.problems = problems;
        range = new AmountRange(money);
    }

    /** A price of nothing, for rows that close a prefix. */
    PriceModel none() {
        return new PriceModel(BigDecimal.ZERO, format.per());
    }

    PriceModel price(final CsvColumns.Row row) {
        final String unit = row.text("rate_unit");
        final String rate = row.text("rate");
        final String key = unit.isEmpty() ? rate : rate + "/" + unit;
        final PriceModel known = prices.get(key);
        if (known != null) {
            return known;
        }
        final int before = problems.errors();
        final BigDecimal amount = decimal(row, "rate");
        final PriceModel price = new PriceModel(amount, unit.isEmpty() ? format.per() : per(row, unit));
        if (problems.errors() == before) {
            range.ofPrice(amount).or(() -> range.of(price)).ifPresent(misfit -> report(row, "rate", misfit));
        }
        if (problems.errors() == before) {
            prices.put(key, price);
        }
        return price;
    }

    private BigDecimal per(final CsvColumns.Row row, final String unit) {
        try {
            return Quantities.parsePer(unit.replaceFirst("^(?i)per\\s+|^/\\s*", ""), format.measure());
        } catch (final QuantityFormatException e) {
            problems.error(row.position("rate_unit"), e.getMessage(), e.wouldBeRight());
            return BigDecimal.ONE;
        }
    }

    private BigDecimal decimal(final CsvColumns.Row row, final String column) {
        final String written = row.text(column);
        final String text = format.decimalComma() ? written.replace(',', '.') : written;
        if (!isDecimal(text) || format.decimalComma() && written.indexOf('.') >= 0) {
            final boolean comma = !format.decimalComma() && isDecimal(written.replace(',', '.'));
            problems.error(
                    row.position(column),
                    written.isEmpty() ? "there is no " + column : "'" + written + "' is no amount",
                    comma ? "decimal: comma in the deck's settings" : "a plain decimal number, for example 0.0125");
            return BigDecimal.ZERO;
        }
        final BigDecimal amount = new BigDecimal(text);
        if (amount.signum() < 0) {
            problems.error(row.position(column), column + " '" + written + "' is negative", "zero or more");
        }
        return amount;
    }

    private static boolean isDecimal(final String text) {
        return text.length() <= 40 && text.matches("-?(\\d+(\\.\\d*)?|\\.\\d+)");
    }

    BigDecimal connectFee(final CsvColumns.Row row) {
        final String text = row.text("connect_fee");
        if (text.isEmpty()) {
            return BigDecimal.ZERO;
        }
        final BigDecimal known = fees.get(text);
        if (known != null) {
            return known;
        }
        final int before = problems.errors();
        final BigDecimal fee = decimal(row, "connect_fee");
        if (problems.errors() == before) {
            range.of(fee).ifPresent(misfit -> report(row, "connect_fee", misfit));
        }
        if (problems.errors() == before) {
            fees.put(text, fee);
        }
        return fee;
    }

    private void report(final CsvColumns.Row row, final String column, final AmountRange.Misfit misfit) {
        problems.error(
                row.position(column), column + " '" + row.text(column) + "' " + misfit.wrong(), misfit.wouldBeRight());
    }

    /** The first increment in base units, 0 if none is written. */
    long initialIncrement(final CsvColumns.Row row) {
        return increment(row, INITIAL, FURTHER, 0);
    }

    /** The further increment in base units, 0 if none is written. */
    long furtherIncrement(final CsvColumns.Row row) {
        return increment(row, FURTHER, INITIAL, 1);
    }

    /** Either column may hold both, as in {@code 60/6}. */
    private long increment(final CsvColumns.Row row, final String own, final String other, final int part) {
        final boolean otherHasBoth = row.text(own).isEmpty() && row.text(other).indexOf('/') >= 0;
        final String column = otherHasBoth ? other : own;
        final String text = part(row.text(column), part);
        if (text.isEmpty()) {
            return 0;
        }
        final Long known = increments.get(text);
        if (known != null) {
            return known;
        }
        final long size = size(row, column, text);
        if (size > 0) {
            increments.put(text, size);
        }
        return size;
    }

    /** Of {@code 60/6} the first or the second part, of a text without a stroke all. */
    private static String part(final String text, final int part) {
        final int stroke = text.indexOf('/');
        if (stroke < 0) {
            return text;
        }
        return (part == 0 ? text.substring(0, stroke) : text.substring(stroke + 1)).strip();
    }

    private long size(final CsvColumns.Row row, final String column, final String text) {
        final boolean bareTime = format.measure().dimension() == Dimension.TIME && isDecimal(text);
        try {
            final long size = Quantities.parse(bareTime ? text + " s" : text, format.measure());
            if (size > 0 && (format.measure().dimension() != Dimension.TIME || size <= MOST_INCREMENT)) {
                return size;
            }
            problems.error(
                    row.position(column), "increment '" + text + "' is not possible", "above zero, at most a day");
        } catch (final QuantityFormatException e) {
            problems.error(row.position(column), e.getMessage(), e.wouldBeRight());
        }
        return 0;
    }
}
