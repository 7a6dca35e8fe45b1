package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.PhoneNumbers;
import io.ratinggrid.ingest.input.TimeText;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.node.local.LocalRating;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.node.output.Reasons;
import io.ratinggrid.node.samples.Samples;
import io.ratinggrid.node.standalone.CatalogUnits;
import io.ratinggrid.node.standalone.ScratchDirectory;
import io.ratinggrid.node.standalone.ScriptRunner;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.explain.Explainer;
import io.ratinggrid.rating.explain.RatedEvent;
import io.ratinggrid.rating.explain.RatedEvents;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;
import io.ratinggrid.rating.text.DidYouMean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ratinggrid cost}: what an event would cost, and why. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = "Says what usage would cost, with the explanation. Charges nothing.",
        footer = {
            "",
            "Without --account the usage is rated for a new subscriber of --plan.",
            "",
            "Examples:",
            "  ratinggrid cost --to +447700900123 --at 2026-06-01T10:00:00Z --for 3m",
            "  ratinggrid cost --catalog DIR --plan mobile --service data --for '2 GB'",
            "  ratinggrid cost --catalog DIR --accounts FILE --account acme --to +33123456789 --for 90s"
        })
final class CostVerb implements Callable<Integer> {
    private static final String ENQUIRY = "enquiry";
    private static final int YEARS_DAYS = 40 * 366;

    @Option(names = "--catalog", paramLabel = "DIR", description = "Catalog directory. Default: the sample carrier's.")
    private Path catalog;

    @Option(names = "--plan", paramLabel = "NAME", description = "Plan of the new subscriber. Default: the first.")
    private String plan;

    @Option(names = "--accounts", paramLabel = "FILE", description = "Accounts file that has --account.")
    private Path accounts;

    @Option(names = "--account", paramLabel = "ID", description = "Rate for this account of --accounts.")
    private String account;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "voice",
            description = "What is used. Default: ${DEFAULT-VALUE}.")
    private String service;

    @Option(names = "--to", paramLabel = "NUMBER", description = "Called number.")
    private String to;

    @Option(names = "--at", paramLabel = "TIME", description = "When it starts, RFC 3339. Default: now.")
    private String at;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "QUANTITY",
            description = "How much, with its unit: 3m, 90s, '2 GB', 5.")
    private String quantity;

    @Option(names = "--amount", paramLabel = "MONEY", description = "Amount that the event carries.")
    private BigDecimal amount;

    @Option(names = "--attribute", paramLabel = "NAME=VALUE", description = "A named attribute; may be repeated.")
    private Map<String, String> attributes = Map.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.create("cost")) {
            return run(scratch.path());
        }
    }

    private int run(final Path scratch) throws IOException {
        final Optional<CatalogHistory> catalogs = CatalogArgument.load(catalogDirectory(scratch));
        if (catalogs.isEmpty()) {
            return 1;
        }
        if (account != null && accounts == null) {
            throw wrong("--account '" + account + "' needs the --accounts file that it is in");
        }
        final long startMs = at == null ? System.currentTimeMillis() : time(at);
        try (ScriptRunner script = new ScriptRunner(
                catalogs.get(), new PartitionSettings(YEARS_DAYS, 1), scratch.resolve("out"), OutputForm.json(false))) {
            if (accounts != null) {
                script.read(accounts, JsonFormat.ACCOUNTS);
            }
            return explain(script.rating(), startMs);
        }
    }

    private int explain(final LocalRating rating, final long startMs) {
        final String owner = account == null ? openEnquirer(rating, startMs) : account;
        if (rating.account(AccountKey.of(owner)) == null) {
            throw wrong("--account '" + owner + "' is not in " + accounts);
        }
        final ResultCode code = rating.feed(usage(rating, owner, startMs));
        final List<RatedEvent> rated = new RatedEvents(rating.catalogs()).read(rating.last());
        if (rated.isEmpty()) {
            System.err.println("ratinggrid: it would not be rated, " + code + ": " + Reasons.of(code));
            return 1;
        }
        final Explainer explainer = new Explainer(rating.names());
        rated.forEach(part -> explainer.explain(part).forEach(System.out::println));
        return 0;
    }

    private Path catalogDirectory(final Path scratch) throws IOException {
        return catalog != null ? catalog : Samples.unpack("carrier", scratch.resolve("samples"));
    }

    private String openEnquirer(final LocalRating rating, final long startMs) {
        final CatalogModel model = rating.catalogs().latest().model();
        final io.ratinggrid.rating.command.Command open = command(CommandType.OPEN_ACCOUNT, startMs, "open");
        open.name = ENQUIRY;
        open.text = model.currency();
        open.zone = model.timeZone().getId();
        open.cycleRule = 1;
        rating.feed(open);
        final io.ratinggrid.rating.command.Command subscriber = command(CommandType.ADD_SUBSCRIBER, startMs, "add");
        subscriber.name = ENQUIRY;
        rating.feed(subscriber);
        final io.ratinggrid.rating.command.Command subscribe = command(CommandType.SUBSCRIBE, startMs, "subscribe");
        subscribe.subscriber = 1;
        subscribe.name = plan != null ? plan : model.plans().get(0).name();
        final ResultCode code = rating.feed(subscribe);
        if (code != ResultCode.DONE) {
            final List<String> plans =
                    model.plans().stream().map(each -> each.name()).toList();
            throw wrong("--plan '" + subscribe.name + "': " + Reasons.of(code) + "; "
                    + DidYouMean.phrase(subscribe.name, plans));
        }
        return ENQUIRY;
    }

    private static io.ratinggrid.rating.command.Command command(
            final CommandType type, final long atMs, final String id) {
        final io.ratinggrid.rating.command.Command command = new io.ratinggrid.rating.command.Command();
        command.reset(type);
        command.account = AccountKey.of(ENQUIRY);
        command.atMs = atMs;
        command.startMs = atMs;
        command.id(id.getBytes(StandardCharsets.US_ASCII));
        return command;
    }

    private io.ratinggrid.rating.command.Command usage(
            final LocalRating rating, final String owner, final long startMs) {
        final io.ratinggrid.rating.command.Command event = command(CommandType.USAGE, startMs, "cost");
        event.account = AccountKey.of(owner);
        event.subscriber = 1;
        event.service = Symbol.of(service);
        event.quantity = quantity(rating);
        if (to != null) {
            final String digits = number(to);
            event.number = Digits.of(digits);
            event.numberLength = digits.length();
        }
        if (amount != null) {
            event.hasAmount = true;
            event.amountUnscaled = amount.unscaledValue().longValueExact();
            event.amountDecimals = amount.scale();
        }
        attributes.forEach((name, value) -> event.attribute(Symbol.of(name), AttributeValue.hash(value)));
        return event;
    }

    private long quantity(final LocalRating rating) {
        try {
            return Quantities.parse(
                    quantity,
                    new CatalogUnits(rating::catalogs)
                            .service(service)
                            .orElseThrow(() -> wrong("--service '" + service + "' is not in the catalog; "
                                    + DidYouMean.phrase(service, new CatalogUnits(rating::catalogs).services()))));
        } catch (final QuantityFormatException e) {
            throw wrong("--for: " + e.getMessage() + "; " + e.wouldBeRight());
        }
    }

    private long time(final String text) {
        try {
            return new TimeText().parse(text, LocalZone.utc());
        } catch (final InvalidRecordException e) {
            throw wrong("--at: " + e.sentence());
        }
    }

    private String number(final String text) {
        try {
            return new PhoneNumbers("").normal(text);
        } catch (final InvalidRecordException e) {
            throw wrong("--to: " + e.sentence());
        }
    }

    private ParameterException wrong(final String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
