package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;

import io.ratinggrid.ingest.cdr.MappingException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code ratinggrid}. Each verb is a class of this package, {@code NodeVerb} of {@code node}; they are listed here. */
@Command(
        name = "ratinggrid",
        description = "Distributed in-memory rating grid.",
        mixinStandardHelpOptions = true,
        versionProvider = RatingGrid.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "To begin with:",
            "  ratinggrid demo",
            "  ratinggrid cost --to +447700900123 --at 2026-06-01T10:00:00Z --for 3m",
            "  ratinggrid COMMAND --help   (each with an example)"
        })
public final class RatingGrid implements Runnable {
    private static final List<Class<?>> VERBS = List.of(
            DemoVerb.class,
            StandaloneVerb.class,
            NodeVerb.class,
            GatewayVerb.class,
            RateVerb.class,
            CostVerb.class,
            AccountVerb.class,
            SubscriptionVerb.class,
            BucketVerb.class,
            UnbilledVerb.class,
            InvoiceVerb.class,
            StatementVerb.class,
            NoticeVerb.class,
            PaymentVerb.class,
            SessionVerb.class,
            EventVerb.class,
            ExplainVerb.class,
            SuspenseVerb.class,
            CatalogVerb.class);

    @Spec
    private CommandSpec spec;

    /** Libraries speak only when something is wrong; held here, since loggers are held weakly. */
    private static final Logger ROOT = Logger.getLogger("");

    public static void main(final String[] args) {
        ROOT.setLevel(Level.WARNING);
        System.exit(commandLine(args).execute(args));
    }

    /** Knows the verb that is called, all if none is: the options of all take longer to make than most verbs. */
    static CommandLine commandLine(final String... args) {
        final CommandLine line = new CommandLine(new RatingGrid());
        final List<Class<?>> called = VERBS.stream()
                .filter(verb -> args.length > 0 && name(verb).equals(args[0]))
                .toList();
        (called.isEmpty() ? VERBS : called).forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(RatingGrid::wrongParameters)
                .setExecutionExceptionHandler(RatingGrid::failed);
    }

    /** The class's, without {@code Verb}; its annotation repeats it, but takes long to be read. */
    private static String name(final Class<?> verb) {
        return verb.getSimpleName().replace("Verb", "").toLowerCase(Locale.ROOT);
    }

    /** One line on what is wrong, rather than the whole help. */
    private static int wrongParameters(final ParameterException wrong, final String[] args) {
        final CommandLine verb = wrong.getCommandLine();
        System.err.println("ratinggrid: " + wrong.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(wrong, new PrintWriter(System.err, true))) {
            System.err.println("Try: " + verb.getCommandSpec().qualifiedName() + " --help");
        }
        return verb.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** What a user can mend is said in one line; all else is an error of the program, with its trace. */
    private static int failed(final Exception failure, final CommandLine verb, final ParseResult parsed) {
        final Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        if (cause instanceof NoSuchFileException missing) {
            System.err.println("ratinggrid: " + missing.getFile() + " does not exist");
        } else if (cause instanceof AccessDeniedException denied) {
            System.err.println("ratinggrid: " + denied.getFile() + " must not be read or written by this user");
        } else if (cause instanceof IOException
                || cause instanceof MappingException
                || cause instanceof IllegalStateException) {
            System.err.println("ratinggrid: " + cause.getMessage());
        } else {
            failure.printStackTrace();
        }
        return verb.getCommandSpec().exitCodeOnExecutionException();
    }

    /** Without a verb: prints the help. */
    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    /** The version in the manifest of the jar, or {@code dev} when run from classes. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            final String version = RatingGrid.class.getPackage().getImplementationVersion();
            return new String[] {"ratinggrid " + (version == null ? "dev" : version)};
        }
    }
}
