package io.ratinggrid.perf.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.ratinggrid.perf.wire.Access;

/** The process of a run that draws its events: reads the verbs of {@link EventGenerator}, says {@code done} after each, with the figures before it. */
public final class GeneratorMain {
    private GeneratorMain() {}

    /** {@code arguments}: the file of the settings. */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        try (EventGenerator generator = new EventGenerator(RigSettings.read(Path.of(arguments[0])), Access.NONE)) {
            System.out.println(Child.DONE);
            final BufferedReader verbs = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = verbs.readLine(); line != null; line = verbs.readLine()) {
                generator.obey(line).print();
                System.out.println(Child.DONE);
            }
        }
    }
}
