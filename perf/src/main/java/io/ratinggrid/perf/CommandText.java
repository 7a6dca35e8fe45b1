package io.ratinggrid.perf;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import picocli.CommandLine.Model.CommandSpec;

/** A verb and its options as they were given, but for where its results are kept: what two results must have in common. */
public final class CommandText {
    private static final Set<String> PLACES = Set.of("--out", "--record");

    private CommandText() {}

    public static String of(final CommandSpec spec) {
        final List<String> text = new ArrayList<>(List.of(spec.name()));
        final Iterator<String> arguments =
                spec.commandLine().getParseResult().originalArgs().iterator();
        while (arguments.hasNext()) {
            final String argument = arguments.next();
            if (PLACES.contains(argument)) {
                arguments.next();
            } else if (PLACES.stream().noneMatch(place -> argument.startsWith(place + "="))
                    && !argument.equals(spec.name())) {
                text.add(argument);
            }
        }
        return String.join(" ", text);
    }
}
