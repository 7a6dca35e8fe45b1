package io.ratinggrid.rating.catalog.source;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BandRuleModel;
import io.ratinggrid.rating.catalog.model.DayType;
import io.ratinggrid.rating.text.DidYouMean;

/** Section {@code bands}: calendars that cut the local week into named bands. */
final class BandReader {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int MOST_BANDS = 100;
    private static final Map<String, Set<DayType>> DAYS = days();

    private final Scope scope;

    BandReader(final Scope scope) {
        this.scope = scope;
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final String name = entry.name();
        final YamlMap map = new YamlMap(entry.value(), "band calendar '" + name + "'", scope.problems);
        final ZoneId zone = map.take("timezone").map(scope.values::zone).orElse(scope.timeZone);
        final Optional<YamlValue> holidays = map.take("holidays");
        holidays.ifPresent(scope.holidays::find);
        final String fallback =
                map.require("otherwise", "night").map(this::band).orElse("");
        final List<BandRuleModel> rules = new ArrayList<>();
        map.take("rules").map(scope.values::list).orElse(List.of()).forEach(item -> rules.add(rule(item)));
        map.close();
        checkHolidays(map, name, holidays, rules);
        checkOverlaps(rules);
        checkNumber(map, name, rules);
        if (scope.problems.errors() == before) {
            final BandCalendarModel model =
                    new BandCalendarModel(name, zone, holidays.map(YamlValue::text), fallback, List.copyOf(rules));
            scope.bandCalendars.put(name, model);
        }
    }

    private BandRuleModel rule(final YamlValue item) {
        final YamlMap map = new YamlMap(item, "a band rule", scope.problems);
        final String band = map.require("band", "day").map(this::band).orElse("");
        final Set<DayType> days = EnumSet.noneOf(DayType.class);
        map.require("days", "[mon-fri]")
                .map(scope.values::list)
                .orElse(List.of())
                .forEach(day -> add(days, day));
        final int from = map.take("from").map(this::minute).orElse(0);
        final int to = map.take("to").map(this::minute).orElse(DAY_MINUTES);
        if (from >= to) {
            scope.problems.error(
                    map.take("to").or(() -> map.take("from")).orElse(item),
                    "the rule ends before it starts",
                    "over midnight write two rules, one to 24:00 and one from 00:00");
        }
        map.close();
        return scope.written(new BandRuleModel(band, days, from, to), item.position());
    }

    private String band(final YamlValue value) {
        final String band = scope.values.text(value);
        scope.symbol(band, value.position());
        return band;
    }

    private void add(final Set<DayType> days, final YamlValue value) {
        final String text = scope.values.text(value);
        final Set<DayType> meant = DAYS.get(text);
        if (meant == null) {
            scope.problems.error(
                    value,
                    "'" + text + "' is no day",
                    DidYouMean.nearest(text, DAYS.keySet())
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("mon to sun, mon-fri, weekend, every-day or holiday"));
        } else {
            days.addAll(meant);
        }
    }

    private int minute(final YamlValue value) {
        final String text = scope.values.text(value);
        if (text.equals("24:00")) {
            return DAY_MINUTES;
        }
        if (text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
        }
        scope.problems.error(value, "'" + text + "' is no time of day", "\"00:00\" to \"24:00\"");
        return 0;
    }

    private void checkHolidays(
            final YamlMap map, final String name, final Optional<YamlValue> holidays, final List<BandRuleModel> rules) {
        final Optional<BandRuleModel> rule = rules.stream()
                .filter(one -> one.days().contains(DayType.HOLIDAY))
                .findFirst();
        if (holidays.isEmpty() && rule.isPresent()) {
            scope.problems.error(
                    scope.whereWritten(rule.get()),
                    "band calendar '" + name + "' has a rule for holidays but no holidays",
                    "holidays: " + scope.holidays.names().stream().findFirst().orElse("england"));
        } else if (holidays.isPresent() && rule.isEmpty()) {
            scope.problems.warning(
                    holidays.get().position(),
                    "band calendar '" + name + "' names holidays but has no rule for them",
                    "{band: ..., days: [holiday]}");
        }
    }

    /** The compiled calendar keeps a band in an octet. */
    private void checkNumber(final YamlMap map, final String name, final List<BandRuleModel> rules) {
        final long bands = rules.stream().map(BandRuleModel::band).distinct().count();
        if (bands > MOST_BANDS) {
            scope.problems.error(
                    map.position(),
                    "band calendar '" + name + "' has " + bands + " bands",
                    "at most " + MOST_BANDS + " and the one of 'otherwise'");
        }
    }

    private void checkOverlaps(final List<BandRuleModel> rules) {
        for (int i = 0; i < rules.size(); i++) {
            for (int j = 0; j < i; j++) {
                checkOverlap(rules.get(j), rules.get(i));
            }
        }
    }

    private void checkOverlap(final BandRuleModel earlier, final BandRuleModel later) {
        final Set<DayType> shared = EnumSet.noneOf(DayType.class);
        shared.addAll(earlier.days());
        shared.retainAll(later.days());
        final int from = Math.max(earlier.fromMinute(), later.fromMinute());
        final int to = Math.min(earlier.toMinute(), later.toMinute());
        if (!shared.isEmpty() && from < to) {
            final String day = Words.of(shared.iterator().next());
            scope.problems.error(
                    scope.whereWritten(later),
                    "band '" + later.band() + "' overlaps band '" + earlier.band() + "' at line "
                            + scope.whereWritten(earlier).line() + " on " + day + " from " + time(from) + " to "
                            + time(to),
                    "every minute belongs to one band");
        }
    }

    private static String time(final int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static Map<String, Set<DayType>> days() {
        final List<DayType> week = new ArrayList<>(EnumSet.range(DayType.MONDAY, DayType.SUNDAY));
        final Map<String, Set<DayType>> days = new LinkedHashMap<>();
        for (final DayType first : week) {
            days.put(shortName(first), EnumSet.of(first));
            days.put(Words.of(first), EnumSet.of(first));
        }
        for (final DayType first : week) {
            for (int length = 2; length <= week.size(); length++) {
                final Set<DayType> range = EnumSet.noneOf(DayType.class);
                for (int i = 0; i < length; i++) {
                    range.add(week.get((first.ordinal() + i) % week.size()));
                }
                final DayType last = week.get((first.ordinal() + length - 1) % week.size());
                days.put(shortName(first) + "-" + shortName(last), range);
            }
        }
        days.put("weekend", EnumSet.of(DayType.SATURDAY, DayType.SUNDAY));
        days.put("every-day", EnumSet.range(DayType.MONDAY, DayType.SUNDAY));
        days.put("holiday", EnumSet.of(DayType.HOLIDAY));
        return days;
    }

    private static String shortName(final DayType day) {
        return Words.of(day).substring(0, 3);
    }
}
