package io.ratinggrid.perf.rig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Whole numbers by name, in the order of their coming, as a process of a run prints them for the one that started it. One thread. */
public final class Figures {
    private static final String MARK = "figure ";
    private static final String WALL = "wallNs";
    private static final String GATEWAY_CPU = "cpuNs";
    private static final String NODE_CPU = "node cpuNs";
    private static final String GENERATOR_CPU = "generator cpuNs";
    private static final double NS_OF_US = 1e3;
    private static final double NS_OF_SECOND = 1e9;

    private final Map<String, Long> values = new LinkedHashMap<>();

    public Figures put(final String name, final long value) {
        values.put(name, value);
        return this;
    }

    /** Takes a printed line if it is one of a figure; false if not. */
    boolean read(final String line) {
        if (!line.startsWith(MARK)) {
            return false;
        }
        final int at = line.lastIndexOf(' ');
        values.put(line.substring(MARK.length(), at), Long.parseLong(line.substring(at + 1)));
        return true;
    }

    public void print() {
        lines().forEach(System.out::println);
    }

    /** As it is printed, and read. */
    public List<String> lines() {
        return values.entrySet().stream()
                .map(figure -> MARK + figure.getKey() + " " + figure.getValue())
                .toList();
    }

    /** Takes those too. */
    public Figures putAll(final Figures others) {
        values.putAll(others.values);
        return this;
    }

    public long of(final String name) {
        final Long value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException("no figure " + name + " in " + values.keySet());
        }
        return value;
    }

    /** CPU time of gateway and nodes, microseconds for each of so many events. */
    public double cpuUs(final long events) {
        return (of(GATEWAY_CPU) + of(NODE_CPU)) / NS_OF_US / events;
    }

    /** CPU time of the process that drew and sent the events, which is in no other figure, microseconds for each of so many. */
    public double generatorCpuUs(final long events) {
        return of(GENERATOR_CPU) / NS_OF_US / events;
    }

    /** Events a second, of so many events. */
    public double perSecond(final long events) {
        return events * NS_OF_SECOND / of(WALL);
    }

    public Map<String, Long> all() {
        return values;
    }
}
