package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PendingTransfer;
import org.junit.jupiter.api.Test;

/**
 * After every command of random cases, for each account: granted = spent + reserved + remaining + expired + in transit + sent over all buckets,
 * and every bucket, line, accumulator and item in transit is the sum of what the journal says of it; and for both together: what was
 * granted but not received from one another = spent + remaining + expired + in transit and not received. {@code -Dratinggrid.books=N} runs more cases.
 */
class ConservationTest {
    private static final int COMMANDS = 120;
    private static final int CASES = Integer.getInteger("ratinggrid.books", 300);
    /** Limit of the policy {@code overdraw} in random catalogs. */
    private static final long MOST_OVERDRAWN = 100_000;

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
        final Map<String, JournalLedger> ledgers = new TreeMap<>();
        final List<RandomCommands> random = new ArrayList<>();
        final List<Command> opening = new ArrayList<>();
        for (final String account : List.of(AgreementCase.ACCOUNT, AgreementCase.OTHER)) {
            ledgers.put(account, new JournalLedger(AccountKey.of(account)));
            random.add(new RandomCommands(account, AgreementCase.TRANSFER_TO, dice, catalogs, reference, begin));
            opening.addAll(random.get(random.size() - 1).opening());
        }
        for (int i = 0; i < COMMANDS; i++) {
            final Command command =
                    i < opening.size() ? opening.get(i) : dice.one(random).next();
            reference.execute(command);
            fast.execute(command);
            final String where = "seed=" + seed + " command " + i + ": " + Commands.text(command);
            ledgers.forEach((name, ledger) -> {
                ledger.read(fast.partition());
                final Account account = fast.partition().account(AccountKey.of(name));
                if (account != null) {
                    assertEquals(List.of(), ledger.differences(account), where);
                    assertTrue(ledger.heldTwice() <= MOST_OVERDRAWN, where);
                }
            });
            assertEquals(
                    notReceived(reference, fast),
                    ledgers.values().stream().mapToLong(JournalLedger::leftOver).sum(),
                    where);
        }
    }

    /** What is in transit and was not granted where it goes to. */
    private static long notReceived(final ReferenceEngine reference, final FastEngine fast) {
        final Set<Long> received = reference.transfers().sent().stream()
                .filter(sent -> reference.transfers().answer(sent).equals(Optional.of(ResultCode.DONE)))
                .map(ReferenceTransfers.Sent::item)
                .collect(Collectors.toSet());
        return fast.partition().pendingItems(Integer.MAX_VALUE, item -> !received.contains(item.item())).stream()
                .filter(PendingTransfer.class::isInstance)
                .mapToLong(item -> ((PendingTransfer) item).amount())
                .sum();
    }
}
