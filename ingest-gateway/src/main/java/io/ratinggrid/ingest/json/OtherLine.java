package io.ratinggrid.ingest.json;

import java.nio.charset.StandardCharsets;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.Identities;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.text.DidYouMean;

/** Lines of type top-up, adjust, transfer, move-identity, cancel-event, move-event, invoice, payment, refund, credit-note, void-invoice, close-cycle and advance-time. */
final class OtherLine {
    private static final String DOCUMENT_NUMBER = "a whole number such as 3";
    private static final String PAYERS = "unbilled or prepaid";

    private final FieldValues values;

    OtherLine(final FieldValues values) {
        this.values = values;
    }

    void readTopUp(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        owner(fields, into);
        final Command command = into.command;
        final String bucket = values.requiredName(fields, "bucket", "the name of a bucket of the catalog");
        final Measure measure = values.units.bucket(bucket).orElse(null);
        if (measure == null) {
            throw fields.wrong("bucket", "is not in the catalog", DidYouMean.phrase(bucket, values.units.buckets()));
        }
        command.name = bucket;
        readStock(fields, command, measure);
        if (command.quantity <= 0 && command.amountUnscaled <= 0) {
            throw fields.wrong("amount", "is not more than 0", "what is put into the bucket");
        }
        if (!isMoney(measure)) {
            values.amount(fields, "price", command);
        }
        command.text = values.name(fields, "line");
        command.fromMs = values.time(fields, "from", 0);
        command.untilMs = values.time(fields, "until", 0);
        if (command.untilMs != 0 && command.untilMs <= Math.max(command.fromMs, command.atMs)) {
            throw fields.wrong("until", "is not after the start", "a later time, or leave it out");
        }
    }

    void readAdjust(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        owner(fields, into);
        final Command command = into.command;
        final String bucket = values.name(fields, "bucket");
        if (bucket != null) {
            command.name = bucket;
            readStock(fields, command, measure(fields, bucket));
            return;
        }
        if (into.subscriber != null) {
            throw fields.wrong(
                    "subscriber", "is given beside a document line, which is its account's", "bucket, or leave it out");
        }
        values.amount(fields, "amount", command);
        if (!command.hasAmount) {
            throw InvalidRecordException.missing("amount", "what is charged, or credited with a minus");
        }
        command.name = values.requiredName(fields, "line", "a document line, or bucket");
        command.text = "line";
    }

    void readTransfer(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        owner(fields, into);
        final Command command = into.command;
        final String bucket = values.requiredName(fields, "bucket", "the name of a bucket of the catalog");
        command.name = bucket;
        readStock(fields, command, measure(fields, bucket));
        if (command.quantity <= 0 && command.amountUnscaled <= 0) {
            throw fields.wrong("amount", "is not more than 0", "what the other account gets");
        }
        command.text = values.requiredName(fields, "to", "the name of the account that gets it");
        command.zone = values.name(fields, "to-subscriber");
        command.untilMs = values.time(fields, "until", 0);
        if (command.untilMs != 0 && command.untilMs <= command.atMs) {
            throw fields.wrong("until", "is not after at", "a later time, or leave it out");
        }
    }

    void readMove(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        final Command command = into.command;
        final String identity = fields.required("identity", "what moves, such as msisdn:447700900123");
        try {
            into.identity(Identities.of(identity, values.numbers));
        } catch (final InvalidRecordException e) {
            throw fields.wrong("identity", e.getMessage(), e.right());
        }
        command.name = into.identityText();
        command.fromMs = values.time(fields, "from", command.atMs);
        command.text = values.requiredName(fields, "to", "the name of the account that it moves to");
        command.zone = values.name(fields, "to-subscriber");
    }

    void readCancelEvent(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.requiredName(fields, "account", "the name of the account that the event was charged to");
        readEvent(fields, into.command);
        into.command.fromMs = values.time(fields, "start", 0);
    }

    /** Where to, beside what a cancellation says. */
    void readMoveEvent(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readCancelEvent(fields, into);
        final String to = fields.required("to", PAYERS);
        into.command.payer =
                Payer.ofWord(to).orElseThrow(() -> fields.wrong("to", "is nowhere that an event is moved to", PAYERS));
    }

    private void readEvent(final JsonFields fields, final Command command) throws InvalidRecordException {
        final String event = fields.required("event", "the id of the event");
        if (event.getBytes(StandardCharsets.UTF_8).length > Command.ID_LIMIT_BYTES) {
            throw fields.wrong("event", "is too long for an id", "at most " + Command.ID_LIMIT_BYTES + " bytes");
        }
        command.name = event;
        command.text = values.name(fields, "event-origin");
    }

    /** Of usage that replaces an event: which one, at which account. */
    void readReplaced(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        if (into.account == null) {
            throw InvalidRecordException.missing("account", "the name of the account that the event was charged to");
        }
        if (into.identity.length() > 0) {
            throw fields.wrong("identity", "is not what a replaced event is found by", "account and subscriber");
        }
        readEvent(fields, into.command);
    }

    void readInvoice(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.requiredName(fields, "account", "the name of the account");
    }

    void readPayment(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readRefund(fields, into);
        readInvoiceNumber(fields, into.command, DOCUMENT_NUMBER + ", or leave it out");
    }

    private static void readInvoiceNumber(final JsonFields fields, final Command command, final String right)
            throws InvalidRecordException {
        final JsonValue invoice = fields.scalar("invoice");
        if (invoice != null) {
            if (!invoice.text().matches("[1-9]\\d{0,8}")) {
                throw fields.wrong("invoice", "is no number of a document", right);
            }
            command.quantity = Long.parseLong(invoice.text());
        }
    }

    void readVoidInvoice(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readDocument(fields, into, "the number of the invoice that is void");
    }

    private void readDocument(final JsonFields fields, final Decoded into, final String right)
            throws InvalidRecordException {
        into.account = values.requiredName(fields, "account", "the name of the account");
        readInvoiceNumber(fields, into.command, DOCUMENT_NUMBER);
        if (into.command.quantity == 0) {
            throw InvalidRecordException.missing("invoice", right);
        }
    }

    void readCreditNote(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readDocument(fields, into, "the number of the document that is credited");
        values.amount(fields, "amount", into.command);
        into.command.name = values.name(fields, "line");
        if (into.command.hasAmount && into.command.amountUnscaled <= 0) {
            throw fields.wrong("amount", "is not more than 0", "what is given back");
        }
        if (into.command.hasAmount != (into.command.name != null)) {
            throw InvalidRecordException.missing(
                    into.command.hasAmount ? "line" : "amount", "amount and line, or neither: all that is overbilled");
        }
    }

    /** What payments say too. */
    void readRefund(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.requiredName(fields, "account", "the name of the account");
        into.command.name = values.name(fields, "reference");
        values.amount(fields, "amount", into.command);
        if (!into.command.hasAmount) {
            throw InvalidRecordException.missing("amount", "a decimal such as 12.50");
        }
        if (into.command.amountUnscaled <= 0) {
            throw fields.wrong("amount", "is not more than 0", "what is paid");
        }
    }

    void readCloseCycle(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.name(fields, "account");
        into.everyAccount = into.account == null;
    }

    void readAdvanceTime(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.name(fields, "account");
        into.everyAccount = into.account == null;
        into.command.fromMs = values.time(fields, "until", into.command.atMs);
    }

    private void owner(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.requiredName(fields, "account", "the name of the account");
        into.subscriber = values.name(fields, "subscriber");
    }

    private Measure measure(final JsonFields fields, final String bucket) throws InvalidRecordException {
        final Measure measure = values.units.bucket(bucket).orElse(null);
        if (measure == null) {
            throw fields.wrong("bucket", "is not in the catalog", DidYouMean.phrase(bucket, values.units.buckets()));
        }
        return measure;
    }

    private boolean isMoney(final Measure measure) {
        return measure.unit().equals(values.units.currency());
    }

    /** What a bucket is given: an amount of money, or a quantity in its unit. */
    private void readStock(final JsonFields fields, final Command command, final Measure measure)
            throws InvalidRecordException {
        if (isMoney(measure)) {
            values.amount(fields, "amount", command);
        } else {
            command.quantity = values.quantity(fields, "amount", measure);
        }
    }

    /** Types that are read here. */
    static boolean reads(final CommandType type) {
        return switch (type) {
            case TOP_UP, ADJUST, TRANSFER, MOVE_IDENTITY, CLOSE_CYCLE, ADVANCE_TIME -> true;
            default -> false;
        };
    }
}
