package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import io.ratinggrid.perf.wire.HostPort;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of all verbs whose load is made by processes of their own. */
public final class GeneratorOptions {
    @Option(
            names = "--generator",
            paramLabel = "HOST:PORT",
            description =
                    "Where perf generator listens, which draws the events and asks (default: processes of the run).")
    private String generator;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Where the run takes what it sends (default: ${DEFAULT-VALUE}).")
    private String bind = GeneratorPlace.LOOPBACK;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the secret of both; needed beyond this machine.")
    private Path tokenFile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** The settings with what these options say; prints what people should know of it. */
    public RigSettings in(final RigSettings settings) {
        try {
            final GeneratorPlace place = new GeneratorPlace(
                    Optional.ofNullable(generator).map(text -> HostPort.of("--generator", text)),
                    bind,
                    Optional.ofNullable(tokenFile).map(Path::toAbsolutePath));
            final String warning = place.check();
            if (!warning.isEmpty()) {
                spec.commandLine().getErr().println(warning);
                spec.commandLine().getErr().flush();
            }
            return settings.with(place);
        } catch (final IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
