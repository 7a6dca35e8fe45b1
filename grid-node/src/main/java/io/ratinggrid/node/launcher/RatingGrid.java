package io.ratinggrid.node.launcher;

import java.util.logging.Level;
import java.util.logging.Logger;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code ratinggrid}; each verb is a sub-command class of this package, listed here. */
@Command(
        name = "ratinggrid",
        description = "Distributed in-memory rating grid.",
        mixinStandardHelpOptions = true,
        versionProvider = RatingGrid.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoVerb.class,
            StandaloneVerb.class,
            NodeVerb.class,
            RateVerb.class,
            CostVerb.class,
            ExplainVerb.class,
            CatalogVerb.class
        })
public final class RatingGrid implements Runnable {

    /** Libraries speak only when something is wrong; held here, since loggers are held weakly. */
    private static final Logger ROOT = Logger.getLogger("");

    public static void main(final String[] args) {
        ROOT.setLevel(Level.WARNING);
        System.exit(new CommandLine(new RatingGrid()).execute(args));
    }

    /** Without a verb: prints the help. */
    @Override
    public void run() {
        CommandLine.usage(this, System.out);
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
