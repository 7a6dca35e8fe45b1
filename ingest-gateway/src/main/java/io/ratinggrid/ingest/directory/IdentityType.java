package io.ratinggrid.ingest.directory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of identities; two values are the same only within one kind. */
public enum IdentityType {
    /** Telephone number, E.164 digits without plus. */
    MSISDN,
    /** Number of a SIM, up to 15 digits. */
    IMSI,
    /** Number of a device. */
    IMEI,
    /** SIP address. */
    SIP,
    /** Name at an access server. */
    USER,
    /** IPv4 or IPv6 address. */
    IP,
    /** Key of an API client. */
    KEY,
    /** Anything else. */
    ANY;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** As input files write it. */
    public String word() {
        return word;
    }

    public static Optional<IdentityType> ofWord(final String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(IdentityType::word).toList();
    }
}
