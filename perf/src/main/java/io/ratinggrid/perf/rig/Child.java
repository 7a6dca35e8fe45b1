package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.perf.process.ChildJvm;

/** A process of a run that does verbs it is told, one after another, and answers each with figures. One thread. */
final class Child implements AutoCloseable {
    private static final long LOOK_MS = 200;

    private final String name;
    private final Path log;
    private final ChildJvm jvm;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Nothing runs before {@link #start}. */
    Child(final Path directory, final Class<?> main, final List<String> flags, final String... arguments) {
        name = main.getSimpleName();
        log = directory.resolve(name + ".log");
        final List<String> command = new ArrayList<>(List.of(main.getName()));
        command.addAll(List.of(arguments));
        jvm = new ChildJvm(name, log, flags, command, lines::add);
    }

    /** Returns once it is ready. */
    Child start() throws IOException, InterruptedException {
        jvm.start();
        await();
        return this;
    }

    /** Has it do a verb; returns what it found. */
    Figures tell(final String verb) throws InterruptedException {
        jvm.tell(verb);
        return await();
    }

    /** Until it says that it is done. */
    private Figures await() throws InterruptedException {
        final Figures figures = new Figures();
        while (true) {
            final String line = lines.poll(LOOK_MS, TimeUnit.MILLISECONDS);
            if (line == null) {
                if (!jvm.isAlive() && lines.isEmpty()) {
                    throw new IllegalStateException(name + " has ended, see " + log);
                }
            } else if (line.equals(GatewayMain.DONE)) {
                return figures;
            } else {
                figures.read(line);
            }
        }
    }

    @Override
    public void close() {
        jvm.end();
    }
}
