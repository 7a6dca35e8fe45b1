package io.ratinggrid.perf.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.SmallRun;
import io.ratinggrid.perf.workload.CanonicalCatalog;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.command.AccountKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the baseline's caches may not hold. */
final class BaselineCheckTest {
    private static final int ACCOUNTS = 100;
    private static final int SENT = 20;

    @TempDir
    private Path directory;

    private final Map<Long, AccountState> accounts = new HashMap<>();
    private RigSettings settings;
    private BaselineCheck check;

    @BeforeEach
    void set() throws IOException {
        settings = SmallRun.in(directory, SENT, 0, 7);
        CanonicalCatalog.write(directory, settings.deck());
        Rates.load(directory.resolve("retail.csv"));
        check = new BaselineCheck(settings, SENT);
        for (int i = 0; i < ACCOUNTS; i++) {
            accounts.put(AccountKey.of(CanonicalEvents.account(i)), new AccountState());
        }
    }

    @Test
    void shouldAcceptEachEventWithItsPriceAndEachAccount() {
        for (int event = 0; event < SENT; event++) {
            take(event, BigDecimal.ZERO, 0);
        }
        assertFound(SENT, 0, 0, 0);
    }

    @Test
    void shouldFindWhatIsPricedOtherwise() {
        for (int event = 0; event < SENT; event++) {
            take(event, event == 3 ? BigDecimal.ONE : BigDecimal.ZERO, 0);
        }
        assertFound(SENT, 0, 1, 1);
    }

    @Test
    void shouldFindWhatIsNotAsItWasDrawn() {
        for (int event = 0; event < SENT; event++) {
            take(event, BigDecimal.ZERO, event == 3 ? 1 : 0);
        }
        assertFound(SENT, 0, 1, 1);
    }

    @Test
    void shouldFindWhatIsLostAndWhatWasNeverSent() {
        for (int event = 1; event <= SENT; event++) {
            take(event, BigDecimal.ZERO, 0);
        }
        assertFound(SENT - 1, 1, 0, 1);
    }

    /** As the cache has it: charged more than its price, and used more than was drawn. */
    private void take(final long event, final BigDecimal more, final long used) {
        final UsageEvent drawn = UsageEvent.of(settings.workload().fill(event));
        final UsageEvent kept = new UsageEvent(
                drawn.id, drawn.account, drawn.startMs, drawn.service, drawn.quantity + used, drawn.number);
        final BigDecimal price = Rates.current().price(kept).add(more);
        check.event(kept.id, new RatedEvent(kept, price));
        accounts.get(kept.account).add(kept, price);
    }

    private void assertFound(
            final long rated, final long neverSent, final long otherwise, final long accountsOtherwise) {
        accounts.forEach(check::account);
        final Map<String, Long> found = check.figures().all();
        assertEquals(
                Map.of(
                        "rated", rated,
                        "accounts", (long) ACCOUNTS,
                        "lost", SENT - rated,
                        "never sent", neverSent,
                        "otherwise", otherwise,
                        "accounts otherwise", accountsOtherwise,
                        "accounts lost", 0L),
                found);
    }
}
