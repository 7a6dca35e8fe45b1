package io.ratinggrid.perf.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.journal.StoredJournal;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/**
 * The process that checks the journal of a run whose nodes have ended: {@link JournalCheck} of all partitions by as many threads as there are
 * processors, then whether no event is missing. Says what is wrong, a line each after {@link #PROBLEM}, and figures: {@code entries},
 * {@code copies}, {@code TYPE CODE} of commands.
 */
final class JournalCheckMain {
    static final String PROBLEM = "problem: ";

    private final RigSettings settings;
    private final long events;
    private final Problems problems = new Problems();

    private JournalCheckMain(final RigSettings settings, final long events) {
        this.settings = settings;
        this.events = events;
    }

    /** {@code arguments}: the file of the settings, and how many events were drawn. */
    public static void main(final String[] arguments)
            throws IOException, CatalogRefusedException, InterruptedException {
        // Storages that are open would keep the process alive.
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        new JournalCheckMain(RigSettings.read(Path.of(arguments[0])), Long.parseLong(arguments[1])).check();
        System.out.println(Child.DONE);
        Runtime.getRuntime().halt(0);
    }

    private void check() throws IOException, CatalogRefusedException, InterruptedException {
        final List<StoredJournal> journals = new ArrayList<>();
        for (int node = 0; node < settings.nodes(); node++) {
            journals.add(StoredJournal.open(settings.node(node), "node-" + node));
        }
        final List<JournalCheck> checks = run(journals);
        lookForMissing(checks);
        final long copies = copies(checks);
        final long expected = (long) settings.partitions() * (settings.backups() + 1);
        if (copies != expected) {
            problems.add("copies", "whole=" + copies + " must be " + expected);
        }
        if (!problems.isEmpty()) {
            System.out.println(PROBLEM + "of each kind: " + problems.counts() + ", the first:");
        }
        problems.texts().forEach(text -> System.out.println(PROBLEM + text));
        figures(checks).print();
    }

    private List<JournalCheck> run(final List<StoredJournal> journals)
            throws IOException, CatalogRefusedException, InterruptedException {
        final CatalogBook catalogs =
                CatalogStore.open(settings.node(0).resolve("catalogs")).book();
        final AtomicInteger partitions = new AtomicInteger();
        final List<JournalCheck> checks = new ArrayList<>();
        final List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            checks.add(new JournalCheck(settings, events, journals, catalogs, partitions, problems));
            threads.add(new Thread(checks.get(i), "check-" + i));
            threads.get(i).start();
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        return checks;
    }

    private void lookForMissing(final List<JournalCheck> checks) {
        final BitSet seen = new BitSet();
        for (final JournalCheck check : checks) {
            final BitSet twice = (BitSet) check.seen().clone();
            twice.and(seen);
            twice.stream().forEach(event -> problems.add("twice", "event=" + event));
            seen.or(check.seen());
        }
        for (int event = seen.nextClearBit(0); event < events; event = seen.nextClearBit(event + 1)) {
            problems.add("lost", "event=" + event);
        }
    }

    private static long copies(final List<JournalCheck> checks) {
        return checks.stream().mapToLong(JournalCheck::copies).sum();
    }

    private static Figures figures(final List<JournalCheck> checks) {
        final Figures figures = new Figures()
                .put("entries", checks.stream().mapToLong(JournalCheck::entries).sum())
                .put("copies", copies(checks));
        for (final CommandType type : CommandType.values()) {
            for (final ResultCode code : ResultCode.values()) {
                final long count = checks.stream()
                        .mapToLong(check -> check.commands(type, code))
                        .sum();
                if (count > 0) {
                    figures.put(type + " " + code, count);
                }
            }
        }
        return figures;
    }
}
