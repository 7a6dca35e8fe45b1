package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.ratinggrid.perf.process.ChildJvm;

/** A process of a run that does verbs it is told, one after another, and answers each with figures. One thread. */
public final class Child implements VerbTaker {
    /** What it prints when it is ready, and after each verb. */
    public static final String DONE = "done";

    private static final long LOOK_MS = 200;
    /** Lines of a process that has ended which are shown. */
    private static final int SHOWN = 20;

    private final String name;
    private final Path log;
    private final ChildJvm jvm;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    /** Nothing runs before {@link #start}. */
    public Child(final Path directory, final Class<?> main, final List<String> flags, final String... arguments) {
        name = main.getSimpleName();
        log = directory.resolve(name + ".log");
        final List<String> command = new ArrayList<>(List.of(main.getName()));
        command.addAll(List.of(arguments));
        jvm = new ChildJvm(name, log, flags, command, lines::add);
    }

    /** What a process does that does one thing and ends. */
    @FunctionalInterface
    public interface Once {
        void run() throws Exception;
    }

    /** For the main of such a process: ends it when that is done, though storages that are open would keep it alive. */
    public static void once(final Once once) throws Exception {
        endOnFailure();
        once.run();
        System.out.println(DONE);
        Runtime.getRuntime().halt(0);
    }

    /** For the main of a process: what fails on any thread ends it. */
    public static void endOnFailure() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
    }

    /** Returns once it is ready. */
    public Child start() throws IOException, InterruptedException {
        begin();
        return this;
    }

    /** The same, with what it said until then. */
    public Figures begin() throws IOException, InterruptedException {
        return begin(line -> {});
    }

    /** The same; {@code others} are told what it says besides figures. */
    public Figures begin(final Consumer<String> others) throws IOException, InterruptedException {
        jvm.start();
        return await(others);
    }

    @Override
    public Figures tell(final String verb) throws InterruptedException {
        jvm.tell(verb);
        return await(line -> {});
    }

    /** Until it says that it is done. */
    private Figures await(final Consumer<String> others) throws InterruptedException {
        final Figures figures = new Figures();
        final Deque<String> latest = new ArrayDeque<>();
        while (true) {
            final String line = lines.poll(LOOK_MS, TimeUnit.MILLISECONDS);
            if (line == null) {
                if (!jvm.isAlive() && lines.isEmpty()) {
                    throw new IllegalStateException(
                            name + " has ended, see " + log + "; it said at last:\n" + String.join("\n", latest));
                }
            } else if (line.equals(DONE)) {
                return figures;
            } else {
                if (!figures.read(line)) {
                    others.accept(line);
                }
                latest.add(line);
                if (latest.size() > SHOWN) {
                    latest.remove();
                }
            }
        }
    }

    @Override
    public String where() {
        return "this machine";
    }

    @Override
    public String hostOfRun() {
        return GeneratorPlace.LOOPBACK;
    }

    long writtenBytes() {
        return jvm.writtenBytes();
    }

    /** Ends it by SIGTERM. */
    @Override
    public void stop() throws InterruptedException {
        jvm.stop();
    }

    @Override
    public void close() {
        jvm.end();
    }
}
