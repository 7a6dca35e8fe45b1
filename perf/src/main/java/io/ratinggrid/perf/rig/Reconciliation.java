package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

import io.ratinggrid.node.catalog.CatalogFiles;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.perf.process.NodeProcess;
import io.ratinggrid.perf.process.ToldAccount;
import io.ratinggrid.perf.workload.CanonicalEvents;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a run counts: every event that was sent is in the gateway's books as rated, none is pending, suspended or refused; and a
 * sample of accounts is told by the node as engines of their own make them of the same events. One thread.
 */
public final class Reconciliation {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SAMPLE = 200;
    /** Problems after which it looks no further. */
    private static final int SHOWN = 10;
    /** Commands that open an account. */
    private static final int OPENING = 3;

    private final RigSettings settings;
    private final NodeProcess node;
    private final List<String> problems = new ArrayList<>();
    private long commands;
    private int compared;

    Reconciliation(final RigSettings settings, final NodeProcess node) {
        this.settings = settings;
        this.node = node;
    }

    /** {@code events}: sent from the first on; {@code books}: of the gateway, at the end. */
    Reconciliation check(final long events, final Figures books)
            throws IOException, CatalogRefusedException, InterruptedException {
        commands = events + (long) OPENING * settings.accounts();
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
                    "reconciled: all %,d commands carried out once, %d accounts as engines of their own make them%n",
                    commands(), compared());
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
