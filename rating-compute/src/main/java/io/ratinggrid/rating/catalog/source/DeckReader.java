package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.DeckRow;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.text.DidYouMean;
import io.ratinggrid.rating.text.StrictDates;

/** Section {@code decks}: where a deck's file is and how it is written. */
final class DeckReader {
    private static final Map<String, Character> DELIMITERS =
            Map.of("auto", '\0', "comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|');
    private static final Map<String, Charset> ENCODINGS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf-16", StandardCharsets.UTF_16,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "windows-1252", Charset.forName("windows-1252"));

    private final Scope scope;

    DeckReader(final Scope scope) {
        this.scope = scope;
    }

    void read(final YamlValue.Entry entry) {
        final int before = scope.problems.errors();
        final YamlMap map = new YamlMap(entry.value(), "deck '" + entry.name() + "'", scope.problems);
        final Optional<YamlValue> file = map.require("file", "retail.csv");
        final DeckFormat format = format(map);
        map.close();
        if (scope.problems.errors() == before) {
            scope.deckMeasures.put(entry.name(), format.measure());
        }
        final List<DeckRow> rows = file.flatMap(name -> scope.file(name).map(path -> new DeckFile(
                                path, scope.label(name.text()), format, scope.money, false, scope.problems)
                        .read()))
                .map(lines -> lines.stream().map(DeckLine::row).toList())
                .orElse(List.of());
        if (scope.problems.errors() == before) {
            scope.decks.put(entry.name(), new DeckModel(entry.name(), rows));
            scope.deckFormats.put(entry.name(), format);
        }
    }

    private DeckFormat format(final YamlMap map) {
        final Optional<YamlValue> per = map.take("per");
        final Measure measure = per.map(this::measure).orElse(Measure.TIME);
        final char delimiter = map.take("delimiter")
                .flatMap(value -> scope.values.word(value, DELIMITERS))
                .orElse('\0');
        final Charset charset = map.take("encoding")
                .flatMap(value -> scope.values.word(value, ENCODINGS))
                .orElse(StandardCharsets.UTF_8);
        return new DeckFormat(
                new CsvTable.Dialect(delimiter, charset),
                measure,
                per.map(value -> scope.values.per(value, value.text(), measure)).orElse(BigDecimal.valueOf(60_000)),
                map.take("decimal")
                        .flatMap(value -> scope.values.word(value, Map.of("point", false, "comma", true)))
                        .orElse(false),
                map.take("timezone").map(scope.values::zone).orElse(scope.timeZone),
                map.take("date-format").flatMap(this::dateFormat),
                map.take("end-date")
                        .flatMap(value -> scope.values.word(value, Map.of("last-day", true, "day-after", false)))
                        .orElse(false),
                columns(map),
                map.take("ignore").map(scope.values::list).orElse(List.of()).stream()
                        .map(YamlValue::text)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What a deck's rates are for decides what it counts: time, volume, or the unit of a service. */
    private Measure measure(final YamlValue per) {
        final String word = scope.values.text(per).replaceFirst("^[0-9.]+\\s*", "");
        final Measure known = Measure.ofUnit(word, 0);
        final List<Measure> counted = scope.services.models().stream()
                .map(Measure::of)
                .filter(measure -> measure.isUnit(word))
                .toList();
        if (known.isCount() && counted.isEmpty() && scope.services.allWhole()) {
            final Set<String> units = scope.services.models().stream()
                    .map(service -> Measure.of(service).unit())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            scope.problems.error(per, "no service counts '" + word + "'", DidYouMean.phrase(word, units));
        }
        return known.isCount() ? counted.stream().findFirst().orElse(known) : known;
    }

    private Optional<DateTimeFormatter> dateFormat(final YamlValue value) {
        try {
            return Optional.of(StrictDates.pattern(scope.values.text(value)));
        } catch (final IllegalArgumentException e) {
            scope.problems.error(value, "'" + value.text() + "' is no date format", "for example dd/MM/yyyy");
            return Optional.empty();
        }
    }

    private Map<String, String> columns(final YamlMap map) {
        final Map<String, String> columns = new LinkedHashMap<>();
        map.take("columns")
                .map(value -> new YamlMap(value, "'columns'", scope.problems))
                .ifPresent(own -> own.entries().forEach(entry -> {
                    if (!DeckColumns.NAMES.containsKey(entry.name())) {
                        scope.problems.error(
                                entry.key(),
                                "a deck has no column '" + entry.name() + "'",
                                DidYouMean.phrase(entry.name(), DeckColumns.NAMES.keySet()));
                    }
                    columns.put(entry.name(), scope.values.text(entry.value()));
                }));
        return columns;
    }
}
