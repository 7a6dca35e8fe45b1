package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.Test;

/**
 * The engine and the reference carry out the same random commands and must agree about each result and every figure. Case
 * {@code n} is made of the seed plus {@code n} alone, whichever core runs it: {@code -Dratinggrid.cases=N} runs more cases,
 * {@code -Dratinggrid.seed=N} those of one seed again, with {@code -Dratinggrid.cases=1} a single one.
 */
class AgreementTest {
    private static final int COMMANDS = 120;
    private static final int CASES = Integer.getInteger("ratinggrid.cases", 8_400);
    private static final long SEED = Long.getLong("ratinggrid.seed", System.nanoTime());

    /** So many cases have events that are moved and that are not, for each reason. */
    private static final int ENOUGH = 2_000;

    private static final Set<ResultCode> OF_MOVES =
            EnumSet.of(ResultCode.DONE, ResultCode.NOT_COVERED, ResultCode.ALREADY_THERE, ResultCode.PERIOD_FINAL);

    private final Map<ResultCode, Integer> moves = new ConcurrentHashMap<>();

    @Test
    void shouldAgreeWithTheReference() {
        System.out.println("agreement: seed=" + SEED + " cases=" + CASES + " commands=" + (long) CASES * COMMANDS);
        final OptionalLong first = LongStream.range(SEED, SEED + CASES)
                .parallel()
                .filter(seed -> !agrees(seed))
                .findFirst();
        System.out.println("agreement: moved events=" + new TreeMap<>(moves));
        if (first.isPresent()) {
            fail(Case.run(first.getAsLong()).report());
        }
        assertTrue(CASES < ENOUGH || moves.keySet().containsAll(OF_MOVES), () -> "moved events=" + moves);
    }

    private boolean agrees(final long seed) {
        final Case one = Case.run(seed);
        one.test.moves().forEach((code, count) -> moves.merge(code, count, Integer::sum));
        return one.agrees;
    }

    /** What came of one case. */
    private record Case(long seed, List<CatalogModel> catalogs, AgreementCase test, boolean agrees) {

        static Case run(final long seed) {
            final Dice dice = new Dice(Hash64.mix(seed));
            final Instant begin = RandomCommands.begin(dice);
            final List<CatalogModel> catalogs = RandomCatalogs.create(dice, begin);
            final AgreementCase test = new AgreementCase(catalogs);
            final RandomCommands random = new RandomCommands(
                    AgreementCase.ACCOUNT, AgreementCase.TRANSFER_TO, dice, catalogs, test.reference(), begin);
            final RandomCommands other = new RandomCommands(
                    AgreementCase.OTHER, AgreementCase.TRANSFER_TO, dice, catalogs, test.reference(), begin);
            final List<Command> opening = new ArrayList<>(random.opening());
            opening.addAll(other.opening());
            for (int i = 0; i < COMMANDS; i++) {
                final Command command =
                        i < opening.size() ? opening.get(i) : dice.chance(90) ? random.next() : other.next();
                if (test.execute(command).isPresent()) {
                    return new Case(seed, catalogs, test, false);
                }
            }
            return new Case(seed, catalogs, test, test.figures().isEmpty());
        }

        /** The fewest commands and the smallest catalog that still disagree. */
        String report() {
            final List<Command> shrunk = test.shrunk();
            final StringBuilder text = new StringBuilder("-Dratinggrid.seed=" + seed + " -Dratinggrid.cases=1\n");
            final List<CatalogModel> fewer = CatalogShrinker.shrink(
                    catalogs, some -> AgreementCase.replay(some, shrunk).isPresent());
            fewer.forEach(catalog -> text.append(CatalogText.of(catalog)));
            shrunk.forEach(command -> text.append(Commands.text(command)).append('\n'));
            text.append(AgreementCase.replay(fewer, shrunk).orElse("does not fail again"));
            return text.toString();
        }
    }
}
