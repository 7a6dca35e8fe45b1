package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import org.junit.jupiter.api.Test;

/**
 * After every command of random cases: granted = spent + remaining + expired over all buckets, and every bucket, line and
 * accumulator is the sum of what the journal says of it. {@code -Dratinggrid.books=N} runs more cases.
 */
class ConservationTest {
    private static final int COMMANDS = 120;
    private static final int CASES = Integer.getInteger("ratinggrid.books", 300);
    private static final long SEED = Long.getLong("ratinggrid.seed", System.nanoTime());

    @Test
    void shouldBalanceAfterEveryCommand() {
        System.out.println("conservation: seed=" + SEED + " cases=" + CASES + " commands=" + CASES * COMMANDS);
        LongStream.range(SEED, SEED + CASES).parallel().forEach(ConservationTest::check);
    }

    private static void check(final long seed) {
        final Dice dice = new Dice(Hash64.mix(seed));
        final Instant begin = RandomCommands.begin(dice);
        final List<CatalogModel> catalogs = RandomCatalogs.create(dice, begin);
        final ReferenceEngine reference = new ReferenceEngine(catalogs);
        final FastEngine fast = new FastEngine(catalogs);
        final RandomCommands random = new RandomCommands(AgreementCase.ACCOUNT, dice, catalogs, reference, begin);
        final JournalLedger ledger = new JournalLedger();
        final List<Command> opening = new ArrayList<>(random.opening());
        for (int i = 0; i < COMMANDS; i++) {
            final Command command = i < opening.size() ? opening.get(i) : random.next();
            reference.execute(command);
            fast.execute(command);
            ledger.read(fast.partition());
            final Account account = fast.partition().account(AccountKey.of(AgreementCase.ACCOUNT));
            if (account != null) {
                final int at = i;
                assertEquals(
                        List.of(),
                        ledger.differences(account),
                        () -> "seed=" + seed + " command " + at + ": " + Commands.text(command));
            }
        }
    }
}
