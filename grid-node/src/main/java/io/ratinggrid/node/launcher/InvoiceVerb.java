package io.ratinggrid.node.launcher;

import java.io.IOException;

import io.ratinggrid.node.output.InvoiceTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ratinggrid invoice}: the documents of an account. */
@Command(
        name = "invoice",
        mixinStandardHelpOptions = true,
        description = "Shows the documents of an account, invoices what is unbilled, credits, and makes void.")
final class InvoiceVerb implements Runnable {
    private static final String INVOICES = "invoices";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows documents with their states: the latest, and those that are to be paid.",
            footer = {"", "Example:", "  ratinggrid invoice list acme --at 2026-07-01T00:00:00Z"})
    int list(
            @Mixin final NodeClient node,
            @Mixin final AsOf asOf,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        node.print(node.ask(NodeClient.path(account, INVOICES) + asOf.query()), InvoiceTables::all);
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows a document with its lines, or one of them with what it was made of.",
            footer = {
                "",
                "Example:",
                "  ratinggrid invoice show acme 3",
                "  ratinggrid invoice show acme 3 --line 2 --events   (ends at source file and line)"
            })
    int show(
            @Mixin final NodeClient node,
            @Mixin final AsOf asOf,
            @Option(names = "--line", paramLabel = "L", description = "Only this line.") final String line,
            @Option(names = "--events", description = "With the events and commands that the line was made of.")
                    final boolean events,
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.") final String account,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "Of the document.") final String number)
            throws IOException {
        if (events && line == null) {
            throw new ParameterException(spec.commandLine(), "--events needs the --line that they are of");
        }
        final String query = asOf.query()
                + (line == null ? "" : (asOf.query().isEmpty() ? "?" : "&") + "line=" + NodeClient.encoded(line));
        final String path = NodeClient.path(account, INVOICES, number) + query;
        node.print(events ? node.askTrace(path + "&events=true") : node.ask(path), InvoiceTables::one);
        return 0;
    }

    @Command(
            name = "now",
            mixinStandardHelpOptions = true,
            description = "Invoices everything that is unbilled now. Asks a gateway.",
            footer = {"", "Example:", "  ratinggrid invoice now acme --id inv-1"})
    int now(
            @Mixin final SentCommand command,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        return command.send(NodeClient.path(account, INVOICES), NodeClient.object());
    }

    @Command(
            name = "void",
            mixinStandardHelpOptions = true,
            description = "Makes an open invoice void on which nothing was paid; what it billed is unbilled again."
                    + " Asks a gateway.",
            footer = {"", "Example:", "  ratinggrid invoice void acme 3 --id void-3"})
    int makeVoid(
            @Mixin final SentCommand command,
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.") final String account,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "Of the document.") final String number)
            throws IOException {
        return command.send(
                NodeClient.path(account, INVOICES, "void"), NodeClient.object().put("invoice", number));
    }

    @Command(
            name = "credit",
            mixinStandardHelpOptions = true,
            description =
                    "Credits a document: an amount on a line, or else all that it billed too much. Asks a gateway.",
            footer = {"", "Example:", "  ratinggrid invoice credit acme 3 --amount 5.00 --on Goodwill --id note-3"})
    int credit(
            @Mixin final SentCommand command,
            @Option(names = "--amount", paramLabel = "AMOUNT", description = "Above 0, as in 5.00.")
                    final String amount,
            @Option(names = "--on", paramLabel = "LINE", description = "Name of the line.") final String line,
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.") final String account,
            @Parameters(index = "1", paramLabel = "NUMBER", description = "Of the document.") final String number)
            throws IOException {
        return command.send(
                NodeClient.path(account, "credit-notes"),
                NodeClient.object().put("invoice", number).put("amount", amount).put("line", line));
    }
}
