package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.quantity.Quantities;

/** Writes rows of a deck so that {@link DeckFile} with the same format reads the same rows. */
final class DeckWriter {
    private static final List<String> COLUMNS = List.of(
            "prefix",
            "destination",
            "rate",
            "rate_unit",
            "initial_increment",
            "increment",
            "connect_fee",
            "weight",
            "effective",
            "end");

    private final DeckFormat format;
    private final char delimiter;

    DeckWriter(final DeckFormat format) {
        this.format = format;
        delimiter =
                format.dialect().delimiter() == '\0' ? ',' : format.dialect().delimiter();
    }

    String text(final List<DeckRow> rows) {
        final StringBuilder text = new StringBuilder(64 * (rows.size() + 1));
        line(
                text,
                COLUMNS.stream()
                        .map(column -> format.columns().getOrDefault(column, column))
                        .toList());
        for (final DeckRow row : rows) {
            line(
                    text,
                    List.of(
                            row.prefix(),
                            row.destination(),
                            decimal(row.price().amount()),
                            Quantities.formatPer(row.price().per(), format.measure()),
                            increment(row.initialIncrement()),
                            increment(row.furtherIncrement()),
                            decimal(row.connectFee()),
                            row.weight() == 0 ? "" : Integer.toString(row.weight()),
                            row.from().map(Instant::toString).orElse(""),
                            row.until().map(Instant::toString).orElse("")));
        }
        return text.toString();
    }

    private void line(final StringBuilder text, final List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            text.append(i == 0 ? "" : String.valueOf(delimiter)).append(quoted(fields.get(i)));
        }
        text.append('\n');
    }

    private String quoted(final String field) {
        final boolean plain = field.chars().noneMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private String decimal(final BigDecimal amount) {
        if (amount.signum() == 0) {
            return "0";
        }
        final String text = amount.stripTrailingZeros().toPlainString();
        return format.decimalComma() ? text.replace('.', ',') : text;
    }

    private String increment(final long base) {
        return base == 0 ? "" : Quantities.format(base, format.measure());
    }
}
