package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Where the events of a run are drawn: a process of the run, or one on another host. One thread; to be closed. */
public final class EventSource implements AutoCloseable {
    private final VerbTaker generator;
    private final String host;

    private EventSource(final VerbTaker generator, final String host) {
        this.generator = generator;
        this.host = host;
    }

    /** {@code flags}: of its JVM, if it is a process of the run. */
    public static EventSource start(final RigSettings settings, final List<String> flags)
            throws IOException, InterruptedException {
        final VerbTaker generator = LoadProcess.start(settings, GeneratorMain.class, flags);
        final InetAddress bind = InetAddress.getByName(settings.generator().bind());
        return new EventSource(generator, bind.isAnyLocalAddress() ? generator.hostOfRun() : bind.getHostAddress());
    }

    /** The address of this host by which processes that make load reach those that take it. */
    String host() {
        return host;
    }

    /** Events go to the gateway with this port from now on. */
    public void sendTo(final int port) throws InterruptedException {
        generator.tell("connect " + host + " " + port);
    }

    /** Has it do a verb of {@link EventGenerator}; returns what it found. */
    public Figures tell(final String verb) throws InterruptedException {
        return generator.tell(verb);
    }

    /** For people. */
    public String where() {
        return generator.where();
    }

    /** Ends it in good order. */
    void stop() throws InterruptedException {
        generator.stop();
    }

    @Override
    public void close() {
        generator.close();
    }
}
