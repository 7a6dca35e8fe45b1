package io.ratinggrid.rating.catalog.source;

import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.ProrationModel;
import io.ratinggrid.rating.catalog.model.ProrationModel.Unused;

/** Key {@code proration} of a plan. */
final class ProrationReader {
    private static final int MOST_DAYS = 366;

    private final Scope scope;

    ProrationReader(final Scope scope) {
        this.scope = scope;
    }

    Optional<ProrationModel> read(final YamlValue value) {
        if (value.isText()) {
            return scope.values
                    .word(value, Map.of("on", true, "off", false))
                    .filter(on -> on)
                    .map(on -> new ProrationModel(false, 0, false, Unused.NET, false));
        }
        final YamlMap map = new YamlMap(value, "'proration'", scope.problems);
        final boolean bySecond = map.take("by")
                .flatMap(text -> scope.values.word(text, Map.of("day", false, "second", true)))
                .orElse(false);
        final int days = map.take("days").map(this::days).orElse(0);
        final Optional<YamlValue> changeDay = map.take("change-day");
        final boolean changeDayIsOld = changeDay
                .flatMap(text -> scope.values.word(text, Map.of("new", false, "old", true)))
                .orElse(false);
        if (bySecond) {
            changeDay.ifPresent(text -> scope.problems.error(
                    text, "'change-day' says nothing where seconds are counted", "by: day, or leave it out"));
        }
        final Unused unused = map.take("unused")
                .flatMap(text -> scope.values.word(
                        text,
                        Map.of("net", Unused.NET, "carry", Unused.CARRY, "refund", Unused.REFUND, "keep", Unused.KEEP)))
                .orElse(Unused.NET);
        final Optional<YamlValue> bill = map.take("bill");
        final boolean later = bill.flatMap(text -> scope.values.word(text, Map.of("now", false, "later", true)))
                .orElse(false);
        if (later && unused == Unused.REFUND) {
            scope.problems.error(bill.orElseThrow(), "a refund cannot wait", "bill: now, or unused: carry");
        }
        map.close();
        return Optional.of(new ProrationModel(bySecond, days, changeDayIsOld, unused, later));
    }

    private int days(final YamlValue value) {
        return value.isText() && value.text().equals("actual") ? 0 : scope.values.integer(value, 1, MOST_DAYS);
    }
}
