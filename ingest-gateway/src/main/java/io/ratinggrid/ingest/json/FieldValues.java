package io.ratinggrid.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.ingest.input.DecimalText;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.PhoneNumbers;
import io.ratinggrid.ingest.input.QuantityText;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.input.TimeText;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.GrantAmount;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.text.DidYouMean;

/** Turns members of a line into times, amounts, quantities and names of a command. One thread. */
final class FieldValues {
    private static final int MOST_AMOUNT_DECIMALS = 12;
    private static final String AMOUNTS = "amounts";

    final PhoneNumbers numbers;
    final ServiceUnits units;
    final InputLimits limits;
    private final LocalZone zone;
    private final TimeText times = new TimeText();
    private final QuantityText quantities = new QuantityText();
    private final DecimalText decimal = new DecimalText();

    FieldValues(final PhoneNumbers numbers, final ServiceUnits units, final InputLimits limits, final LocalZone zone) {
        this.numbers = numbers;
        this.units = units;
        this.limits = limits;
        this.zone = zone;
    }

    /** Milliseconds since the epoch, {@code missing} if not given. */
    long time(final JsonFields fields, final String name, final long missing) throws InvalidRecordException {
        final String text = fields.text(name);
        if (text == null) {
            return missing;
        }
        try {
            final long timeMs = times.parse(text, zone);
            limits.checkTime("", text, 0, timeMs);
            return timeMs;
        } catch (final InvalidRecordException e) {
            throw fields.wrong(name, e.getMessage(), e.right());
        }
    }

    /** A time that must be given. */
    long requiredTime(final JsonFields fields, final String name) throws InvalidRecordException {
        fields.required(name, TimeText.RIGHT);
        return time(fields, name, 0);
    }

    /** A name, null if not given. */
    String name(final JsonFields fields, final String name) throws InvalidRecordException {
        return checked(fields, name, fields.text(name));
    }

    String requiredName(final JsonFields fields, final String name, final String right) throws InvalidRecordException {
        return checked(fields, name, fields.required(name, right));
    }

    private String checked(final JsonFields fields, final String name, final String text)
            throws InvalidRecordException {
        final int length = text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
        if (length > limits.mostNameBytes()) {
            throw fields.wrong(name, "has " + length + " bytes", "at most " + limits.mostNameBytes());
        }
        return text;
    }

    /** Sets an amount of money if it is given. */
    void amount(final JsonFields fields, final String name, final Command command) throws InvalidRecordException {
        final JsonValue value = fields.scalar(name);
        if (value == null) {
            return;
        }
        if (!decimal.parse(withoutCurrency(fields, value)) || decimal.decimals() > MOST_AMOUNT_DECIMALS) {
            throw fields.wrong(name, "is no amount of money", "a decimal such as 12.50");
        }
        command.hasAmount = true;
        command.amountUnscaled = decimal.unscaled();
        command.amountDecimals = decimal.decimals();
    }

    /** What a subscription grants of buckets: the members of {@code amounts}, each a quantity in the unit of its bucket or an amount of money. */
    List<GrantAmount> grantAmounts(final JsonFields fields) throws InvalidRecordException {
        final List<GrantAmount> amounts = new ArrayList<>();
        final JsonFields buckets = fields.object(AMOUNTS);
        for (final JsonValue member : fields.members(AMOUNTS)) {
            if (amounts.size() == GrantAmount.LIMIT) {
                throw fields.wrong(AMOUNTS, "are too many", "at most " + GrantAmount.LIMIT);
            }
            amounts.add(grantAmount(buckets, member.name()));
        }
        return List.copyOf(amounts);
    }

    private GrantAmount grantAmount(final JsonFields buckets, final String bucket) throws InvalidRecordException {
        final Measure measure = units.bucket(bucket).orElse(null);
        if (measure == null) {
            throw buckets.wrong(bucket, "is not in the catalog", DidYouMean.phrase(bucket, units.buckets()));
        }
        final GrantAmount amount;
        if (measure.unit().equals(units.currency())) {
            final Command money = new Command();
            amount(buckets, bucket, money);
            amount = new GrantAmount(bucket, money.amountUnscaled, money.amountDecimals);
        } else {
            amount = new GrantAmount(bucket, quantity(buckets, bucket, measure), 0);
        }
        if (amount.unscaled() <= 0) {
            throw buckets.wrong(bucket, "is not more than 0", "what is granted of it");
        }
        return amount;
    }

    private String withoutCurrency(final JsonFields fields, final JsonValue value) throws InvalidRecordException {
        final String text = value.text();
        final int blank = text.indexOf(' ');
        if (value.kind() == JsonValue.Kind.NUMBER || blank < 0) {
            return text;
        }
        final String currency = text.substring(blank + 1);
        if (!currency.equals(units.currency())) {
            throw fields.wrong(value.name(), "is in " + currency, "an amount in " + units.currency());
        }
        return text.substring(0, blank);
    }

    /** Digits of a called number, international; empty if not given. */
    String digits(final JsonFields fields, final String name) throws InvalidRecordException {
        final String number = fields.text(name);
        if (number == null) {
            return "";
        }
        try {
            final String digits = numbers.normal(number);
            Digits.of(digits);
            return digits;
        } catch (final InvalidRecordException e) {
            throw fields.wrong(name, e.getMessage(), e.right());
        }
    }

    /** Takes one attribute after the other: symbol of its name, hash of its value. */
    interface Attributes {
        void add(int name, long value);
    }

    /** The members of {@code attributes}. */
    void attributes(final JsonFields fields, final Attributes into) throws InvalidRecordException {
        int count = 0;
        for (final JsonValue attribute : fields.members("attributes")) {
            if (attribute.kind() != JsonValue.Kind.TEXT && attribute.kind() != JsonValue.Kind.NUMBER
                    || attribute.text().isEmpty()) {
                throw new InvalidRecordException(
                        "attributes." + attribute.name(),
                        attribute.text(),
                        attribute.column(),
                        "is no value",
                        "a text");
            }
            if (count++ == Command.ATTRIBUTE_LIMIT) {
                throw fields.wrong("attributes", "are too many", "at most " + Command.ATTRIBUTE_LIMIT);
            }
            into.add(
                    RawHash.intOf(attribute.name()).orElseGet(() -> Symbol.of(attribute.name())),
                    RawHash.longOf(attribute.text()).orElseGet(() -> AttributeValue.hash(attribute.text())));
        }
    }

    /** Base units of a measure. */
    long quantity(final JsonFields fields, final String name, final Measure measure) throws InvalidRecordException {
        final JsonValue value = fields.scalar(name);
        if (value == null) {
            throw InvalidRecordException.missing(name, "how much, with its unit");
        }
        final Optional<Long> raw = RawHash.quantityOf(value.text());
        if (raw.isPresent()) {
            return raw.get();
        }
        try {
            return quantities.parse(value.text(), measure);
        } catch (final InvalidRecordException e) {
            throw fields.wrong(name, e.getMessage(), e.right());
        }
    }
}
