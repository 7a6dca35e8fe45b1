package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.rating.quantity.Measure;

/**
 * How the file of a deck is written.
 *
 * @param measure       what increments and rates count
 * @param per           base units that a rate pays for
 * @param decimalComma  true: 0,05 is five hundredths
 * @param timeZone      of dates and times without an offset
 * @param dateFormat    of dates that are not ISO 8601
 * @param endsInclusive true: an end date is the last day; false: the first day after
 * @param columns       by our name of a column, the file's
 * @param ignored       columns that are not read, on purpose
 */
record DeckFormat(
        CsvTable.Dialect dialect,
        Measure measure,
        BigDecimal per,
        boolean decimalComma,
        ZoneId timeZone,
        Optional<DateTimeFormatter> dateFormat,
        boolean endsInclusive,
        Map<String, String> columns,
        Set<String> ignored) {}
