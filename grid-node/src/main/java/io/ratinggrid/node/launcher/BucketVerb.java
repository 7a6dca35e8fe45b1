package io.ratinggrid.node.launcher;

import java.io.IOException;

import io.ratinggrid.node.output.AccountTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid bucket}: what an account and its subscribers have paid ahead, in money and in units. */
@Command(
        name = "bucket",
        mixinStandardHelpOptions = true,
        description = "Shows, fills, transfers and corrects the buckets of an account.")
final class BucketVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    /** Which bucket of whom, and how much of it. */
    static final class Share {
        @Mixin
        private final SentCommand command = new SentCommand();

        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.")
        private String account;

        @Parameters(index = "1", paramLabel = "BUCKET", description = "Its type, as the catalog calls it.")
        private String bucket;

        @Parameters(index = "2", paramLabel = "AMOUNT", description = "As in '5 GB' or, of money, 20.00.")
        private String amount;

        @Option(names = "--subscriber", paramLabel = "NAME", description = "Whose; default: the account's own.")
        private String subscriber;

        private int send(final ObjectNode more, final String below) throws IOException {
            return command.send(
                    NodeClient.path(account, below),
                    more.put("bucket", bucket).put("amount", amount).put("subscriber", subscriber));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description =
                    "Shows buckets with what is left of them, what members have drawn of pools, and what was counted.",
            footer = {"", "Asks any node or gateway of a cluster.", "", "Example:", "  ratinggrid bucket list acme"})
    int list(
            @Mixin final NodeClient node,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        node.print(node.ask(NodeClient.path(account, "usage")), AccountTables::usage);
        return 0;
    }

    @Command(
            name = "top-up",
            mixinStandardHelpOptions = true,
            description = "Fills a bucket. Asks a gateway, as all that changes something.",
            footer = {
                "",
                "Example:",
                "  ratinggrid bucket top-up acme data '5 GB' --price 10.00 --line Packs --id top-1"
            })
    int topUp(
            @Mixin final Share share,
            @Option(names = "--price", paramLabel = "AMOUNT", description = "What it costs; not of money.")
                    final String price,
            @Option(names = "--line", paramLabel = "LINE", description = "Of a document, for the price.")
                    final String line,
            @Option(names = "--from", paramLabel = "TIME", description = "When it can be used from; default: --at.")
                    final String from,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            description = "When it ends; default: as the catalog says of the bucket.")
                    final String until)
            throws IOException {
        return share.send(
                NodeClient.object()
                        .put("price", price)
                        .put("line", line)
                        .put("from", from)
                        .put("until", until),
                "top-ups");
    }

    @Command(
            name = "transfer",
            mixinStandardHelpOptions = true,
            description = "Gives a part of a bucket to another account. DONE says that it was sent.",
            footer = {"", "Example:", "  ratinggrid bucket transfer acme data '1 GB' --to bella --id give-1"})
    int transfer(
            @Mixin final Share share,
            @Option(names = "--to", paramLabel = "ACCOUNT", required = true, description = "Who gets it.")
                    final String to,
            @Option(
                            names = "--to-subscriber",
                            paramLabel = "NAME",
                            description = "Of that account; default: the account itself.")
                    final String toSubscriber,
            @Option(
                            names = "--until",
                            paramLabel = "TIME",
                            description = "When it ends there; default: as the catalog says of the bucket.")
                    final String until)
            throws IOException {
        return share.send(
                NodeClient.object()
                        .put("to", to)
                        .put("to-subscriber", toSubscriber)
                        .put("until", until),
                "transfers");
    }

    @Command(
            name = "adjust",
            mixinStandardHelpOptions = true,
            description = "Gives to a bucket or, with a minus, takes from it.",
            footer = {"", "Example:", "  ratinggrid bucket adjust acme data --id fix-1 -- '-500 MB'"})
    int adjust(@Mixin final Share share) throws IOException {
        return share.send(NodeClient.object(), "adjustments");
    }
}
