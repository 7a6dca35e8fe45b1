package io.ratinggrid.rating.reference;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.PricingModel.Tiers;
import io.ratinggrid.rating.charging.DocumentKind;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/**
 * Random commands of many accounts for a grid of some partitions, roughly in order of time, and what the reference makes of
 * them. It begins with publishing the catalogs. The same seed makes the same traffic. Not thread-safe.
 */
public final class RandomTraffic {
    /** So many commands show whether traffic is rich. */
    private static final int TRIAL = 1_500;
    /** Of so many accounts the one whose time is earliest goes on. */
    private static final int CHOICE = 4;

    /** A command as the queue holds it, where it belongs, and what must become of it. */
    public record Step(int partition, byte[] command, ResultCode code) {}

    /** One account: its commands before the first random one, and those after. */
    private record Source(Queue<Command> opening, RandomCommands random) {}

    private final long seed;
    private final int partitions;
    private final List<CatalogModel> catalogs;
    private final Dice dice;
    private final Map<String, Source> sources = new TreeMap<>();
    private final ReferenceEngine reference;
    /** By partition: what a courier finds in the journal. */
    private final List<FastEngine> journals = new ArrayList<>();

    private final Queue<Step> publishing = new ArrayDeque<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    public RandomTraffic(final long seed, final int accounts, final int partitions) {
        this.seed = seed;
        this.partitions = partitions;
        dice = new Dice(seed);
        final Instant begin = RandomCommands.begin(dice);
        catalogs = RandomCatalogs.create(dice, begin);
        reference = new ReferenceEngine(catalogs, partitions);
        for (int partition = 0; partition < partitions; partition++) {
            journals.add(new FastEngine(catalogs));
            for (int version = 0; version < catalogs.size(); version++) {
                publishing.add(new Step(partition, publish(begin, version), ResultCode.DONE));
            }
        }
        final List<String> names = new ArrayList<>(
                IntStream.range(0, accounts).mapToObj(i -> "account-" + i).toList());
        final List<String> others = new ArrayList<>(names);
        others.add("nobody");
        names.forEach(name -> addAccount(name, others, begin));
    }

    /** The traffic of the first seed from {@code seed} on that soon shows all that an account can come to. */
    public static RandomTraffic rich(final long seed, final int accounts, final int partitions) {
        for (long tried = seed; ; tried++) {
            final RandomTraffic trial = new RandomTraffic(tried, accounts, partitions);
            for (int i = 0; i < TRIAL; i++) {
                trial.next();
            }
            if (trial.missing().isEmpty()) {
                return new RandomTraffic(tried, accounts, partitions);
            }
        }
    }

    /** The catalogs that traffic of a seed publishes, by the hashes that it publishes them under. */
    public static CatalogBook book(final long seed) {
        final Dice dice = new Dice(seed);
        final List<CatalogModel> models = RandomCatalogs.create(dice, RandomCommands.begin(dice));
        final Map<String, Catalog> byHash = new HashMap<>();
        for (int version = 0; version < models.size(); version++) {
            byHash.put(hash(version), CatalogCompiler.compile(models.get(version)));
        }
        return new CatalogBook(byHash);
    }

    public long seed() {
        return seed;
    }

    public List<CatalogModel> catalogs() {
        return catalogs;
    }

    public List<String> accounts() {
        return List.copyOf(sources.keySet());
    }

    public int partition(final String account) {
        return AccountKey.partition(AccountKey.of(account), partitions);
    }

    /** The next command. */
    public Step next() {
        if (!publishing.isEmpty()) {
            return publishing.remove();
        }
        final Source source = Stream.generate(() -> dice.one(accounts()))
                .limit(CHOICE)
                .map(sources::get)
                .min((a, b) -> Long.compare(a.random.now(), b.random.now()))
                .orElseThrow();
        final Command command = source.opening.isEmpty() ? source.random.next() : source.opening.remove();
        final int partition = AccountKey.partition(command.account, partitions);
        final ResultCode found = journals.get(partition).execute(command);
        // The reference knows no limit of size: what the engine finds too much it does not hear of.
        final ResultCode code = found == ResultCode.TOO_MUCH_AT_ONCE ? found : reference.execute(command);
        count(command, code);
        return new Step(partition, encoded(command), code);
    }

    /** What the reference has made of an account by now; nothing if it was not opened. */
    public AccountFigures figures(final String account) {
        return reference.figures(account).orElse(AccountFigures.NONE);
    }

    /** How much there was of what, as text. */
    public String counts() {
        final Map<String, Integer> all = new TreeMap<>(counts);
        for (final String account : accounts()) {
            figures(account).documents().forEach(document -> all.merge("document " + document.kind(), 1, Integer::sum));
        }
        return all.toString();
    }

    /** What an account can come to and no account has. */
    private TreeSet<String> missing() {
        final TreeSet<String> missing =
                new TreeSet<>(List.of("tiers", "accumulator", "bucket", "session", "statement"));
        // Those of changes and demands are rare: a traffic that has them all soon is hard to find.
        for (final DocumentKind kind :
                List.of(DocumentKind.CYCLE, DocumentKind.THRESHOLD, DocumentKind.IMMEDIATE, DocumentKind.START)) {
            missing.add("document " + kind);
        }
        for (final ResultCode code :
                List.of(ResultCode.DUPLICATE, ResultCode.CONFLICT, ResultCode.PARTLY_FUNDED, ResultCode.UNFUNDED)) {
            missing.add(CommandType.USAGE.word() + " " + code);
        }
        for (final CommandType type : List.of(
                CommandType.TOP_UP,
                CommandType.ADJUST,
                CommandType.CLOSE_CYCLE,
                CommandType.CANCEL_EVENT,
                CommandType.REVERSE_EVENT,
                CommandType.TRANSFER,
                CommandType.RECEIVE_TRANSFER,
                CommandType.SETTLE_TRANSFER,
                CommandType.MOVE_IDENTITY,
                CommandType.RECEIVE_IDENTITY,
                CommandType.SETTLE_IDENTITY)) {
            missing.add(type.word() + " " + ResultCode.DONE);
        }
        missing.removeAll(counts.keySet());
        if (catalogs.stream().anyMatch(RandomTraffic::hasTiers)) {
            missing.remove("tiers");
        }
        accounts().forEach(account -> removeShown(figures(account), missing));
        return missing;
    }

    private static void removeShown(final AccountFigures figures, final TreeSet<String> missing) {
        removeIf(!figures.accumulators().isEmpty(), "accumulator", missing);
        removeIf(!figures.buckets().isEmpty(), "bucket", missing);
        removeIf(!figures.sessions().isEmpty(), "session", missing);
        removeIf(!figures.statements().isEmpty(), "statement", missing);
        figures.documents().forEach(document -> missing.remove("document " + document.kind()));
    }

    private static void removeIf(final boolean condition, final String what, final TreeSet<String> missing) {
        if (condition) {
            missing.remove(what);
        }
    }

    private static boolean hasTiers(final CatalogModel catalog) {
        return catalog.tariffs().stream()
                .flatMap(tariff -> tariff.charges().stream())
                .flatMap(charge -> charge.pricing().values().stream())
                .anyMatch(pricing ->
                        pricing instanceof Tiers && ((Tiers) pricing).tiers().size() > 1);
    }

    private void count(final Command command, final ResultCode code) {
        counts.merge(command.type.word() + " " + code, 1, Integer::sum);
        if (command.session != 0 && !command.sessionEnds) {
            counts.merge("partial records", 1, Integer::sum);
        }
    }

    private void addAccount(final String name, final List<String> others, final Instant begin) {
        final RandomCommands random = new RandomCommands(name, others, dice, catalogs, reference, begin);
        sources.put(name, new Source(new ArrayDeque<>(random.opening()), random));
    }

    private static byte[] publish(final Instant at, final int version) {
        final Command command = Commands.of(CommandType.PUBLISH_CATALOG, "", 0, at.toEpochMilli());
        command.text = hash(version);
        command.retroactive = true;
        Commands.identify(command, "catalogs", command.text);
        return encoded(Commands.sealed(command));
    }

    private static String hash(final int version) {
        return "version-" + version;
    }

    private static byte[] encoded(final Command command) {
        final ByteSink sink = new ByteSink(256);
        CommandCodec.encode(command, sink);
        return sink.copy();
    }
}
