package io.ratinggrid.perf.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What the parts of the path cost, each with where that is from, as it stands in a file ({@code costs.properties}): a number and, behind
 * a semicolon, its origin. Immutable.
 */
final class Costs {
    private static final String SHIPPED = "costs.properties";

    private static final List<Cost> CPU = List.of(
            Cost.OWNER_EVENT,
            Cost.OWNER_ENTRY,
            Cost.COPY_EVENT,
            Cost.COPY_ENTRY,
            Cost.GATEWAY_EVENT,
            Cost.GATEWAY_BATCH);
    private static final List<Cost> TIMES = Stream.of(CommitTimes.ALONE, CommitTimes.COPIED)
            .flatMap(parts -> parts.values().stream())
            .toList();
    private static final List<Cost> DISKS = List.of(Cost.DISK_EVENT, Cost.DISK_STEADY_EVENT);

    private final Map<Cost, Figure> figures;
    private final boolean powered;

    private Costs(final Map<Cost, Figure> figures, final boolean powered) {
        this.figures = figures;
        this.powered = powered;
    }

    /**
     * One cost.
     *
     * @param value  in the unit of its cost, from 0 on
     * @param origin how it was measured, or that it is reckoned and from what
     */
    private record Figure(double value, String origin) {}

    /** Those that are shipped. */
    static Costs shipped() throws IOException {
        final Properties values = new Properties();
        try (InputStream in = Costs.class.getResourceAsStream(SHIPPED)) {
            values.load(in);
        }
        return new Costs(figures(values, SHIPPED), false);
    }

    /** Those of a file; what it does not name is as shipped. */
    static Costs read(final Path file) throws IOException {
        final Properties values = new Properties();
        try (Reader own = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(own);
        }
        final Map<Cost, Figure> figures = new EnumMap<>(shipped().figures);
        final Map<Cost, Figure> others = figures(values, file.toString());
        if (others.size() < values.size()) {
            throw new IllegalArgumentException(file + " names a cost that is not known; known are those of "
                    + "costs.properties, such as owner.event.us");
        }
        figures.putAll(others);
        return new Costs(figures, false);
    }

    private static Map<Cost, Figure> figures(final Properties values, final String where) {
        final Map<Cost, Figure> figures = new EnumMap<>(Cost.class);
        for (final Cost cost : Cost.values()) {
            final String text = values.getProperty(cost.key());
            if (text != null) {
                figures.put(cost, figure(cost, text, where));
            }
        }
        return figures;
    }

    private static Figure figure(final Cost cost, final String text, final String where) {
        final int end = text.indexOf(';');
        final String number = end < 0 ? text : text.substring(0, end);
        try {
            final double value = Double.parseDouble(number.trim());
            if (value >= 0 && Double.isFinite(value)) {
                return new Figure(
                        value, end < 0 ? where : text.substring(end + 1).trim());
            }
        } catch (final NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(where + ": " + cost.key() + "=" + number + ", must be a number from 0 on");
    }

    /** In the unit of the cost. */
    double of(final Cost cost) {
        return figures.get(cost).value();
    }

    /** How it was measured, or that it is reckoned. */
    String origin(final Cost cost) {
        return figures.get(cost).origin();
    }

    /** Those that count with this durability. */
    List<Cost> used() {
        return Arrays.stream(Cost.values())
                .filter(cost -> powered || cost != Cost.POWER_CPU && cost != Cost.POWER_FORCE)
                .toList();
    }

    /** For which an event waits at its gateway before it may be sent, milliseconds; 0 with process durability. */
    double forceMs() {
        return powered ? of(Cost.POWER_FORCE) : 0;
    }

    /**
     * The same with power durability, of which the whole path was measured and its parts were not: each part's CPU grows by the ratio of
     * the whole, and each commit waits for a force that always takes as long, whatever other partitions force meanwhile.
     */
    Costs powered() {
        Costs costs = new Costs(figures, true);
        for (final Cost cost : CPU) {
            costs = costs.with(
                    cost, of(cost) * of(Cost.POWER_CPU), "from the ratio: power.cpu.ratio times " + said(cost));
        }
        for (final Cost cost : TIMES) {
            costs = costs.with(cost, of(cost) + of(Cost.POWER_FORCE), "reckoned: power.force.ms and " + said(cost));
        }
        for (final Cost cost : DISKS) {
            costs = costs.with(cost, of(cost), "reckoned: as with process durability, " + origin(cost));
        }
        return costs;
    }

    private String said(final Cost cost) {
        return of(cost) + ", " + origin(cost);
    }

    /** The same with another value for one of them. */
    Costs with(final Cost cost, final double value, final String origin) {
        final Map<Cost, Figure> others = new EnumMap<>(figures);
        others.put(cost, new Figure(value, origin));
        return new Costs(others, powered);
    }
}
