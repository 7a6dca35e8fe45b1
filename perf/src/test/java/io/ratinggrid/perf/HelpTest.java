package io.ratinggrid.perf;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** A percent sign in the help of a verb is doubled, or a warning stands before the help. */
final class HelpTest {
    @Test
    void shouldBeTextThatCanBeFormatted() {
        for (final CommandLine verb :
                new CommandLine(new Perf()).getSubcommands().values()) {
            final CommandSpec spec = verb.getCommandSpec();
            final List<String> lines =
                    new ArrayList<>(List.of(spec.usageMessage().footer()));
            lines.addAll(List.of(spec.usageMessage().description()));
            lines.forEach(line -> assertDoesNotThrow(() -> String.format(line), () -> spec.name() + ": " + line));
        }
    }
}
