package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;

/** Reads one version of a catalog: {@code catalog.yaml} and what it includes. */
final class CatalogReader {
    static final String FILE = "catalog.yaml";
    static final int FORMAT = 1;
    private static final Duration LONGEST_TERMS = Duration.ofDays(365);
    private static final Money ANY_MONEY = Money.of("EUR");

    private final Path directory;
    private final String label;
    private final Problems problems;
    private final List<YamlMap> files = new ArrayList<>();

    /** @param label what stands before file names in positions: empty, or the version's directory with a slash */
    CatalogReader(final Path directory, final String label, final Problems problems) {
        this.directory = directory;
        this.label = label;
        this.problems = problems;
    }

    /** The version, empty when anything in it is wrong. */
    Optional<CatalogVersion> read() {
        final int before = problems.errors();
        final Optional<YamlMap> root = YamlFile.read(directory.resolve(FILE), label + FILE, problems)
                .map(value -> new YamlMap(value, "a catalog", problems));
        if (root.isEmpty()) {
            return Optional.empty();
        }
        final CatalogVersion version = read(root.get());
        return problems.errors() == before ? Optional.of(version) : Optional.empty();
    }

    private CatalogVersion read(final YamlMap root) {
        final Values texts = new Values(problems, ANY_MONEY, ZoneOffset.UTC);
        root.require("ratinggrid", Integer.toString(FORMAT)).ifPresent(value -> texts.integer(value, FORMAT, FORMAT));
        final Optional<YamlValue> version = root.require("version", "\"2026-01\"");
        final Money money = root.require("currency", "EUR").flatMap(this::money).orElse(ANY_MONEY);
        final ZoneId zone =
                root.require("timezone", "Europe/London").map(texts::zone).orElse(ZoneOffset.UTC);
        final Scope scope = new Scope(directory, label, problems, money, zone);
        final Optional<YamlValue> effective = root.require("effective", "2026-01-01");
        final Instant from = effective.map(scope.values::instant).orElse(Instant.EPOCH);
        final Duration grace =
                root.take("grace").map(value -> grace(value, scope)).orElse(Duration.ZERO);
        final Optional<Integer> termDays = root.take("payment-terms").map(value -> termDays(value, scope));
        final List<String> entities = root.take("legal-entities")
                .map(value -> legalEntities(value, scope))
                .orElse(List.of());
        files.add(root);
        root.take("include").map(scope.values::list).orElse(List.of()).forEach(name -> include(name, scope));
        readSections(scope);
        files.forEach(YamlMap::close);
        new CatalogChecks(scope).check();
        final CatalogModel model = new CatalogModel(
                version.map(scope.values::text).orElse(""),
                from,
                money.code(),
                zone,
                grace,
                termDays,
                entities,
                scope.services.models(),
                scope.zones.models(),
                scope.holidays.models(),
                scope.bandCalendars.models(),
                scope.decks.models(),
                scope.buckets.models(),
                scope.tariffs.models(),
                scope.plans.models());
        return new CatalogVersion(
                directory,
                model,
                version.map(YamlValue::position).orElseGet(root::position),
                effective.map(YamlValue::position).orElseGet(root::position),
                scope);
    }

    private Optional<Money> money(final YamlValue value) {
        try {
            return Optional.of(Money.of(value.text()));
        } catch (final IllegalArgumentException e) {
            problems.error(value, value.kind() + " is no currency", "an ISO 4217 code, for example EUR");
            return Optional.empty();
        }
    }

    private Duration grace(final YamlValue value, final Scope scope) {
        final Duration grace = Duration.ofMillis(scope.values.quantity(value, Measure.TIME));
        if (grace.compareTo(CatalogModel.LONGEST_GRACE) > 0) {
            problems.error(
                    value,
                    "grace '" + value.text() + "' is longer than " + CatalogModel.LONGEST_GRACE.toDays() + " days",
                    "shorter than a month");
        }
        return grace;
    }

    private int termDays(final YamlValue value, final Scope scope) {
        final Duration terms = Duration.ofMillis(scope.values.quantity(value, Measure.TIME));
        if (terms.compareTo(LONGEST_TERMS) > 0
                || terms.toMillis() % Duration.ofDays(1).toMillis() != 0) {
            problems.error(
                    value,
                    "payment-terms '" + value.text() + "' are no whole days up to " + LONGEST_TERMS.toDays(),
                    "for example 14 days");
        }
        return (int) terms.toDays();
    }

    /** Each name once; the first is that of accounts that name none. */
    private List<String> legalEntities(final YamlValue value, final Scope scope) {
        final List<String> names = new ArrayList<>();
        for (final YamlValue one : scope.values.list(value)) {
            final String name = scope.values.text(one);
            if (name.isBlank() || names.contains(name)) {
                problems.error(one, "legal entity '" + name + "' is empty or there already", "a name of its own");
            } else {
                scope.symbol(name, one.position());
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            problems.error(value, "'legal-entities' names none", "for example [acme]");
        }
        return names;
    }

    private void include(final YamlValue name, final Scope scope) {
        scope.file(name)
                .flatMap(path -> YamlFile.read(path, scope.label(name.text()), problems))
                .ifPresent(value -> files.add(new YamlMap(value, "an included file", problems)));
    }

    /** Definitions first, what refers to them after, in whatever order they are written. */
    private void readSections(final Scope scope) {
        final List<YamlValue.Entry> services = section(scope, "services", scope.services);
        final List<YamlValue.Entry> zones = section(scope, "zones", scope.zones);
        final List<YamlValue.Entry> holidays = section(scope, "holidays", scope.holidays);
        final List<YamlValue.Entry> bands = section(scope, "bands", scope.bandCalendars);
        final List<YamlValue.Entry> decks = section(scope, "decks", scope.decks);
        final List<YamlValue.Entry> buckets = section(scope, "buckets", scope.buckets);
        final List<YamlValue.Entry> tariffs = section(scope, "tariffs", scope.tariffs);
        final List<YamlValue.Entry> plans = section(scope, "plans", scope.plans);
        services.forEach(new ServiceReader(scope)::read);
        final ZoneReader zoneReader = new ZoneReader(scope);
        zones.forEach(zoneReader::read);
        zoneReader.close();
        holidays.forEach(new HolidayReader(scope)::read);
        bands.forEach(new BandReader(scope)::read);
        decks.forEach(new DeckReader(scope)::read);
        buckets.forEach(new BucketReader(scope)::read);
        tariffs.forEach(new TariffReader(scope)::read);
        plans.forEach(new PlanReader(scope)::read);
    }

    /** The definitions of one section in all files, each name once. */
    private <T> List<YamlValue.Entry> section(final Scope scope, final String name, final Names<T> names) {
        final List<YamlValue.Entry> entries = new ArrayList<>();
        for (final YamlMap file : files) {
            file.take(name)
                    .map(value -> new YamlMap(value, "'" + name + "'", problems))
                    .ifPresent(map -> entries.addAll(map.entries()));
        }
        entries.forEach(entry -> scope.symbol(entry.name(), entry.key().position()));
        return entries.stream().filter(entry -> names.declare(entry.key())).toList();
    }
}
