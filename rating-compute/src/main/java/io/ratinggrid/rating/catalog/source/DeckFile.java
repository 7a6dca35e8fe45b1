package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.catalog.model.PriceModel;
import io.ratinggrid.rating.money.Money;

/** Reads a rate deck in the forms that carriers send. Every bad row is a problem with its line and column. */
final class DeckFile {
    private static final Pattern CLOSING = Pattern.compile(
            "(clos|delet|disc|remov|block|cancel|withdraw|terminat|expir|inactiv|retir|suspend|end).*|d");
    private static final Pattern PRICING = Pattern.compile(
            "(new|add|chang|updat|modif|unchang|same|no chang|no-chang|incr|decr|rais|reduc|up|down|activ|open|current|valid|effectiv|correct).*"
                    + "|[anuci=+-]|[-+]?[0-9.,]+ ?%?");

    private final Path path;
    private final String file;
    private final DeckFormat format;
    private final DeckAmounts amounts;
    private final DeckTimes times;
    private final boolean isImport;
    private final Problems problems;
    private final Map<String, String> destinations = new HashMap<>();
    private final Map<Object, CsvColumns.Row> seen = new HashMap<>();
    private final Set<String> unknownActions = new HashSet<>();

    /** {@code isImport}: rows may close prefixes of another deck; a deck of a catalog has only those it prices. */
    DeckFile(
            final Path path,
            final String file,
            final DeckFormat format,
            final Money money,
            final boolean isImport,
            final Problems problems) {
        this.path = path;
        this.isImport = isImport;
        this.file = file;
        this.format = format;
        this.problems = problems;
        amounts = new DeckAmounts(format, money, problems);
        times = new DeckTimes(format, problems);
    }

    List<DeckLine> read() {
        final List<DeckLine> lines = new ArrayList<>();
        CsvTable.read(path, file, format.dialect(), problems).ifPresent(table -> {
            final CsvColumns columns =
                    CsvColumns.find(table, DeckColumns.NAMES, format.columns(), List.of("prefix", "rate"), problems);
            columns.warnUnread(format.ignored(), DeckColumns.NAMES, problems);
            columns.rows().stream().filter(row -> !row.isBlank()).forEach(row -> addRow(row, lines));
        });
        return lines;
    }

    private void addRow(final CsvColumns.Row row, final List<DeckLine> lines) {
        final int before = problems.errors();
        row.surplus()
                .ifPresent(at ->
                        problems.error(at, "the row is longer than the header", "quotes around a text with commas"));
        final boolean closes = closes(row);
        if (closes && !isImport) {
            problems.error(
                    row.position("action"),
                    "the row closes its prefix and has no price",
                    "an end date in the row that it ends; or an import, which puts it there");
            return;
        }
        final List<String> prefixes = prefixes(row);
        final PriceModel price = closes && row.text("rate").isEmpty() ? amounts.none() : amounts.price(row);
        final long initial = amounts.initialIncrement(row);
        final long further = amounts.furtherIncrement(row);
        final BigDecimal connectFee = amounts.connectFee(row);
        final int weight = weight(row);
        final Optional<Instant> from = times.start(row);
        final Optional<Instant> until = times.end(row);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            problems.error(
                    row.position("end"), "the row ends before it starts", "an end after " + row.text("effective"));
        }
        if (problems.errors() > before) {
            return;
        }
        final String destination = destinations.computeIfAbsent(row.text("destination"), text -> text);
        for (final String prefix : prefixes) {
            final DeckRow model = new DeckRow(
                    prefix,
                    destination,
                    price,
                    initial == 0 ? further : initial,
                    further == 0 ? initial : further,
                    connectFee,
                    weight,
                    from,
                    until);
            checkTwice(row, model);
            lines.add(new DeckLine(model, closes));
        }
    }

    private void checkTwice(final CsvColumns.Row row, final DeckRow model) {
        final CsvColumns.Row earlier = seen.putIfAbsent(keyOf(model), row);
        if (earlier != null) {
            problems.error(
                    row.position("prefix"),
                    "prefix '" + model.prefix() + "' is already at line "
                            + earlier.position("prefix").line() + " with the same weight and effective date",
                    "another weight or effective date, or one row");
        }
    }

    /** The prefix alone where the row has nothing else that tells it from others of its prefix, as most have not. */
    private static Object keyOf(final DeckRow row) {
        return row.weight() == 0 && row.from().isEmpty()
                ? row.prefix()
                : new RowKey(row.prefix(), row.weight(), row.from());
    }

    private boolean closes(final CsvColumns.Row row) {
        final String action = row.text("action").toLowerCase(Locale.ROOT);
        if (action.isEmpty() || CLOSING.matcher(action).matches()) {
            return !action.isEmpty();
        }
        if (!PRICING.matcher(action).matches() && unknownActions.add(action)) {
            problems.warning(
                    row.position("action"),
                    "'" + row.text("action") + "' is no change that is known, its rows count as prices",
                    "closed, deleted, discontinued, withdrawn; or new, changed, unchanged, increase, decrease");
        }
        return false;
    }

    private List<String> prefixes(final CsvColumns.Row row) {
        final String text = row.text("prefix");
        final String country = row.text("country_code");
        if (Prefixes.isPrefix(text) && country.isEmpty() && !text.isEmpty()) {
            return List.of(text);
        }
        final List<String> prefixes = new ArrayList<>();
        for (final String part : text.split("[|;,\\s]+(?!-)(?<!-\\s)", -1)) {
            final List<String> some = Prefixes.expand(country, part);
            if (some.isEmpty()) {
                problems.error(row.position("prefix"), "'" + part + "' is no prefix", Prefixes.wouldBeRight(part));
            }
            prefixes.addAll(some);
        }
        return prefixes;
    }

    private int weight(final CsvColumns.Row row) {
        final String text = row.text("weight");
        if (text.isEmpty()) {
            return 0;
        }
        if (text.matches("-?\\d{1,6}")) {
            return Integer.parseInt(text);
        }
        problems.error(row.position("weight"), "'" + text + "' is no weight", "a whole number");
        return 0;
    }

    private record RowKey(String prefix, int weight, Optional<Instant> from) {}
}
