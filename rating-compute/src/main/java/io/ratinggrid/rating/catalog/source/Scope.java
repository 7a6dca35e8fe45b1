package io.ratinggrid.rating.catalog.source;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BandCalendarModel;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.DeckModel;
import io.ratinggrid.rating.catalog.model.HolidayModel;
import io.ratinggrid.rating.catalog.model.PlanModel;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.catalog.model.TariffModel;
import io.ratinggrid.rating.catalog.model.ZoneModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;

/** What the readers of one catalog version share: its names, and where everything was written. */
final class Scope {
    final Problems problems;
    final Values values;
    final Money money;
    final ZoneId timeZone;
    final Names<ServiceModel> services;
    final Names<ZoneModel> zones;
    final Names<HolidayModel> holidays;
    final Names<BandCalendarModel> bandCalendars;
    final Names<DeckModel> decks;
    final Names<BucketModel> buckets;
    final Names<TariffModel> tariffs;
    final Names<PlanModel> plans;
    final Map<String, Measure> deckMeasures = new LinkedHashMap<>();
    final Map<String, DeckFormat> deckFormats = new LinkedHashMap<>();
    final Map<String, YamlValue> fallbacks = new LinkedHashMap<>();
    final List<WrittenName> symbols = new ArrayList<>();

    private final Path directory;
    private final String label;
    private final Map<Object, Position> positions = new IdentityHashMap<>();

    /** @param label what stands before file names in positions: empty, or the version's directory with a slash */
    Scope(final Path directory, final String label, final Problems problems, final Money money, final ZoneId timeZone) {
        this.directory = directory;
        this.label = label;
        this.problems = problems;
        this.money = money;
        this.timeZone = timeZone;
        values = new Values(problems, money, timeZone);
        services = new Names<>("service", problems);
        zones = new Names<>("zone", problems);
        holidays = new Names<>("holiday calendar", problems);
        bandCalendars = new Names<>("band calendar", problems);
        decks = new Names<>("deck", problems);
        buckets = new Names<>("bucket", problems);
        tariffs = new Names<>("tariff", problems);
        plans = new Names<>("plan", problems);
    }

    /** Notes where {@code model} was written, for the checks. */
    <T> T written(final T model, final Position at) {
        positions.put(model, at);
        return model;
    }

    Position whereWritten(final Object model) {
        return positions.get(model);
    }

    /** Notes a name that becomes a symbol. */
    void symbol(final String name, final Position at) {
        symbols.add(new WrittenName(name, at));
    }

    /** The file that a value names, if it is there. */
    Optional<Path> file(final YamlValue name) {
        return file(directory, name, problems);
    }

    static Optional<Path> file(final Path directory, final YamlValue name, final Problems problems) {
        try {
            final Path path = directory.resolve(name.text());
            if (name.isText() && !name.text().isBlank() && Files.isRegularFile(path)) {
                return Optional.of(path);
            }
        } catch (final InvalidPathException e) {
            // Said below: there is no such file.
        }
        problems.error(name, "there is no file " + name.kind(), "a path relative to catalog.yaml");
        return Optional.empty();
    }

    String label(final String fileName) {
        return label + fileName;
    }

    record WrittenName(String name, Position at) {}
}
