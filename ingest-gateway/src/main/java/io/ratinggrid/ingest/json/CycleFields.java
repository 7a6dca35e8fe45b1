package io.ratinggrid.ingest.json;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.store.JsonObjectText;
import io.ratinggrid.rating.catalog.BillCycle;

/** What open-account says of bill cycles: a day of the month or of the week, its anniversary, or a number of days. */
final class CycleFields {
    private static final String ANNIVERSARY = "anniversary";
    private static final List<String> WEEKDAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int WEEK = 7;

    private CycleFields() {}

    /** The rule of the cycles of an account that is opened at a time; by default they begin on the first of the month. */
    static int rule(final JsonFields fields, final ZoneId zone, final long atMs) throws InvalidRecordException {
        final LocalDate opened = LocalDate.ofInstant(Instant.ofEpochMilli(atMs), zone);
        final JsonValue day = fields.scalar("cycle-day");
        final JsonValue days = fields.scalar("cycle-days");
        final String from = fields.text("cycle-from");
        if (days != null && day != null) {
            throw fields.wrong("cycle-day", "is given beside cycle-days", "one of them");
        }
        if (days != null) {
            return BillCycle.rule(days(fields, days.text()), from == null ? opened : date(fields, from));
        }
        if (from != null) {
            throw fields.wrong("cycle-from", "is of cycles that are counted in days", "cycle-days beside it");
        }
        return day == null ? 1 : rule(fields, day.text(), opened);
    }

    /** Writes a rule so that it is read back. */
    static void add(final JsonObjectText json, final int rule) {
        final int days = BillCycle.days(rule);
        if (days == 0) {
            json.add("cycle-day", Integer.toString(rule));
        } else {
            json.add("cycle-days", Integer.toString(days))
                    .add("cycle-from", BillCycle.someStart(rule).toString());
        }
    }

    private static int rule(final JsonFields fields, final String day, final LocalDate opened)
            throws InvalidRecordException {
        if (day.equals(ANNIVERSARY)) {
            return opened.getDayOfMonth();
        }
        if (WEEKDAYS.contains(day)) {
            final DayOfWeek weekday = DayOfWeek.of(WEEKDAYS.indexOf(day) + 1);
            return BillCycle.rule(WEEK, opened.with(TemporalAdjusters.nextOrSame(weekday)));
        }
        if (!day.matches("[1-9]|[12][0-9]|3[01]")) {
            throw fields.wrong("cycle-day", "is no day of a month or week", "1 to 31, mon to sun, or anniversary");
        }
        return Integer.parseInt(day);
    }

    private static int days(final JsonFields fields, final String days) throws InvalidRecordException {
        if (!days.matches("[1-9]\\d{0,2}") || Integer.parseInt(days) > BillCycle.DAYS_LIMIT) {
            throw fields.wrong(
                    "cycle-days", "is no number of days", "a whole number from 1 to " + BillCycle.DAYS_LIMIT);
        }
        return Integer.parseInt(days);
    }

    private static LocalDate date(final JsonFields fields, final String from) throws InvalidRecordException {
        try {
            return LocalDate.parse(from);
        } catch (final DateTimeException e) {
            throw fields.wrong("cycle-from", "is no date", "a local date such as 2026-06-01");
        }
    }
}
