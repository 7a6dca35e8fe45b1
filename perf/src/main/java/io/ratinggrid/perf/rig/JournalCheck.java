package io.ratinggrid.perf.rig;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.ratinggrid.perf.journal.EntryReplay;
import io.ratinggrid.perf.journal.JournalRecord;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.perf.journal.StoredJournal;
import io.ratinggrid.perf.workload.CanonicalEvents;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import org.apache.ignite.IgniteCheckedException;

/**
 * Goes through the journal of one partition after another: copies must be alike, an engine of one's own must make the same of it, and each
 * event in it must be as it was drawn, rated, and there once. One thread; several share the partitions.
 */
final class JournalCheck implements Runnable {
    private final RigSettings settings;
    private final long events;
    private final List<StoredJournal> journals;
    private final CatalogBook catalogs;
    private final AtomicInteger partitions;
    private final Problems problems;
    private final CanonicalEvents workload;
    private final BitSet seen = new BitSet();
    /** Requests of sessions. */
    private final Set<Long> requests = new HashSet<>();

    private final long[][] commands = new long[CommandType.values().length][ResultCode.values().length];
    private final ByteSink expected = new ByteSink(512);
    private final ByteSink found = new ByteSink(512);
    private final ByteSink scratch = new ByteSink(512);
    private long entries;
    private long copies;

    /**
     * @param events     drawn, from the first on
     * @param journals   of all nodes
     * @param partitions the next one that nobody has begun
     */
    JournalCheck(
            final RigSettings settings,
            final long events,
            final List<StoredJournal> journals,
            final CatalogBook catalogs,
            final AtomicInteger partitions,
            final Problems problems) {
        this.settings = settings;
        this.events = events;
        this.journals = journals;
        this.catalogs = catalogs;
        this.partitions = partitions;
        this.problems = problems;
        workload = settings.workload();
    }

    @Override
    public void run() {
        for (int partition = partitions.getAndIncrement();
                partition < settings.partitions();
                partition = partitions.getAndIncrement()) {
            try {
                check(partition);
            } catch (final IgniteCheckedException | RuntimeException e) {
                problems.add("journal", "partition=" + partition + " cannot be read: " + e);
            }
        }
    }

    private void check(final int partition) throws IgniteCheckedException {
        final EntryReplay replay = new EntryReplay(partition, settings.engine(catalogs), problems);
        replay.replay(longest(partition), this::take, entry -> entries++);
    }

    /** Of all whole copies, which are compared. */
    private SortedMap<Long, byte[]> longest(final int partition) throws IgniteCheckedException {
        SortedMap<Long, byte[]> longest = null;
        for (final StoredJournal journal : journals) {
            if (journal.whole().get(partition)) {
                final SortedMap<Long, byte[]> copy = journal.entries(partition);
                copies++;
                if (longest == null) {
                    longest = copy;
                } else if (copy.size() > longest.size()) {
                    compare(partition, longest, copy);
                    longest = copy;
                } else {
                    compare(partition, copy, longest);
                }
            }
        }
        if (longest == null) {
            throw new IllegalStateException("no node has all of it");
        }
        return longest;
    }

    /** The longer one may go on with entries of owners that opened when the others were dead. */
    void compare(final int partition, final SortedMap<Long, byte[]> shorter, final SortedMap<Long, byte[]> longer) {
        for (final Map.Entry<Long, byte[]> entry : longer.entrySet()) {
            final byte[] other = shorter.get(entry.getKey());
            final boolean isAlike = other == null
                    ? JournalEntryCodec.decode(entry.getValue()).header().kind() == EntryKind.OPENING
                    : Arrays.equals(entry.getValue(), other);
            if (!isAlike) {
                problems.add("copies", "partition=" + partition + " sequence=" + entry.getKey() + " differs");
            }
        }
    }

    void take(final JournalRecord record) {
        final Command command = record.command();
        commands[command.type.ordinal()][record.code().ordinal()]++;
        if (command.type == CommandType.USAGE) {
            takeEvent(record, CanonicalEvents.numberOf(command));
        } else if (command.type == CommandType.RESERVE || command.type == CommandType.COMMIT) {
            takeRequest(record);
        }
    }

    private void takeEvent(final JournalRecord record, final long event) {
        if (event < 0 || event >= events) {
            problems.add("never sent", "event=" + event + " partition=" + record.partition());
            return;
        }
        if (seen.get((int) event)) {
            problems.add("twice", "event=" + event + " partition=" + record.partition());
        }
        seen.set((int) event);
        if (record.code().kind() != ResultCode.Kind.RATED) {
            problems.add("not rated", "event=" + event + " code=" + record.code());
        }
        final Command drawn = workload.fill(event);
        drawn.content = CommandCodec.contentOf(drawn, scratch);
        if (!Arrays.equals(
                encode(drawn, expected), 0, expected.length(), encode(record.command(), found), 0, found.length())) {
            problems.add(
                    "otherwise", "event=" + event + " partition=" + record.partition() + " is not as it was drawn");
        }
    }

    /** All of a session are in one partition. */
    private void takeRequest(final JournalRecord record) {
        final Command command = record.command();
        if (!requests.add(Hash64.mix(command.session) + command.requestNumber)) {
            problems.add("twice", "session=" + command.session + " request=" + command.requestNumber);
        }
    }

    private static byte[] encode(final Command command, final ByteSink sink) {
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        return sink.bytes();
    }

    /** Numbers of the events that it has seen. */
    BitSet seen() {
        return seen;
    }

    /** How many commands of a type came to a result. */
    long commands(final CommandType type, final ResultCode code) {
        return commands[type.ordinal()][code.ordinal()];
    }

    long entries() {
        return entries;
    }

    /** Whole ones of all partitions. */
    long copies() {
        return copies;
    }
}
