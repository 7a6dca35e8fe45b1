package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.NoticeModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.quantity.Measure;

/** Key {@code notify}: thresholds that are told of. Quantities are those of a measure, or amounts of money. */
final class NoticeReader {
    private static final List<Integer> USUAL = List.of(50, 80, 100);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Scope scope;
    private final Optional<Measure> measure;

    private NoticeReader(final Scope scope, final Optional<Measure> measure) {
        this.scope = scope;
        this.measure = measure;
    }

    static NoticeReader ofMoney(final Scope scope) {
        return new NoticeReader(scope, Optional.empty());
    }

    static NoticeReader ofUnits(final Scope scope, final Measure measure) {
        return new NoticeReader(scope, Optional.of(measure));
    }

    /** Of what is counted. */
    static NoticeReader of(final Scope scope, final QuantitySource counted, final Measure measure) {
        return switch (counted) {
            case USAGE -> ofUnits(scope, measure);
            case EVENTS -> ofUnits(scope, Measure.ofUnit("event", 0));
            case AMOUNT -> ofMoney(scope);
        };
    }

    /** Of a balance: {@code usual}, or percent that is used and quantities that are left. */
    List<NoticeModel> ofBalance(final YamlValue value) {
        final List<NoticeModel> notices = new ArrayList<>();
        if (value.isText() && value.text().equals("usual")) {
            USUAL.forEach(percent -> notices.add(new NoticeModel(percent, BigDecimal.ZERO)));
            return notices;
        }
        for (final YamlValue item : scope.values.list(value)) {
            add(item, percent(item).map(percent -> new NoticeModel(percent, BigDecimal.ZERO)), notices);
        }
        return List.copyOf(notices);
    }

    /** Of what grows in a cycle: what 100 percent are, or that and thresholds. */
    List<NoticeModel> ofTotal(final YamlValue value) {
        if (value.isText()) {
            return usual(quantity(value));
        }
        final YamlMap map = new YamlMap(value, "'notify'", scope.problems);
        final Optional<YamlValue> base = map.take("of");
        final Optional<BigDecimal> whole = base.map(this::quantity);
        final Optional<YamlValue> at = map.take("at");
        map.close();
        if (at.isEmpty() && whole.isEmpty()) {
            scope.problems.error(value, "'notify' says nothing", "of: a quantity, or at: [quantities]");
        }
        return at.map(list -> totals(list, whole))
                .orElseGet(() -> whole.map(NoticeReader::usual).orElse(List.of()));
    }

    /** Thresholds on the way to {@code whole}. */
    List<NoticeModel> totals(final YamlValue list, final Optional<BigDecimal> whole) {
        final List<NoticeModel> notices = new ArrayList<>();
        for (final YamlValue item : scope.values.list(list)) {
            final Optional<Integer> percent = percent(item);
            if (percent.isPresent() && whole.isEmpty()) {
                scope.problems.error(item, "'" + item.text() + "' is a part of nothing", "of: a quantity");
            }
            add(item, percent.map(some -> share(some, whole.orElse(BigDecimal.ONE))), notices);
        }
        return List.copyOf(notices);
    }

    /** The thresholds that are usual, on the way to {@code whole}. */
    static List<NoticeModel> usual(final BigDecimal whole) {
        return USUAL.stream().map(percent -> share(percent, whole)).toList();
    }

    private static NoticeModel share(final int percent, final BigDecimal whole) {
        return new NoticeModel(
                percent,
                whole.multiply(BigDecimal.valueOf(percent)).divide(HUNDRED).stripTrailingZeros());
    }

    private void add(final YamlValue item, final Optional<NoticeModel> share, final List<NoticeModel> notices) {
        final NoticeModel notice = share.orElseGet(() -> new NoticeModel(0, quantity(item)));
        if (notices.contains(notice)) {
            scope.problems.error(item, "threshold '" + item.text() + "' is written twice", "remove one");
        }
        notices.add(notice);
    }

    private Optional<Integer> percent(final YamlValue item) {
        final String text = scope.values.text(item);
        if (!text.endsWith("%")) {
            return Optional.empty();
        }
        final String number = text.substring(0, text.length() - 1).strip();
        if (number.matches("[1-9]\\d?|100")) {
            return Optional.of(Integer.valueOf(number));
        }
        scope.problems.error(item, "'" + text + "' is no such threshold", "whole percent from 1% to 100%");
        return Optional.of(1);
    }

    /** More than zero. */
    BigDecimal quantity(final YamlValue value) {
        if (measure.isPresent()) {
            return BigDecimal.valueOf(scope.values.positive(value, measure.get()));
        }
        final int before = scope.problems.errors();
        final BigDecimal amount = scope.values.amount(value);
        if (amount.signum() == 0 && scope.problems.errors() == before) {
            scope.problems.error(value, "'" + value.text() + "' is not more than zero", "an amount above zero");
        }
        return amount;
    }
}
