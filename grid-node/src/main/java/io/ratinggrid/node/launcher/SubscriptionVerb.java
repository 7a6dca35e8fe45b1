package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.util.Map;

import io.ratinggrid.node.output.AccountTables;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ratinggrid subscription}: the plans of an account. */
@Command(
        name = "subscription",
        mixinStandardHelpOptions = true,
        description = "Shows and changes what an account and its subscribers are subscribed to.")
final class SubscriptionVerb implements Runnable {
    private static final String SUBSCRIPTIONS = "subscriptions";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(spec.commandLine(), System.out);
    }

    /** Which subscription, and from when. */
    static final class Choice {
        @Mixin
        private final SentCommand command = new SentCommand();

        @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Name of the account.")
        private String account;

        @Parameters(index = "1", paramLabel = "PLAN", description = "Name of the plan.")
        private String plan;

        @Option(names = "--subscriber", paramLabel = "NAME", description = "Whose; default: the account's own.")
        private String subscriber;

        @Option(names = "--from", paramLabel = "TIME", description = "When it holds from; default: --at.")
        private String from;

        private ObjectNode fields() {
            return NodeClient.object()
                    .put("plan", plan)
                    .put("subscriber", subscriber)
                    .put("from", from);
        }

        private int send(final ObjectNode fields, final String... below) throws IOException {
            return command.send(NodeClient.path(account, below), fields);
        }
    }

    /** When a change holds from, but for a time. */
    static final class Effective {
        @Option(names = "--effective", paramLabel = "WHEN", description = "now or cycle-end, instead of --from.")
        private String effective;
    }

    /** What buckets are granted, in place of what the plan says. */
    static final class Amounts {
        @Option(
                names = "--amount",
                paramLabel = "BUCKET=AMOUNT",
                description = "What it grants of a bucket in place of the plan's amount; as often as wanted.")
        private Map<String, String> amounts = Map.of();

        private ObjectNode addTo(final ObjectNode fields) {
            if (!amounts.isEmpty()) {
                final ObjectNode object = fields.putObject("amounts");
                amounts.forEach(object::put);
            }
            return fields;
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows subscriptions, those that have ended too.",
            footer = {"", "Example:", "  ratinggrid subscription list --url http://localhost:7611 acme"})
    int list(
            @Mixin final NodeClient node,
            @Parameters(paramLabel = "ACCOUNT", description = "Name of the account.") final String account)
            throws IOException {
        node.print(node.ask(NodeClient.path(account, SUBSCRIPTIONS)), AccountTables::subscriptions);
        return 0;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Subscribes to a plan. Asks a gateway, as all that changes something.",
            footer = {
                "",
                "Examples:",
                "  ratinggrid subscription add acme mobile --subscriber line-2 --id sub-1",
                "  ratinggrid subscription add acme mobile --amount data=20GB --amount purse=15.00 --id sub-2"
            })
    int add(
            @Mixin final Choice choice,
            @Mixin final Amounts amounts,
            @Option(names = "--quantity", paramLabel = "N", description = "How many of it; default: 1.")
                    final Integer quantity)
            throws IOException {
        return choice.send(amounts.addTo(choice.fields().put("quantity", quantity)), SUBSCRIPTIONS);
    }

    @Command(
            name = "change",
            mixinStandardHelpOptions = true,
            description = "Changes a subscription to another plan, another quantity, or both.",
            footer = {
                "",
                "Example:",
                "  ratinggrid subscription change acme basic --to pro --effective cycle-end --id up-1"
            })
    int change(
            @Mixin final Choice choice,
            @Mixin final Effective effective,
            @Mixin final Amounts amounts,
            @Option(names = "--to", paramLabel = "PLAN", description = "The new plan.") final String to,
            @Option(names = "--quantity", paramLabel = "N", description = "How many of it.") final Integer quantity)
            throws IOException {
        final ObjectNode fields = amounts.addTo(choice.fields().put("to", to).put("quantity", quantity));
        return choice.send(fields.put("effective", effective.effective), SUBSCRIPTIONS, "change");
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends a subscription.",
            footer = {"", "Example:", "  ratinggrid subscription cancel acme pro --effective cycle-end --id end-1"})
    int cancel(@Mixin final Choice choice, @Mixin final Effective effective) throws IOException {
        return choice.send(choice.fields().put("effective", effective.effective), SUBSCRIPTIONS, "cancel");
    }

    @Command(
            name = "pause",
            mixinStandardHelpOptions = true,
            description = "Pauses a subscription: nothing is charged for it until it goes on.",
            footer = {"", "Example:", "  ratinggrid subscription pause acme mobile --subscriber line-2 --id pause-1"})
    int pause(@Mixin final Choice choice) throws IOException {
        return choice.send(choice.fields(), SUBSCRIPTIONS, "pause");
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Goes on with a subscription that is paused.",
            footer = {"", "Example:", "  ratinggrid subscription resume acme mobile --subscriber line-2 --id resume-1"})
    int resume(@Mixin final Choice choice) throws IOException {
        return choice.send(choice.fields(), SUBSCRIPTIONS, "resume");
    }
}
