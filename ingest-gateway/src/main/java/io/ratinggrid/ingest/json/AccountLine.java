package io.ratinggrid.ingest.json;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.Identities;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.money.Money;

/** Lines that make accounts, subscribers and subscriptions; one such line may become several commands. */
final class AccountLine {
    private static final String TIMEZONE_RIGHT = "an IANA name such as Europe/London";

    private final FieldValues values;

    AccountLine(final FieldValues values) {
        this.values = values;
    }

    /** open-account, with its subscribers and plans. */
    void readOpen(final JsonFields fields, final DecodedList into) throws InvalidRecordException {
        final String account = values.requiredName(fields, "account", "the name of the account");
        final long atMs = values.requiredTime(fields, "at");
        final String given = values.name(fields, "id");
        final String id = given == null ? "open/" + account : given;
        final Decoded open = into.add(CommandType.OPEN_ACCOUNT);
        open.account = account;
        fill(open.command, atMs, id);
        open.command.name = account;
        open.command.text = currency(fields);
        open.command.zone = timezone(fields);
        open.command.cycleRule = CycleFields.rule(fields, ZoneId.of(open.command.zone), atMs);
        final String entity = values.name(fields, "legal-entity");
        open.command.quantity = entity == null ? 0 : RawHash.intOf(entity).orElseGet(() -> Symbol.of(entity));
        values.amount(fields, "credit-limit", open.command);
        if (open.command.hasAmount && open.command.amountUnscaled < 0) {
            throw fields.wrong("credit-limit", "is negative", "0 or more");
        }
        final List<JsonFields> subscribers = fields.objects("subscribers");
        for (final JsonFields subscriber : subscribers) {
            final String name = values.requiredName(subscriber, "id", "the name of the subscriber in the account");
            addSubscriber(subscriber, account, name, atMs, id + "/" + name, into);
            addPlans(subscriber, account, name, atMs, id + "/" + name, into);
            subscriber.checkAllUsed();
        }
        addPlans(fields, account, null, atMs, id, into);
    }

    /** add-subscriber. */
    void readSubscriber(final JsonFields fields, final DecodedList into) throws InvalidRecordException {
        final String account = values.requiredName(fields, "account", "the name of the account");
        final String name = values.requiredName(fields, "subscriber", "the name of the subscriber in the account");
        final long atMs = values.requiredTime(fields, "at");
        final String id = values.requiredName(fields, "id", "what tells this command from others");
        addSubscriber(fields, account, name, atMs, id, into);
        addPlans(fields, account, name, atMs, id, into);
    }

    /** subscribe. */
    void readSubscribe(final JsonFields fields, final DecodedList into) throws InvalidRecordException {
        final String account = values.requiredName(fields, "account", "the name of the account");
        final long atMs = values.requiredTime(fields, "at");
        final String id = values.requiredName(fields, "id", "what tells this command from others");
        addPlan(fields, account, values.name(fields, "subscriber"), atMs, id, into);
    }

    private void addSubscriber(
            final JsonFields fields,
            final String account,
            final String name,
            final long atMs,
            final String id,
            final DecodedList into)
            throws InvalidRecordException {
        final Decoded add = into.add(CommandType.ADD_SUBSCRIBER);
        add.account = account;
        add.subscriber = name;
        fill(add.command, atMs, id);
        add.command.name = name;
        for (final JsonFields identity : fields.objects("identities")) {
            add.claims.add(claim(identity));
            identity.checkAllUsed();
        }
    }

    private Decoded.IdentityClaim claim(final JsonFields fields) throws InvalidRecordException {
        final String type = fields.required("type", "the kind of identity, such as msisdn");
        final String value = fields.required("value", "the identity itself");
        final String identity;
        try {
            identity = Identities.of(type, value, values.numbers);
        } catch (final InvalidRecordException e) {
            final String name = e.field().isEmpty() ? "value" : e.field();
            throw fields.wrong(name, e.getMessage(), e.right());
        }
        final long fromMs = values.time(fields, "from", SubscriberDirectory.ALWAYS_FROM);
        final long untilMs = values.time(fields, "until", SubscriberDirectory.ALWAYS_UNTIL);
        if (untilMs <= fromMs) {
            throw fields.wrong("until", "is not after from", "a later time, or leave it out");
        }
        return new Decoded.IdentityClaim(identity, fromMs, untilMs);
    }

    private void addPlans(
            final JsonFields fields,
            final String account,
            final String subscriber,
            final long atMs,
            final String id,
            final DecodedList into)
            throws InvalidRecordException {
        int index = 0;
        for (final JsonValue plan : fields.array("plans")) {
            index++;
            final String planId = id + "/plan/" + index;
            if (plan.kind() == JsonValue.Kind.OBJECT) {
                final JsonFields one = new JsonFields(plan, "plans[" + index + "].");
                final String own = values.name(one, "subscriber");
                addPlan(one, account, own == null ? subscriber : own, atMs, planId, into);
                one.checkAllUsed();
            } else if (plan.kind() == JsonValue.Kind.TEXT && !plan.text().isEmpty()) {
                plan(plan.text(), account, subscriber, atMs, planId, into);
            } else {
                throw fields.wrong(
                        "plans", "holds " + plan.kind().words(), "names of plans, or objects {\"plan\": ...}");
            }
        }
    }

    private void addPlan(
            final JsonFields fields,
            final String account,
            final String subscriber,
            final long atMs,
            final String id,
            final DecodedList into)
            throws InvalidRecordException {
        final String plan = values.requiredName(fields, "plan", "the name of a plan of the catalog");
        final Command subscribe = plan(plan, account, subscriber, atMs, id, into);
        subscribe.fromMs = values.time(fields, "from", 0);
        subscribe.quantity = ChangeLine.quantity(fields);
        subscribe.grantAmounts = values.grantAmounts(fields);
    }

    private Command plan(
            final String plan,
            final String account,
            final String subscriber,
            final long atMs,
            final String id,
            final DecodedList into)
            throws InvalidRecordException {
        final Decoded subscribe = into.add(CommandType.SUBSCRIBE);
        subscribe.account = account;
        subscribe.subscriber = subscriber;
        fill(subscribe.command, atMs, id);
        subscribe.command.name = plan;
        return subscribe.command;
    }

    private static void fill(final Command command, final long atMs, final String id) throws InvalidRecordException {
        final byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Command.ID_LIMIT_BYTES) {
            throw new InvalidRecordException(
                    "id", id, 0, "has " + bytes.length + " bytes", "at most " + Command.ID_LIMIT_BYTES);
        }
        command.atMs = atMs;
        command.id(bytes);
    }

    private String currency(final JsonFields fields) throws InvalidRecordException {
        final String currency = fields.text("currency");
        if (currency == null) {
            return values.units.currency();
        }
        try {
            return Money.of(currency).code();
        } catch (final IllegalArgumentException e) {
            throw fields.wrong("currency", "is no currency with amounts", "an ISO 4217 code such as EUR");
        }
    }

    private static String timezone(final JsonFields fields) throws InvalidRecordException {
        final String zone = fields.text("timezone");
        try {
            return zone == null ? "UTC" : ZoneId.of(zone).getId();
        } catch (final DateTimeException e) {
            throw fields.wrong("timezone", "is no time zone", TIMEZONE_RIGHT);
        }
    }
}
