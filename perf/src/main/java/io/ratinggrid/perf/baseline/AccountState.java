package io.ratinggrid.perf.baseline;

import java.math.BigDecimal;

/** An account as it is kept in the cache. */
final class AccountState {
    BigDecimal charged = BigDecimal.ZERO;
    long events;
    long voiceMs;
    long octets;
    long messages;

    void add(final UsageEvent event, final BigDecimal price) {
        charged = charged.add(price);
        events++;
        switch (event.service) {
            case "voice" -> voiceMs += event.quantity;
            case "data" -> octets += event.quantity;
            default -> messages++;
        }
    }

    boolean isSame(final AccountState other) {
        return charged.compareTo(other.charged) == 0
                && events == other.events
                && voiceMs == other.voiceMs
                && octets == other.octets
                && messages == other.messages;
    }
}
