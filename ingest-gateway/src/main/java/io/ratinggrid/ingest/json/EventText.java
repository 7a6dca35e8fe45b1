package io.ratinggrid.ingest.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.store.JsonObjectText;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.GrantAmount;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.quantity.Quantities;

/**
 * Writes a command as a line that {@link JsonCommandReader} reads back as the same command. What only a hash is left of is
 * written as the hash; names that are known can be given. One thread.
 */
public final class EventText {
    /** What an adjustment's text says when it is of a line. */
    private static final String LINE = "line";

    private final ServiceUnits units;
    private final Map<Integer, String> services = new HashMap<>();

    public EventText(final ServiceUnits units) {
        this.units = units;
    }

    /** Names that are known beside the command; null or empty: not known. */
    public record Names(
            String account,
            String subscriber,
            String identity,
            String origin,
            String service,
            String quantity,
            String session,
            Map<String, String> attributes) {
        public static final Names NONE = new Names(null, null, null, null, null, null, null, Map.of());
    }

    /** The command as it came back from the grid. */
    public String of(final Command command) {
        return of(command, Names.NONE);
    }

    /** The command as it came back from the grid, with the name of its account; null: not known. */
    public String of(final Command command, final String account) {
        return of(command, new Names(account, null, null, null, null, null, null, Map.of()));
    }

    /** The command as it came back from the grid, with the identity that its account is found by, and without the account. */
    public String found(final Command command, final String identity) {
        return of(command, new Names(null, null, identity, null, null, null, null, Map.of()));
    }

    public String of(final Command command, final Names names) {
        final JsonObjectText json = new JsonObjectText()
                .add("type", command.type.word())
                .add("at", time(command.atMs))
                .add("id", new String(command.id, 0, command.idLength, StandardCharsets.UTF_8))
                .add("origin", or(names.origin(), command.origin == 0 ? null : RawHash.text(command.origin)));
        addOwner(command, names, json);
        if (command.type.isUsage()) {
            addUsage(command, names, json);
            if (command.type == CommandType.REPLACE_EVENT) {
                addEvent(command, json);
            }
        } else {
            addOther(command, json);
        }
        return json.toString();
    }

    private static void addOwner(final Command command, final Names names, final JsonObjectText json) {
        if (command.type == CommandType.MOVE_IDENTITY) {
            json.add("identity", command.name);
            return;
        }
        if (command.type == CommandType.OPEN_ACCOUNT) {
            json.add("account", command.name);
            return;
        }
        final boolean resolved = names.identity() == null || names.identity().isEmpty();
        json.add(
                "account",
                or(names.account(), resolved && command.account != 0 ? RawHash.text(command.account) : null));
        if (command.type != CommandType.ADD_SUBSCRIBER) {
            final boolean known = resolved && command.subscriber != 0;
            json.add("subscriber", or(names.subscriber(), known ? RawHash.ordinal(command.subscriber) : null));
        }
        json.add("identity", names.identity());
    }

    private void addUsage(final Command command, final Names names, final JsonObjectText json) {
        json.add("start", time(command.startMs))
                .add("end", time(command.untilMs))
                .add("service", or(names.service(), serviceOf(command)))
                .add("quantity", or(names.quantity(), quantity(command)));
        if (command.numberLength > 0) {
            json.add("to", "+" + Digits.text(command.number, command.numberLength));
        }
        json.add("session", or(names.session(), command.session == 0 ? null : RawHash.text(command.session)))
                .add("last", command.sessionEnds)
                .add("online", command.online)
                .add("amount", amount(command));
        addAttributes(command, names, json);
    }

    private static void addAttributes(final Command command, final Names names, final JsonObjectText json) {
        if (command.attributes == 0) {
            return;
        }
        final JsonObjectText attributes = new JsonObjectText();
        if (names.attributes().isEmpty()) {
            for (int i = 0; i < command.attributes; i++) {
                attributes.add(RawHash.text(command.attributeNames[i]), RawHash.text(command.attributeValues[i]));
            }
        } else {
            names.attributes().forEach(attributes::add);
        }
        json.addJson("attributes", attributes.toString());
    }

    private void addOther(final Command command, final JsonObjectText json) {
        switch (command.type) {
            case OPEN_ACCOUNT -> addTerms(command, json);
            case SUBSCRIBE, CHANGE_PLAN, CANCEL, PAUSE, RESUME -> addSubscription(command, json);
            case ADD_SUBSCRIBER -> json.add("subscriber", command.name);
            case TOP_UP ->
                json.add("bucket", command.name)
                        .add("amount", isMoney(command.name) ? amount(command) : RawHash.quantity(command.quantity))
                        .add("price", isMoney(command.name) ? null : amount(command))
                        .add("line", command.text)
                        .add("from", time(command.fromMs))
                        .add("until", time(command.untilMs));
            case ADJUST -> addAdjustment(command, json);
            case TRANSFER ->
                json.add("bucket", command.name)
                        .add("amount", isMoney(command.name) ? amount(command) : RawHash.quantity(command.quantity))
                        .add("to", command.text)
                        .add("to-subscriber", command.zone)
                        .add("until", time(command.untilMs));
            case MOVE_IDENTITY ->
                json.add("from", time(command.fromMs)).add("to", command.text).add("to-subscriber", command.zone);
            case CANCEL_EVENT, MOVE_EVENT -> {
                addEvent(command, json);
                json.add("start", time(command.fromMs));
                json.add("to", command.payer == Payer.ANY ? null : command.payer.word());
            }
            case VOID_INVOICE -> json.add("invoice", Long.toString(command.quantity));
            case CREDIT_NOTE ->
                json.add("invoice", Long.toString(command.quantity))
                        .add("amount", amount(command))
                        .add("line", command.name.isEmpty() ? null : command.name);
            case PAYMENT, REFUND ->
                json.add("amount", amount(command))
                        .add("reference", command.name)
                        .add("invoice", command.quantity == 0 ? null : Long.toString(command.quantity));
            case RESERVE, COMMIT, RELEASE -> addSession(command, json);
            case ADVANCE_TIME -> json.add("until", time(command.fromMs));
            default -> {
                // Has nothing else.
            }
        }
    }

    private static void addTerms(final Command command, final JsonObjectText json) {
        json.add("currency", command.text)
                .add("timezone", command.zone)
                .add("credit-limit", amount(command))
                .add("legal-entity", command.quantity == 0 ? null : RawHash.text((int) command.quantity));
        CycleFields.add(json, command.cycleRule);
    }

    private static void addEvent(final Command command, final JsonObjectText json) {
        json.add("event", command.name).add("event-origin", command.text.isEmpty() ? null : command.text);
    }

    private static void addSession(final Command command, final JsonObjectText json) {
        json.add("session", command.name)
                .add("number", Long.toString(command.requestNumber))
                .add("start", time(command.startMs))
                .add("validity", command.validitySeconds == 0 ? null : Long.toString(command.validitySeconds))
                .add("last", command.sessionEnds);
        final StringJoiner groups = new StringJoiner(",", "[", "]");
        for (int i = 0; i < command.groups; i++) {
            groups.add(group(command, command.group(i)));
        }
        json.addJson("groups", groups.toString());
    }

    private static String group(final Command command, final SessionGroup group) {
        final JsonObjectText json = new JsonObjectText().add("group", Integer.toString(group.group));
        if (command.type != CommandType.RELEASE) {
            json.add("service", RawHash.text(group.service))
                    .add("used", group.hasUsed ? RawHash.quantity(group.used) : null)
                    .add("request", group.hasRequest ? RawHash.quantity(group.requested) : null)
                    .add("to", group.numberLength == 0 ? null : "+" + Digits.text(group.number, group.numberLength));
            if (group.attributes > 0) {
                final JsonObjectText attributes = new JsonObjectText();
                for (int i = 0; i < group.attributes; i++) {
                    attributes.add(RawHash.text(group.attributeNames[i]), RawHash.text(group.attributeValues[i]));
                }
                json.addJson("attributes", attributes.toString());
            }
        }
        return json.toString();
    }

    private String amounts(final Command command) {
        if (command.grantAmounts.isEmpty()) {
            return "";
        }
        final JsonObjectText amounts = new JsonObjectText();
        for (final GrantAmount amount : command.grantAmounts) {
            amounts.add(
                    amount.bucket(),
                    isMoney(amount.bucket())
                            ? BigDecimal.valueOf(amount.unscaled(), amount.decimals())
                                    .toPlainString()
                            : RawHash.quantity(amount.unscaled()));
        }
        return amounts.toString();
    }

    private void addSubscription(final Command command, final JsonObjectText json) {
        json.add("plan", command.name)
                .add("to", command.type == CommandType.CHANGE_PLAN && !command.text.isEmpty() ? command.text : null)
                .add("quantity", command.quantity == 0 ? null : Long.toString(command.quantity))
                .addJson("amounts", amounts(command))
                .add("from", time(command.fromMs))
                .add("effective", command.atCycleEnd ? ChangeLine.CYCLE_END : null);
    }

    private void addAdjustment(final Command command, final JsonObjectText json) {
        if (LINE.equals(command.text)) {
            json.add("amount", amount(command)).add("line", command.name);
        } else {
            json.add("bucket", command.name)
                    .add("amount", isMoney(command.name) ? amount(command) : RawHash.quantity(command.quantity));
        }
    }

    private boolean isMoney(final String bucket) {
        return units.bucket(bucket)
                .map(measure -> measure.unit().equals(units.currency()))
                .orElse(false);
    }

    private String serviceOf(final Command command) {
        return nameOf(command.service).orElseGet(() -> RawHash.text(command.service));
    }

    private String quantity(final Command command) {
        return nameOf(command.service)
                .flatMap(units::service)
                .map(measure -> Quantities.format(command.quantity, measure))
                .orElseGet(() -> RawHash.quantity(command.quantity));
    }

    private Optional<String> nameOf(final int service) {
        if (!services.containsKey(service)) {
            units.services().forEach(name -> services.put(Symbol.of(name), name));
        }
        return Optional.ofNullable(services.get(service));
    }

    private static String amount(final Command command) {
        return command.hasAmount
                ? BigDecimal.valueOf(command.amountUnscaled, command.amountDecimals)
                        .toPlainString()
                : null;
    }

    private static String time(final long timeMs) {
        return timeMs == 0 ? null : Instant.ofEpochMilli(timeMs).toString();
    }

    private static String or(final String known, final String other) {
        return known == null || known.isEmpty() ? other : known;
    }
}
