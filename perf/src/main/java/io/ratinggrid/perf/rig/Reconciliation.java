package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.process.ToldAccount;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a run counts: every event that was sent is in the gateway's books as rated, none is pending, suspended or refused; a sample of
 * accounts is told by the node as engines of their own make them of the same events; and the journal, as it is on the disks of the nodes
 * once they are dead, has each event once, as it was drawn, with what an engine of one's own makes of it. One thread.
 */
public final class Reconciliation {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SAMPLE = 200;
    /** Problems after which it looks no further. */
    private static final int SHOWN = 10;
    /** Commands that open an account. */
    private static final List<CommandType> OPENING =
            List.of(CommandType.OPEN_ACCOUNT, CommandType.ADD_SUBSCRIBER, CommandType.SUBSCRIBE);

    /** What there may be. */
    private static final Set<CommandType> KNOWN = EnumSet.of(
            CommandType.USAGE,
            CommandType.OPEN_ACCOUNT,
            CommandType.ADD_SUBSCRIBER,
            CommandType.SUBSCRIBE,
            CommandType.RESERVE,
            CommandType.COMMIT,
            CommandType.PUBLISH_CATALOG);

    /** Figures of the check that count something else. */
    private static final Set<String> NO_COMMANDS = Set.of("entries", "copies");

    private final RigSettings settings;
    private final NodeProcess node;
    private final List<String> problems = new ArrayList<>();
    private long commands;
    private int compared;
    private Figures journal = new Figures();

    Reconciliation(final RigSettings settings, final NodeProcess node) {
        this.settings = settings;
        this.node = node;
    }

    /** {@code events}: sent from the first on; {@code books}: of the gateway, at the end. */
    Reconciliation check(final long events, final Figures books)
            throws IOException, CatalogRefusedException, InterruptedException {
        commands = events + (long) OPENING.size() * settings.accounts();
        for (final String figure : List.of("records", "rated")) {
            if (books.of(figure) != commands) {
                problems.add("commands sent=" + commands + " " + figure + "=" + books.of(figure));
            }
        }
        final Random random = new Random(settings.seed());
        final BitSet sample = new BitSet();
        while (sample.cardinality() < Math.min(SAMPLE, settings.accounts())) {
            sample.set(random.nextInt(settings.accounts()));
        }
        final Engines engines = rate(events, sample);
        for (int i = sample.nextSetBit(0); i >= 0 && problems.size() < SHOWN; i = sample.nextSetBit(i + 1)) {
            compare(CanonicalEvents.account(i), engines);
        }
        return this;
    }

    /** The same of the journal; all nodes have ended. */
    Reconciliation checkJournal(final long events, final Sessions sessions) throws IOException, InterruptedException {
        final String file = settings.write().toString();
        try (Child child = new Child(
                settings.directory(), JournalCheckMain.class, Jvms.JOURNAL_CHECK, file, Long.toString(events))) {
            journal = child.begin(line -> Problems.read(line, problem -> problems.add("journal: " + problem)));
        }
        for (final CommandType type : OPENING) {
            expect(settings.accounts() + sessions.accounts(), type.name(), journaled(type));
        }
        expect(sessions.requests(), "requests", journaled(CommandType.RESERVE) + journaled(CommandType.COMMIT));
        final long known = KNOWN.stream().mapToLong(this::journaled).sum();
        final long all = journal.all().entrySet().stream()
                .filter(figure -> !NO_COMMANDS.contains(figure.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        expect(known, "commands of all kinds and results", all);
        return this;
    }

    private void expect(final long expected, final String what, final long found) {
        if (found != expected) {
            problems.add("journal: " + what + "=" + found + " must be " + expected);
        }
    }

    /** How many commands of a type the journal has as rated. */
    private long journaled(final CommandType type) {
        return Arrays.stream(ResultCode.values())
                .filter(code -> code.kind() == ResultCode.Kind.RATED)
                .mapToLong(code -> journal.all().getOrDefault(type + " " + code, 0L))
                .sum();
    }

    /** Requests of sessions beside the events, and accounts that have such besides the others. */
    public record Sessions(long requests, int accounts) {
        static final Sessions NONE = new Sessions(0, 0);
    }

    private Engines rate(final long events, final BitSet sample) throws IOException, CatalogRefusedException {
        final CanonicalEvents workload = settings.workload();
        final Engines engines = new Engines(1, settings.partition(), CatalogFiles.load(settings.catalog()));
        sample.stream().forEach(i -> workload.open(i, engines::execute));
        for (long event = 0; event < events; event++) {
            if (sample.get(workload.accountOf(event))) {
                engines.execute(workload.fill(event));
            }
        }
        return engines;
    }

    private void compare(final String account, final Engines engines) throws InterruptedException {
        final String body = node.body("/accounts/" + account);
        if (body.isEmpty()) {
            problems.add(account + " is not told");
            return;
        }
        problems.addAll(ToldAccount.differences(account, JSON.readTree(body), engines.of(account)));
        compared++;
    }

    /** Says what came of it; false if it is not good. */
    public boolean print(final PrintWriter out) {
        problems().forEach(problem -> out.println("FAIL: " + problem));
        if (isGood()) {
            out.printf(
                    "reconciled: all %,d commands answered once, %d accounts as engines of their own make them; in the journal of"
                            + " dead nodes each event once, as it was drawn and as an engine rates it: %,d entries, %d copies%n",
                    commands(), compared(), journal.of("entries"), journal.of("copies"));
        }
        out.flush();
        return isGood();
    }

    public boolean isGood() {
        return problems.isEmpty();
    }

    public List<String> problems() {
        return problems;
    }

    /** That were sent, with those that open the accounts. */
    long commands() {
        return commands;
    }

    int compared() {
        return compared;
    }
}
