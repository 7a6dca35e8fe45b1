package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts the processes of a run that make its load: on this machine, or where the generator of the settings listens. */
public final class LoadProcess {
    private LoadProcess() {}

    /**
     * Returns once it is ready.
     *
     * @param flags     of its JVM, if it is on this machine
     * @param arguments of it, behind the file of the settings
     */
    public static VerbTaker start(
            final RigSettings settings, final Class<?> main, final List<String> flags, final String... arguments)
            throws IOException, InterruptedException {
        if (settings.generator().generator().isPresent()) {
            return GeneratorLink.to(settings, main, List.of(arguments));
        }
        final List<String> all = new ArrayList<>(List.of(settings.write().toString()));
        all.addAll(List.of(arguments));
        return new Child(settings.directory(), main, flags, all.toArray(String[]::new)).start();
    }
}
