package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;
import io.ratinggrid.rating.text.DidYouMean;

/** Reads scalars. What is wrong is reported, and something harmless is returned so that reading goes on. */
final class Values {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");
    private static final Pattern FACTOR = Pattern.compile("-?\\d{1,9}(\\.\\d{1,9})?");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Problems problems;
    private final Money money;
    private final AmountRange range;
    private final ZoneId timeZone;

    Values(final Problems problems, final Money money, final ZoneId timeZone) {
        this.problems = problems;
        this.money = money;
        range = new AmountRange(money);
        this.timeZone = timeZone;
    }

    /** An amount of money, zero or more. */
    BigDecimal amount(final YamlValue value) {
        final int before = problems.errors();
        final BigDecimal amount = decimal(value, text(value));
        if (problems.errors() == before) {
            range.of(amount).ifPresent(misfit -> report(value, "amount", value.text(), misfit));
        }
        return amount;
    }

    /** A price: an amount for a quantity, as in {@code 0.05 / minute}; {@code free} is none. */
    PriceModel price(final YamlValue value, final Measure measure) {
        final String text = text(value);
        final int slash = text.indexOf('/');
        if (text.equals("free")) {
            return new PriceModel(BigDecimal.ZERO, measure.unitSize());
        }
        if (slash < 0 && !text.isEmpty()) {
            problems.error(
                    value,
                    "price '" + text + "' does not say for how much",
                    "did you mean '" + text + " / " + measure.unit() + "'?");
        }
        if (slash < 0) {
            return new PriceModel(BigDecimal.ZERO, BigDecimal.ONE);
        }
        final int before = problems.errors();
        final PriceModel price = new PriceModel(
                decimal(value, text.substring(0, slash).strip()), per(value, text.substring(slash + 1), measure));
        if (problems.errors() == before) {
            range.ofPrice(price.amount())
                    .or(() -> range.of(price))
                    .ifPresent(misfit -> report(value, "price", text, misfit));
        }
        return price;
    }

    /** A decimal number, zero or more, perhaps with the currency behind it. */
    private BigDecimal decimal(final YamlValue at, final String written) {
        final String text = written.endsWith(" " + money.code())
                ? written.substring(0, written.length() - money.code().length()).strip()
                : written;
        if (!DECIMAL.matcher(text).matches()) {
            final String right = text.matches("\\d+,\\d+")
                    ? "did you mean '" + text.replace(',', '.') + "'?"
                    : "a plain decimal number, for example 0.05";
            problems.error(at, "'" + written + "' is no amount of " + money.code(), right);
            return BigDecimal.ZERO;
        }
        final BigDecimal amount = new BigDecimal(text);
        if (amount.signum() < 0) {
            problems.error(at, "amount '" + text + "' is negative", "zero or more");
        }
        return amount;
    }

    private void report(final YamlValue at, final String what, final String text, final AmountRange.Misfit misfit) {
        problems.error(at, what + " '" + text + "' " + misfit.wrong(), misfit.wouldBeRight());
    }

    /** What a price is for: a unit or a quantity, more than zero. */
    BigDecimal per(final YamlValue at, final String text, final Measure measure) {
        try {
            final BigDecimal per = Quantities.parsePer(text, measure);
            if (per.signum() > 0) {
                return per;
            }
            problems.error(at, "'" + text.strip() + "' is no quantity to set a price for", "more than zero");
        } catch (final QuantityFormatException e) {
            problems.error(at, e.getMessage(), e.wouldBeRight());
        }
        return BigDecimal.ONE;
    }

    /** A quantity in base units, zero or more; zero when it is wrong. */
    long quantity(final YamlValue value, final Measure measure) {
        return quantity(value, text(value), measure);
    }

    long quantity(final YamlValue at, final String text, final Measure measure) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            final long base = Quantities.parse(text, measure);
            if (base < 0) {
                problems.error(at, "'" + text + "' is below zero", "zero or more");
            }
            return Math.max(0, base);
        } catch (final QuantityFormatException e) {
            problems.error(at, e.getMessage(), e.wouldBeRight());
            return 0;
        }
    }

    /** A quantity in base units, more than zero; one when it is wrong. */
    long positive(final YamlValue value, final Measure measure) {
        final int before = problems.errors();
        final long base = quantity(value, measure);
        if (base == 0 && problems.errors() == before) {
            problems.error(value, "'" + text(value) + "' is not more than zero", "a quantity above zero");
        }
        return Math.max(1, base);
    }

    BigDecimal percent(final YamlValue value) {
        final String written = text(value);
        final String text = written.endsWith("%")
                ? written.substring(0, written.length() - 1).strip()
                : written;
        if (DECIMAL.matcher(text).matches()) {
            final BigDecimal percent = new BigDecimal(text);
            if (percent.signum() >= 0
                    && percent.compareTo(HUNDRED) <= 0
                    && percent.scale() <= AmountRange.MOST_PRICE_DECIMALS) {
                return percent;
            }
        }
        problems.error(
                value,
                "'" + written + "' is no percentage",
                "0 to 100 with at most " + AmountRange.MOST_PRICE_DECIMALS + " decimals");
        return BigDecimal.ZERO;
    }

    /** A plain decimal number above zero with at most nine digits before and behind the point. */
    Optional<BigDecimal> positiveDecimal(final YamlValue value, final String text) {
        if (!FACTOR.matcher(text).matches()) {
            problems.error(
                    value,
                    "'" + text + "' is no number",
                    "a plain decimal number with at most 9 digits on either side of the point, for example 0.5");
            return Optional.empty();
        }
        final BigDecimal number = new BigDecimal(text);
        if (number.signum() <= 0) {
            problems.error(value, "'" + text + "' is not more than zero", "a number above zero");
            return Optional.empty();
        }
        return Optional.of(number);
    }

    int integer(final YamlValue value, final int least, final int most) {
        final String text = text(value);
        if (text.matches("-?\\d{1,10}")) {
            final long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        problems.error(value, "'" + text + "' is no such number", "a whole number from " + least + " to " + most);
        return least;
    }

    boolean flag(final YamlValue value) {
        return word(value, Map.of("true", true, "false", false)).orElse(false);
    }

    /** One of a few words. */
    <T> Optional<T> word(final YamlValue value, final Map<String, T> words) {
        final String text = text(value);
        final Optional<T> meant = Optional.ofNullable(words.get(text));
        if (meant.isEmpty() && value.isText()) {
            final List<String> known = words.keySet().stream().sorted().toList();
            problems.error(value, "'" + text + "' is not possible here", DidYouMean.phrase(text, known));
        }
        return meant;
    }

    Instant instant(final YamlValue value) {
        final Optional<Instant> time = Times.instant(text(value), timeZone);
        if (time.isEmpty()) {
            problems.error(
                    value,
                    "'" + value.text() + "' is no time between 1970 and 2200",
                    "for example 2026-01-01, 2026-01-01T08:00 or 2026-01-01T08:00:00Z");
        }
        return time.orElse(Instant.EPOCH);
    }

    Optional<LocalDate> date(final YamlValue value) {
        final Optional<LocalDate> date = Times.date(text(value));
        if (date.isEmpty()) {
            problems.error(value, "'" + value.text() + "' is no date between 1970 and 2200", "for example 2026-12-25");
        }
        return date;
    }

    ZoneId zone(final YamlValue value) {
        final String text = text(value);
        try {
            return ZoneId.of(text);
        } catch (final DateTimeException e) {
            problems.error(
                    value,
                    "time zone '" + text + "' is not known",
                    DidYouMean.nearest(
                                    text,
                                    ZoneId.getAvailableZoneIds().stream()
                                            .sorted()
                                            .toList())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("for example Europe/London"));
            return timeZone;
        }
    }

    /** A text that is not empty. */
    String text(final YamlValue value) {
        if (!value.isText() || value.isNothing()) {
            problems.error(value, "a single value is expected, not " + value.kind(), "");
        }
        return value.text();
    }

    /** The items of a list; a single value counts as a list of one. */
    List<YamlValue> list(final YamlValue value) {
        if (value.isMap()) {
            problems.error(value, "a list is expected, not " + value.kind(), "[one, two]");
        }
        return value.isText() && !value.isNothing() ? List.of(value) : value.items();
    }
}
