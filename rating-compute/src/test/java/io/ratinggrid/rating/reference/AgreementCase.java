package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.ResultCode;

/** A catalog and commands that both engines carry out; the first disagreement ends it. */
final class AgreementCase {
    static final String ACCOUNT = "account";
    /** Another one, that transfers go to and come from. */
    static final String OTHER = "other";

    static final List<String> TRANSFER_TO = List.of(OTHER, OTHER, OTHER, ACCOUNT, "nobody");

    private final List<CatalogModel> catalogs;
    private final ReferenceEngine reference;
    private final FastEngine fast;
    private final List<Command> done = new ArrayList<>();
    private final Map<ResultCode, Integer> moves = new EnumMap<>(ResultCode.class);

    AgreementCase(final List<CatalogModel> catalogs) {
        this.catalogs = catalogs;
        reference = new ReferenceEngine(catalogs);
        fast = new FastEngine(catalogs);
    }

    ReferenceEngine reference() {
        return reference;
    }

    List<Command> done() {
        return done;
    }

    /** What became of events that were moved, once they were delivered. */
    Map<ResultCode, Integer> moves() {
        return moves;
    }

    /**
     * Carries out one command on both; says how they disagree about its result, if they do. The reference knows no limit of
     * size: what the engine finds too much it does not hear of.
     */
    Optional<String> execute(final Command command) {
        done.add(command);
        final ResultCode actual = fast.execute(command);
        if (isMove(command) && actual != ResultCode.ALREADY_SETTLED) {
            moves.merge(actual, 1, Integer::sum);
        }
        if (actual == ResultCode.TOO_MUCH_AT_ONCE) {
            return Optional.empty();
        }
        final ResultCode expected = reference.execute(command);
        return expected == actual
                ? Optional.empty()
                : Optional.of("reference " + expected + " <> " + actual + " of the engine");
    }

    /** True of what delivers a move; the engine has filled it in. */
    private static boolean isMove(final Command command) {
        if (command.replacement.length == 0) {
            return false;
        }
        final Command usage = new Command();
        CommandCodec.decode(new ByteSource().wrap(command.replacement, 0, command.replacement.length), usage);
        return usage.payer != Payer.ANY;
    }

    /** Says how they disagree about the accounts, reference first. */
    Optional<String> figures() {
        return figures(ACCOUNT).or(() -> figures(OTHER));
    }

    private Optional<String> figures(final String account) {
        final Optional<AccountFigures> expected = reference.figures(account);
        final Optional<AccountFigures> actual = fast.figures(account);
        if (expected.isEmpty() || actual.isEmpty()) {
            return expected.isPresent() == actual.isPresent()
                    ? Optional.empty()
                    : Optional.of("reference " + expected + " <> " + actual);
        }
        final List<String> differences = new ArrayList<>(expected.get().differences(actual.get()));
        differences.addAll(fast.imbalances(account));
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", differences));
    }

    /** The first disagreement of some commands on fresh engines, looking at the account after each. */
    static Optional<String> replay(final List<CatalogModel> catalogs, final List<Command> commands) {
        final AgreementCase again = new AgreementCase(catalogs);
        for (final Command command : commands) {
            final Optional<String> disagreement = again.execute(command).or(again::figures);
            if (disagreement.isPresent()) {
                return disagreement;
            }
        }
        return Optional.empty();
    }

    /** The commands without those that do not matter: each is left out if the rest still disagrees. */
    List<Command> shrunk() {
        List<Command> needed = new ArrayList<>(done);
        for (int length = needed.size() / 2; length > 0; length /= 2) {
            for (int from = 0; from + length <= needed.size(); ) {
                final List<Command> fewer = new ArrayList<>(needed.subList(0, from));
                fewer.addAll(needed.subList(from + length, needed.size()));
                if (replay(catalogs, fewer).isPresent()) {
                    needed = fewer;
                } else {
                    from += length;
                }
            }
        }
        return needed;
    }
}
