package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.Command;
import org.junit.jupiter.api.Test;

/**
 * The engine and the reference carry out the same random commands and must agree about each result and every figure.
 * {@code -Dratinggrid.cases=N} runs more cases, {@code -Dratinggrid.seed=N} those of one seed again.
 */
class AgreementTest {
    private static final int COMMANDS = 120;
    private static final int CASES = Integer.getInteger("ratinggrid.cases", 1_500);
    private static final long SEED = Long.getLong("ratinggrid.seed", System.nanoTime());

    @Test
    void shouldAgreeWithTheReference() {
        long commands = 0;
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            commands += run(seed);
        }
        System.out.println("agreement: seed=" + SEED + " cases=" + CASES + " commands=" + commands);
    }

    private static int run(final long seed) {
        final Dice dice = new Dice(seed);
        final Instant begin = RandomCommands.begin(dice);
        final List<CatalogModel> catalogs = RandomCatalogs.create(dice, begin);
        final AgreementCase test = new AgreementCase(catalogs);
        final RandomCommands random =
                new RandomCommands(AgreementCase.ACCOUNT, dice, catalogs, test.reference(), begin);
        final List<Command> opening = new ArrayList<>(random.opening());
        for (int i = 0; i < COMMANDS; i++) {
            final Command command = i < opening.size() ? opening.get(i) : random.next();
            final Optional<String> disagreement = test.execute(command);
            if (disagreement.isPresent() || i == COMMANDS - 1) {
                disagreement.or(test::figures).ifPresent(text -> report(seed, test, catalogs));
            }
        }
        return COMMANDS;
    }

    private static void report(final long seed, final AgreementCase test, final List<CatalogModel> catalogs) {
        final List<Command> shrunk = test.shrunk();
        final StringBuilder text = new StringBuilder("-Dratinggrid.seed=" + seed + " -Dratinggrid.cases=1\n");
        final List<CatalogModel> fewer = CatalogShrinker.shrink(
                catalogs, some -> AgreementCase.replay(some, shrunk).isPresent());
        fewer.forEach(catalog -> text.append(CatalogText.of(catalog)));
        shrunk.forEach(command -> text.append(Commands.text(command)).append('\n'));
        text.append(AgreementCase.replay(fewer, shrunk).orElse("does not fail again"));
        fail(text.toString());
    }
}
