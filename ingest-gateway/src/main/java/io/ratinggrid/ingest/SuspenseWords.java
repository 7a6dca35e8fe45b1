package io.ratinggrid.ingest;

import io.ratinggrid.rating.command.ResultCode;

/** Why the grid could not rate a record, for people. */
final class SuspenseWords {
    private SuspenseWords() {}

    static String of(final ResultCode code) {
        return switch (code) {
            case NO_TARIFF -> "no charge of the subscriber's plans, nor a fallback, prices it";
            case TOO_OLD_TO_CHECK ->
                "is older than the duplicate window: it cannot be told whether it was charged before";
            case PERIOD_FINAL -> "its period is final";
            case UNKNOWN_ACCOUNT -> "the account is not open";
            case UNKNOWN_SUBSCRIBER -> "the account has no such subscriber";
            case NO_CATALOG -> "no catalog version is effective at its time";
            case IDENTITY_MOVED -> "the identity belonged to another account at its time; it is taken there by itself";
            case TOO_MUCH_AT_ONCE ->
                "its time lies more bill cycles ahead than one command may turn: is a clock wrong?";
            default -> code.name();
        };
    }
}
