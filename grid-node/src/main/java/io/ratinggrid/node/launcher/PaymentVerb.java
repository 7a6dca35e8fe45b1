package io.ratinggrid.node.launcher;

import java.io.IOException;

import io.ratinggrid.node.output.InvoiceTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid payment}: money that comes in for an account, and goes out. */
@Command(
        name = "payment",
        mixinStandardHelpOptions = true,
        description = "Shows and takes payments of an account, and pays out.")
final class PaymentVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    /** How much, of which account. */
    static final class Amount {
        @Mixin
        private final SentCommand command = new SentCommand();

        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.")
        private String account;

        @Parameters(index = "1", paramLabel = "AMOUNT", description = "Above 0, as in 20.00.")
        private String amount;

        @Option(names = "--reference", paramLabel = "TEXT", description = "What its sender calls it.")
        private String reference;

        private int send(final ObjectNode more, final String below) throws IOException {
            return command.send(
                    NodeClient.path(account, below), more.put("amount", amount).put("reference", reference));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows the latest payments, what was paid out, and which invoices they paid.",
            footer = {"", "Example:", "  ratinggrid payment list acme"})
    int list(
            @Mixin final NodeClient node,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        node.print(node.ask(NodeClient.path(account, "payments")), InvoiceTables::payments);
        return 0;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Takes a payment: to the invoice it names, then to those that are due first. Asks a gateway.",
            footer = {"", "Example:", "  ratinggrid payment add acme 20.00 --id pay-4 --reference 'transfer 4711'"})
    int add(
            @Mixin final Amount amount,
            @Option(
                            names = "--invoice",
                            paramLabel = "NUMBER",
                            description = "That it is for; default: the one due first.")
                    final Integer invoice)
            throws IOException {
        return amount.send(NodeClient.object().put("invoice", invoice), "payments");
    }

    @Command(
            name = "refund",
            mixinStandardHelpOptions = true,
            description = "Pays out what is paid ahead. Asks a gateway.",
            footer = {"", "Example:", "  ratinggrid payment refund acme 0.50 --id back-1"})
    int refund(@Mixin final Amount amount) throws IOException {
        return amount.send(NodeClient.object(), "refunds");
    }
}
