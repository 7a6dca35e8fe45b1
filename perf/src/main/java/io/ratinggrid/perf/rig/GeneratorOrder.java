package io.ratinggrid.perf.rig;

import java.util.List;

/**
 * What a run asks a generator elsewhere to start, which comes first on each of its connections.
 *
 * @param run     the same for all processes of a run, and of no other run of that host
 * @param options of the settings
 * @param process its main class, by simple name
 * @param arguments of it, behind the file of the settings
 */
public record GeneratorOrder(String run, String options, String process, List<String> arguments) {
    private static final String PARTS = "\n";
    private static final int FIXED = 3;

    public GeneratorOrder {
        arguments = List.copyOf(arguments);
    }

    String text() {
        final String text = String.join(PARTS, run, options, process);
        return arguments.isEmpty() ? text : text + PARTS + String.join(PARTS, arguments);
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static GeneratorOrder of(final String text) {
        final List<String> parts = List.of(text.split(PARTS));
        if (parts.size() < FIXED) {
            throw new IllegalArgumentException("the first verb does not say what to start: " + text);
        }
        return new GeneratorOrder(parts.get(0), parts.get(1), parts.get(2), parts.subList(FIXED, parts.size()));
    }
}
