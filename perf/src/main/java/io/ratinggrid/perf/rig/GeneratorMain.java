package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;

/** The process of a run that draws its events: reads the verbs of {@link EventGenerator}. */
public final class GeneratorMain {
    private GeneratorMain() {}

    /** {@code arguments}: the file of the settings. */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        try (EventGenerator generator = new EventGenerator(RigSettings.read(Path.of(arguments[0])))) {
            generator.obeyAll();
        }
    }
}
