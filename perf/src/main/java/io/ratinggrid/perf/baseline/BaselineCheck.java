package io.ratinggrid.perf.baseline;

import java.math.BigDecimal;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.Bytes;

/**
 * Looks at all that the caches hold: each event must be there once, as it is drawn again, with its price, and each account must have what its
 * events come to. Events first, then accounts. One thread.
 */
final class BaselineCheck {
    private final CanonicalEvents workload;
    private final long sent;
    private final BitSet seen = new BitSet();
    /** What accounts with events must have. */
    private final Map<Long, AccountState> expected = new HashMap<>();

    private long otherwise;
    private long neverSent;
    private long accounts;
    private long accountsOtherwise;

    /** {@code sent}: events, from the first on. */
    BaselineCheck(final RigSettings settings, final long sent) {
        workload = settings.workload();
        this.sent = sent;
    }

    void event(final String id, final RatedEvent rated) {
        final byte[] bytes = HexFormat.of().parseHex(id);
        final long number = Bytes.getLong(bytes, bytes.length - Long.BYTES);
        if (number < 0 || number >= sent) {
            neverSent++;
            return;
        }
        seen.set((int) number);
        final UsageEvent drawn = UsageEvent.of(workload.fill(number));
        final BigDecimal price = Rates.current().price(drawn);
        if (!id.equals(drawn.id) || !drawn.isSame(rated.event) || price.compareTo(rated.price) != 0) {
            otherwise++;
        }
        expected.computeIfAbsent(drawn.account, key -> new AccountState()).add(drawn, price);
    }

    void account(final long key, final AccountState account) {
        accounts++;
        final AccountState own = expected.remove(key);
        if (!account.isSame(own == null ? new AccountState() : own)) {
            accountsOtherwise++;
        }
    }

    /** {@code rated}, {@code accounts}, and what is wrong, all 0 if nothing is. */
    Figures figures() {
        return new Figures()
                .put("rated", seen.cardinality())
                .put("accounts", accounts)
                .put("lost", sent - seen.cardinality())
                .put("never sent", neverSent)
                .put("otherwise", otherwise)
                .put("accounts otherwise", accountsOtherwise)
                .put("accounts lost", expected.size());
    }
}
