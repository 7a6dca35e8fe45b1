package io.ratinggrid.node.output;

import io.ratinggrid.rating.command.ResultCode;

/** A sentence for people on each result. */
public final class Reasons {
    private Reasons() {}

    public static String of(final ResultCode code) {
        return switch (code) {
            case DONE -> "done";
            case PARTLY_FUNDED -> "only a part could be paid; the rest is unfunded";
            case DUPLICATE -> "the same event came before; its first answer stands";
            case CONFLICT ->
                "an event of the same origin and id came before with other content; this one is not charged";
            case UNKNOWN_SUBSCRIBER -> "no account has this subscriber; add it, then replay";
            case NO_TARIFF ->
                "no charge of the subscriber's plans prices it; mend the catalog or the plans, then replay";
            case TOO_OLD_TO_CHECK -> "it is older than the duplicate window, so it might have been charged before";
            case PERIOD_FINAL -> "its bill cycle is final and no longer kept";
            case UNKNOWN_ACCOUNT -> "the account is not open; open it, then replay";
            case IDENTITY_MOVED -> "its identity belonged to another account at its time";
            case TOO_MUCH_AT_ONCE ->
                "its time lies more bill cycles ahead than one command may turn; mend its time, or advance time in steps";
            case NO_CATALOG -> "no catalog version is effective at its time";
            case UNFUNDED -> "no part of it could be paid";
            case AMOUNT_OVERFLOW -> "an amount would leave its range";
            case ACCOUNT_QUARANTINED -> "the account is set aside after a broken invariant";
            case ALREADY_EXISTS -> "it is there already";
            case UNKNOWN_NAME ->
                "there is none: no plan, bucket or line of the catalog, no subscription that holds, or no open invoice";
            case INVALID_VALUE -> "a value is outside what the command allows";
            case NOT_SUPPORTED -> "this version does not carry out commands of this type";
            case BEYOND_LAST_TIER -> "its quantity lies beyond the last tier, which refuses more";
            case CATALOG_REFUSED -> "the catalog has errors";
            case ALREADY_SETTLED -> "the transfer was settled before";
            case TOO_MANY_IN_TRANSIT ->
                "as many transfers or cancellations of the account are under way as may be; try again when they are settled";
            case UNKNOWN_EVENT -> "the account has carried out no event of this origin and id that it knows of";
            case TOO_MANY_RESERVED -> "the subscriber holds as many reservations as may be";
            case EVENT_TOO_OLD -> "the event is older than the duplicate window";
            case ALREADY_CANCELLED -> "the event was cancelled before";
            case NOT_REVERSIBLE -> "it is no usage, or usage that cannot be taken back, such as a level";
            case NO_LONGER_KEPT -> "the journal no longer has the event";
            case NOT_COVERED ->
                "where the event was to be moved to cannot pay for all of it: the buckets that held at its start, or what may be owed";
            case ALREADY_THERE -> "the event is paid from there already, or costs nothing";
        };
    }
}
