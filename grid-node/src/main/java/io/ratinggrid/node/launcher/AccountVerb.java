package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.util.concurrent.Callable;

import io.ratinggrid.node.output.AccountTables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid account}: what a cluster knows of an account. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Shows what is unbilled, owed and left of an account, and what its next bill would be.",
        footer = {
            "",
            "Asks any node or gateway of a cluster.",
            "",
            "Example:",
            "  ratinggrid account --url http://localhost:7611 acme"
        })
final class AccountVerb implements Callable<Integer> {
    @Mixin
    private final NodeClient node = new NodeClient();

    @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.")
    private String account;

    @Override
    public Integer call() throws IOException {
        final ObjectNode all = node.ask(NodeClient.path(account));
        node.find(NodeClient.path(account, "estimate")).ifPresent(estimate -> all.set("estimate", estimate));
        node.print(all, AccountTables::lines);
        return 0;
    }
}
