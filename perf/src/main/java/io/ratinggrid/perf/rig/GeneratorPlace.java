package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import io.ratinggrid.node.server.Loopbacks;
import io.ratinggrid.perf.wire.Access;
import io.ratinggrid.perf.wire.HostPort;

/**
 * Where the load of a run is made: its events are drawn, and its requests asked.
 *
 * @param generator where {@code perf generator} listens, empty: a process of the run on this machine
 * @param bind      the address where the processes of the run take it
 * @param tokenFile of the secret that all sides know, empty: this machine alone
 */
public record GeneratorPlace(Optional<HostPort> generator, String bind, Optional<Path> tokenFile) {
    static final String LOOPBACK = "127.0.0.1";

    /** A process of the run. */
    public static final GeneratorPlace HERE = new GeneratorPlace(Optional.empty(), LOOPBACK, Optional.empty());

    /** What is known where the load is taken, and not of where it is made. */
    static GeneratorPlace taken(final String bind, final Optional<Path> tokenFile) {
        return new GeneratorPlace(Optional.empty(), bind, tokenFile);
    }

    /** What is known where the load is made, of a run elsewhere. */
    public static GeneratorPlace of(final Optional<Path> tokenFile) {
        return taken(LOOPBACK, tokenFile);
    }

    public Access access() throws IOException {
        return Access.of(tokenFile.orElse(null));
    }

    /**
     * Makes sure that nobody else can send events or read the secret without being told so, before anything starts; returns what people should
     * know, empty for nothing.
     *
     * @throws IllegalArgumentException if a setting is missing, or does not fit the others
     */
    String check() throws IOException {
        if (generator.isEmpty()) {
            if (!equals(HERE)) {
                throw new IllegalArgumentException("--bind and --token-file are for a --generator: give its HOST:PORT");
            }
            return "";
        }
        final Access access = access();
        final boolean near = Loopbacks.isLoopback(generator.get().host());
        if (!near && access.equals(Access.NONE)) {
            throw new IllegalArgumentException("--generator=" + generator.get()
                    + " is on another host: give --token-file with the secret that it has too");
        }
        if (!near && Loopbacks.isLoopback(bind)) {
            throw new IllegalArgumentException("--bind=" + bind + " cannot be reached from --generator="
                    + generator.get() + ": give an address of this machine that it can reach");
        }
        return access.check("--bind", bind);
    }

    /** As options, without the secret; empty if it is a process of the run. */
    String text() {
        return generator.map(at -> " --generator " + at + " --bind " + bind).orElse("");
    }
}
