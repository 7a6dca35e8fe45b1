package io.ratinggrid.ingest.json;

import java.util.List;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.rating.text.DidYouMean;

/** Lines that change a subscription: change-plan, cancel, pause and resume. */
final class ChangeLine {
    static final String CYCLE_END = "cycle-end";

    private static final List<String> EFFECTIVE = List.of("now", CYCLE_END);

    private final FieldValues values;

    ChangeLine(final FieldValues values) {
        this.values = values;
    }

    void readChange(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readPause(fields, into);
        readEffective(fields, into);
        into.command.text = values.name(fields, "to");
        into.command.quantity = quantity(fields);
        into.command.grantAmounts = values.grantAmounts(fields);
        if (into.command.text == null && into.command.quantity == 0) {
            throw InvalidRecordException.missing("to", "the name of the new plan, or quantity");
        }
        if (into.command.text == null && !into.command.grantAmounts.isEmpty()) {
            throw fields.wrong("amounts", "are given without another plan", "to, or leave it out: they go on");
        }
    }

    void readCancel(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        readPause(fields, into);
        readEffective(fields, into);
    }

    /** What pause and resume say, and the others too. */
    void readPause(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        into.account = values.requiredName(fields, "account", "the name of the account");
        into.subscriber = values.name(fields, "subscriber");
        into.command.name = values.requiredName(fields, "plan", "the name of the plan that is subscribed to");
        into.command.fromMs = values.time(fields, "from", 0);
    }

    private static void readEffective(final JsonFields fields, final Decoded into) throws InvalidRecordException {
        final String effective = fields.text("effective");
        if (effective != null && !EFFECTIVE.contains(effective)) {
            throw fields.wrong("effective", "is not possible here", DidYouMean.phrase(effective, EFFECTIVE));
        }
        into.command.atCycleEnd = CYCLE_END.equals(effective);
        if (into.command.atCycleEnd && into.command.fromMs != 0) {
            throw fields.wrong("from", "is given beside the cycle's end", "one of from and effective");
        }
    }

    /** How many of a plan; 0: not given. */
    static long quantity(final JsonFields fields) throws InvalidRecordException {
        final JsonValue quantity = fields.scalar("quantity");
        if (quantity == null) {
            return 0;
        }
        if (!quantity.text().matches("[1-9]\\d{0,5}|1000000")) {
            throw fields.wrong("quantity", "is no number of subscriptions", "a whole number from 1 to 1000000");
        }
        return Long.parseLong(quantity.text());
    }
}
