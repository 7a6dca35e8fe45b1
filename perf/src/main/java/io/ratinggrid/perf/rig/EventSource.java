package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Where the events of a run are drawn: a process of the run, or one that listens on another host. One thread; to be closed. */
public final class EventSource implements AutoCloseable {
    private final VerbTaker generator;
    /** Where it reaches gateways of this host. */
    private final String gatewayHost;

    private EventSource(final VerbTaker generator, final String gatewayHost) {
        this.generator = generator;
        this.gatewayHost = gatewayHost;
    }

    /** {@code flags}: of its JVM, if it is a process of the run. */
    public static EventSource start(final RigSettings settings, final List<String> flags)
            throws IOException, InterruptedException {
        if (settings.generator().generator().isPresent()) {
            final GeneratorLink link = GeneratorLink.to(settings);
            final InetAddress bind = InetAddress.getByName(settings.generator().bind());
            return new EventSource(link, bind.isAnyLocalAddress() ? link.localAddress() : bind.getHostAddress());
        }
        final Child child = new Child(
                settings.directory(),
                GeneratorMain.class,
                flags,
                settings.write().toString());
        return new EventSource(child.start(), GeneratorPlace.LOOPBACK);
    }

    /** Events go to the gateway with this port from now on. */
    public void sendTo(final int port) throws InterruptedException {
        generator.tell("connect " + gatewayHost + " " + port);
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
