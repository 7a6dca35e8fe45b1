package io.ratinggrid.ingest.input;

import java.util.Locale;

import io.ratinggrid.ingest.directory.IdentityType;
import io.ratinggrid.rating.text.DidYouMean;

/** Puts identities into the one form in which they are compared. */
public final class Identities {
    private static final int MOST_CHARACTERS = 200;

    private Identities() {}

    /**
     * Type, colon, value in normal form.
     *
     * @param type {@link IdentityType} word
     */
    public static String of(final String type, final String value, final PhoneNumbers numbers)
            throws InvalidRecordException {
        final IdentityType known = IdentityType.ofWord(type)
                .orElseThrow(() -> new InvalidRecordException(
                        "type", type, 0, "is no kind of identity", DidYouMean.phrase(type, IdentityType.words())));
        if (value.isBlank() || value.length() > MOST_CHARACTERS) {
            throw new InvalidRecordException(
                    "value", value, 0, "is no identity", "1 to " + MOST_CHARACTERS + " characters");
        }
        return known.word() + ':' + normal(known, value.strip(), numbers);
    }

    /** The identity of {@code type:value}. */
    public static String of(final String typeAndValue, final PhoneNumbers numbers) throws InvalidRecordException {
        final int colon = typeAndValue.indexOf(':');
        if (colon < 1) {
            throw new InvalidRecordException(
                    "", typeAndValue, 0, "is no identity", "type and value, such as msisdn:447700900123");
        }
        return of(typeAndValue.substring(0, colon), typeAndValue.substring(colon + 1), numbers);
    }

    private static String normal(final IdentityType type, final String value, final PhoneNumbers numbers)
            throws InvalidRecordException {
        return switch (type) {
            case MSISDN -> numbers.normal(value);
            case IMSI, IMEI -> digits(value);
            case SIP, IP -> value.toLowerCase(Locale.ROOT);
            case USER, KEY, ANY -> value;
        };
    }

    private static String digits(final String value) throws InvalidRecordException {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                throw new InvalidRecordException(
                        "value", value, i + 1, "has a character that is no digit", "digits only");
            }
        }
        return value;
    }
}
