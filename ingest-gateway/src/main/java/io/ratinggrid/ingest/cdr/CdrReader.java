package io.ratinggrid.ingest.cdr;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import io.ratinggrid.ingest.directory.IdentityType;
import io.ratinggrid.ingest.input.DecimalText;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.Identities;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.PhoneNumbers;
import io.ratinggrid.ingest.input.QuantityText;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.json.EventText;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;

/** Makes a usage event of the fields of one record. One thread. */
final class CdrReader {
    private static final int MOST_AMOUNT_DECIMALS = 12;

    /** What is known of a service of the catalog, for the time of one file. */
    private record KnownService(String name, int symbol, Measure measure, BigDecimal bareSize) {}

    private final CdrMapping mapping;
    private final ServiceUnits units;
    private final InputLimits limits;
    private final PhoneNumbers numbers;
    private final TimeFormat times;
    private final QuantityText quantities = new QuantityText();
    private final DecimalText decimal = new DecimalText();
    private final EventText events;
    private final Map<String, KnownService> services = new HashMap<>();
    private final TextCache<String> serviceNames;
    private final TextCache<Integer> origins = new TextCache<>(Symbol::of);
    private final TextCache<Long> attributeHashes = new TextCache<>(AttributeValue::hash);
    private final Map<String, Integer> attributeSymbols = new HashMap<>();
    private final byte[] digits = new byte[16];
    private final byte[] msisdn = (IdentityType.MSISDN.word() + ":").getBytes(StandardCharsets.US_ASCII);

    private TextLine line;
    private CsvFields fields;

    CdrReader(final CdrMapping mapping, final ServiceUnits units, final InputLimits limits) {
        this.mapping = mapping;
        this.units = units;
        this.limits = limits;
        numbers = new PhoneNumbers(mapping.region());
        times = new TimeFormat(mapping.timeFormat(), new LocalZone(mapping.zone()));
        events = new EventText(units);
        serviceNames = new TextCache<>(value -> mapping.serviceValues().isEmpty()
                ? value
                : mapping.serviceValues().getOrDefault(value, ""));
        mapping.attributes().keySet().forEach(name -> attributeSymbols.put(name, Symbol.of(name)));
    }

    void read(final CsvFields newFields, final CsvColumns columns, final TextLine newLine, final Decoded into)
            throws InvalidRecordException {
        fields = newFields;
        line = newLine;
        final Command command = into.command;
        readId(columns, command);
        readStart(columns, command);
        readOwner(columns, into);
        readNumber(columns, command);
        readSession(columns, command);
        readAttributes(columns, command);
        if (columns.amount != null) {
            readAmount(columns.amount, command);
        }
        readService(columns, into);
    }

    private void readId(final CsvColumns columns, final Command command) throws InvalidRecordException {
        final CharSequence id = columns.id.value(fields);
        if (id.length() == 0) {
            throw wrong(columns.id, id, "is missing", "what tells the record from others");
        }
        command.idLength = ascii(id, command.id);
        if (command.idLength < 0) {
            final byte[] bytes = id.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > Command.ID_LIMIT_BYTES) {
                throw wrong(columns.id, id, "has " + bytes.length + " bytes", "at most " + Command.ID_LIMIT_BYTES);
            }
            command.id(bytes);
        }
        command.origin = origins.of(columns.origin.value(fields));
    }

    /** Writes ASCII text; -1 if it is something else or too long. */
    private static int ascii(final CharSequence text, final byte[] into) {
        if (text.length() > into.length) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            final char next = text.charAt(i);
            if (next > 0x7f) {
                return -1;
            }
            into[i] = (byte) next;
        }
        return text.length();
    }

    private void readStart(final CsvColumns columns, final Command command) throws InvalidRecordException {
        final CharSequence start = columns.start.value(fields);
        try {
            command.startMs = times.parse(start);
            limits.checkTime("", start, 0, command.startMs);
        } catch (final InvalidRecordException e) {
            throw at(columns.start, e);
        }
        command.atMs = mapping.receivedNow() ? Math.max(System.currentTimeMillis(), command.startMs) : command.startMs;
    }

    private void readOwner(final CsvColumns columns, final Decoded into) throws InvalidRecordException {
        if (columns.account != null) {
            final CharSequence account = columns.account.value(fields);
            into.account = account.length() == 0 ? null : name(columns.account, account);
        }
        if (columns.subscriber != null) {
            final CharSequence subscriber = columns.subscriber.value(fields);
            into.subscriber = subscriber.length() == 0 ? null : name(columns.subscriber, subscriber);
        }
        if (columns.identity != null) {
            readIdentity(columns.identity, into);
        }
        if (into.account == null && into.identity.length() == 0) {
            final Column column = columns.identity == null ? columns.account : columns.identity;
            throw wrong(column, "", "is missing", "whose usage it was");
        }
    }

    private void readIdentity(final Column column, final Decoded into) throws InvalidRecordException {
        final CharSequence value = column.value(fields);
        if (value.length() == 0) {
            return;
        }
        if (mapping.identityType() == IdentityType.MSISDN) {
            final int length = numbers.internationalDigits(value, digits, 0);
            if (length > 0) {
                into.identity.putBytes(msisdn, 0, msisdn.length);
                into.identity.putBytes(digits, 0, length);
                return;
            }
        }
        try {
            into.identity(Identities.of(mapping.identityType().word(), value.toString(), numbers));
        } catch (final InvalidRecordException e) {
            throw at(column, e);
        }
    }

    private void readNumber(final CsvColumns columns, final Command command) throws InvalidRecordException {
        final CharSequence to = columns.to == null ? "" : columns.to.value(fields);
        if (to.length() == 0) {
            return;
        }
        final int length = numbers.internationalDigits(to, digits, 0);
        if (length > 0) {
            long number = 0;
            for (int i = 0; i < length; i++) {
                number = number * 10 + digits[i] - '0';
            }
            command.number = number * Money.power10(Digits.LIMIT - length);
            command.numberLength = length;
            return;
        }
        try {
            final String normal = numbers.normal(to);
            command.number = Digits.of(normal);
            command.numberLength = normal.length();
        } catch (final InvalidRecordException e) {
            throw at(columns.to, e);
        }
    }

    private void readSession(final CsvColumns columns, final Command command) throws InvalidRecordException {
        final CharSequence session = columns.session == null ? "" : columns.session.value(fields);
        if (session.length() > 0) {
            command.session = AttributeValue.hash(name(columns.session, session));
            command.sessionEnds = columns.last != null && columns.last.holds(fields);
        }
    }

    private void readAttributes(final CsvColumns columns, final Command command) {
        for (final Map.Entry<String, Column> attribute : columns.attributes.entrySet()) {
            final CharSequence value = attribute.getValue().value(fields);
            if (value.length() > 0) {
                command.attribute(attributeSymbols.get(attribute.getKey()), attributeHashes.of(value));
            }
        }
    }

    private void readAmount(final Column column, final Command command) throws InvalidRecordException {
        final CharSequence amount = column.value(fields);
        if (amount.length() == 0) {
            return;
        }
        if (!decimal.parse(amount) || decimal.decimals() > MOST_AMOUNT_DECIMALS) {
            throw wrong(column, amount, "is no amount of money", "a decimal such as 12.50");
        }
        command.hasAmount = true;
        command.amountUnscaled = decimal.unscaled();
        command.amountDecimals = decimal.decimals();
    }

    private void readService(final CsvColumns columns, final Decoded into) throws InvalidRecordException {
        final CharSequence value = columns.service.value(fields);
        final String name = columns.service.isConstant() ? value.toString() : serviceNames.of(value);
        if (name.isEmpty()) {
            throw wrong(
                    columns.service,
                    value,
                    "is no service of mapping " + mapping.name(),
                    "one of " + String.join(", ", mapping.serviceValues().keySet()));
        }
        final KnownService known = known(name);
        into.command.service = known == null ? Symbol.of(name) : known.symbol();
        if (known == null) {
            into.unknownService = name;
            return;
        }
        final Column column = quantityOf(columns, name);
        final CharSequence quantity = column.value(fields);
        into.command.quantity = quantity(column, quantity, known);
        if (into.command.quantity < 0) {
            throw wrong(column, quantity, "is negative", "0 or more");
        }
        if (known.measure().dimension() == Dimension.TIME && into.command.quantity > limits.mostTimeMs()) {
            throw wrong(column, quantity, "is too long", "at most " + limits.mostTimeMs() / 86_400_000 + " days");
        }
    }

    private long quantity(final Column column, final CharSequence text, final KnownService service)
            throws InvalidRecordException {
        if (text.length() == 0) {
            throw wrong(column, text, "is missing", "how much was used");
        }
        try {
            return quantities.parse(text, service.measure(), service.bareSize());
        } catch (final InvalidRecordException e) {
            throw at(column, e);
        }
    }

    private Column quantityOf(final CsvColumns columns, final String service) throws InvalidRecordException {
        final Column own = columns.quantities.get(service);
        final Column column = own == null ? columns.quantities.get("") : own;
        if (column == null) {
            throw new InvalidRecordException(
                    "quantity", service, 0, "has no quantity in mapping " + mapping.name(), "quantity: by-service");
        }
        return column;
    }

    /** Null while the catalog does not have it. */
    private KnownService known(final String name) throws InvalidRecordException {
        final KnownService known = services.get(name);
        if (known != null) {
            return known;
        }
        final Measure measure = units.service(name).orElse(null);
        if (measure == null) {
            return null;
        }
        final KnownService found = new KnownService(name, Symbol.of(name), measure, bareSize(name, measure));
        services.put(name, found);
        return found;
    }

    private BigDecimal bareSize(final String service, final Measure measure) throws InvalidRecordException {
        final QuantityRule own = mapping.quantities().get(service);
        final QuantityRule rule = own == null ? mapping.quantities().get("") : own;
        if (rule == null || rule.unit().isEmpty()) {
            return measure.unitSize();
        }
        try {
            return Quantities.parsePer(rule.unit(), measure);
        } catch (final QuantityFormatException e) {
            throw new InvalidRecordException(
                    "unit",
                    rule.unit(),
                    0,
                    "of mapping " + mapping.name() + " does not fit " + service,
                    e.wouldBeRight());
        }
    }

    private String name(final Column column, final CharSequence value) throws InvalidRecordException {
        final String text = value.toString();
        if (text.length() > limits.mostNameBytes()) {
            throw wrong(column, value, "is too long", "at most " + limits.mostNameBytes() + " characters");
        }
        return text;
    }

    private InvalidRecordException wrong(
            final Column column, final CharSequence value, final String wrong, final String right) {
        return new InvalidRecordException(column.name(), value, column.position(fields, line), wrong, right);
    }

    private InvalidRecordException at(final Column column, final InvalidRecordException e) {
        return e.at(column.name(), column.position(fields, line));
    }

    /** The record read last as a line for suspense. */
    String eventOf(final Decoded record, final CsvFields from, final CsvColumns columns) {
        final Map<String, String> attributes = new LinkedHashMap<>();
        columns.attributes.forEach((name, column) -> {
            final String value = column.value(from).toString();
            if (!value.isEmpty()) {
                attributes.put(name, value);
            }
        });
        return events.of(
                record.command,
                new EventText.Names(
                        record.account,
                        record.subscriber,
                        record.identityText(),
                        columns.origin.value(from).toString(),
                        record.unknownService,
                        record.unknownService == null ? null : quantityText(record.unknownService, from, columns),
                        columns.session == null
                                ? null
                                : columns.session.value(from).toString(),
                        attributes));
    }

    private String quantityText(final String service, final CsvFields from, final CsvColumns columns) {
        final Column own = columns.quantities.get(service);
        final Column column = own == null ? columns.quantities.get("") : own;
        final QuantityRule ownRule = mapping.quantities().get(service);
        final QuantityRule rule = ownRule == null ? mapping.quantities().get("") : ownRule;
        return column == null ? "" : (column.value(from) + " " + rule.unit()).strip();
    }
}
