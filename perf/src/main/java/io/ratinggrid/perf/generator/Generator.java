package io.ratinggrid.perf.generator;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.ratinggrid.perf.wire.Access;
import io.ratinggrid.perf.wire.HostPort;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf generator}: makes the load of runs that are made on other hosts. */
@Command(
        name = "generator",
        description = "Waits for runs that are made elsewhere, and sends their events and requests, one run at a time.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "The run names it: perf ingest --generator HOST:PORT --bind ADDRESS --token-file FILE.",
            "It connects to gateway and nodes at that address. Both need the same version."
        })
public final class Generator implements Callable<Integer> {
    @Option(
            names = "--listen",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Where it waits for runs; port 0: any that is free.")
    private String address;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the secret that runs have too; needed beyond this machine.")
    private Path tokenFile;

    @Spec
    private CommandSpec spec;

    /** Ends with its process alone. */
    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        try {
            final HostPort listen = HostPort.of("--listen", address);
            final Access access = Access.of(tokenFile);
            try (GeneratorPort port = new GeneratorPort(
                    access.listen("--listen", listen.host(), listen.port(), message -> say(message, out)),
                    access,
                    Optional.ofNullable(tokenFile).map(Path::toAbsolutePath),
                    message -> say(message, out))) {
                say("generator waits at " + new HostPort(listen.host(), port.port()), out);
                port.serve();
            }
            return 0;
        } catch (final IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void say(final String message, final PrintWriter out) {
        out.println(message);
        out.flush();
    }
}
