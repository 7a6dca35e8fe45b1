package io.ratinggrid.perf.simulator;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program once more, with other classes in the place of some; it shares nothing with this one but Java. */
final class PlantedProgram implements AutoCloseable {
    private final URLClassLoader loader;
    private final Object simulation;

    /** {@code planted}: classes that go before all others. */
    PlantedProgram(final Path planted) {
        loader = new URLClassLoader(urls(planted), ClassLoader.getPlatformClassLoader());
        try {
            simulation = loader.loadClass(Simulation.class.getName())
                    .getConstructor()
                    .newInstance();
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("what is planted does not run: " + planted, e);
        }
    }

    /** What is wrong after the night of a seed, and how often. */
    @SuppressWarnings("unchecked")
    Map<String, Integer> problems(final long seed) {
        try {
            return (Map<String, Integer>)
                    simulation.getClass().getMethod("problems", long.class).invoke(simulation, seed);
        } catch (final ReflectiveOperationException e) {
            throw new IllegalStateException("seed=" + seed, e);
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    private static URL[] urls(final Path planted) {
        final List<URL> urls = new ArrayList<>();
        try {
            urls.add(planted.toUri().toURL());
            for (final String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(element).toUri().toURL());
            }
        } catch (final MalformedURLException e) {
            throw new IllegalStateException("class path cannot be read", e);
        }
        return urls.toArray(URL[]::new);
    }
}
