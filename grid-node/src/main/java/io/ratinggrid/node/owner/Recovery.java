package io.ratinggrid.node.owner;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.node.owner.RecoveredPartition.Replayed;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * Makes a partition out of images and journal and opens it: LOADING, REPLAYING and OPENING of {@link PartitionOwner}. An
 * opening entry that loses to another's only means that there is more to replay.
 */
final class Recovery {

    /** Hears how it goes; all but the first end it. */
    interface Handler {
        void moved(OwnerState state, String reason);

        void opened(RecoveredPartition partition);

        /** What was recovered is not what the journal holds now. */
        void fenced(String reason);

        void broken(String reason);
    }

    private static final int MOST_ENTRIES = 512;
    private static final int MOST_BYTES = 2 << 20;
    private static final ByteSink NOTHING = new ByteSink(0);

    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final PartitionLogic logic;
    private final Handler handler;
    private final RetriedReads reads;
    private final EntryAppender appender;
    private final StreamTable streams = new StreamTable();

    private long[] chunkSequences;
    private Manifest manifest;
    private JournalTip tip = JournalTip.START;
    private long next;
    private int replayedEntries;
    private long replayedBytes;
    private boolean dropped;

    Recovery(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final PartitionLogic logic,
            final Handler handler) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.logic = logic;
        this.handler = handler;
        reads = new RetriedReads(partition, context, seams, handler::broken);
        appender = new EntryAppender(partition, context, seams);
    }

    void start() {
        new ImageLoader(partition, logic, seams, reads, this::onLoaded).start();
    }

    void drop() {
        dropped = true;
        reads.drop();
        appender.drop();
    }

    private void onLoaded(final ImageLoader.Loaded loaded) {
        chunkSequences = loaded.chunkSequences();
        manifest = loaded.manifest().orElse(null);
        if (manifest != null) {
            streams.load(manifest.streams());
            tip = manifest.tip();
        }
        next = loaded.from() + 1;
        handler.moved(OwnerState.REPLAYING, "images up to sequence=" + loaded.from());
        if (manifest != null) {
            reads.read("entry", () -> seams.journal().read(partition, tip.sequence()), this::onLastImaged);
        } else {
            replay();
        }
    }

    private void onLastImaged(final byte[] entry) {
        if (entry == null || JournalEntryCodec.checksum(entry) != tip.checksum()) {
            throw new IllegalArgumentException("images are not of this journal: manifest=" + tip);
        }
        replay();
    }

    private void replay() {
        reads.read("journal", () -> readTail(next), this::onTail);
    }

    /** Some entries from a sequence on; fewer than asked for if it read one that is not there. Runs on a read thread. */
    private Tail readTail(final long from) {
        final List<byte[]> entries = new ArrayList<>();
        int bytes = 0;
        while (entries.size() < MOST_ENTRIES && bytes < MOST_BYTES) {
            final byte[] entry = seams.journal().read(partition, from + entries.size());
            if (entry == null) {
                return new Tail(entries, true);
            }
            entries.add(entry);
            bytes += entry.length;
        }
        return new Tail(entries, false);
    }

    private record Tail(List<byte[]> entries, boolean ended) {}

    private void onTail(final Tail tail) {
        for (final byte[] bytes : tail.entries()) {
            apply(JournalEntryCodec.decode(bytes));
        }
        if (tail.ended() && next <= tip.sequence()) {
            throw new IllegalArgumentException(
                    "an entry that the images do not contain is gone: sequence=" + next + " manifest=" + tip);
        }
        if (tail.ended()) {
            handler.moved(OwnerState.OPENING, "replayed entries=" + replayedEntries + " to sequence=" + tip.sequence());
            seams.slots().requestFirst(this::appendOpening);
        } else {
            replay();
        }
    }

    private void apply(final JournalEntry entry) {
        if (entry.header().partition() != partition
                || entry.header().sequence() != next
                || entry.header().gridEpoch() > context.gridEpoch()) {
            throw new IllegalArgumentException("entry is not of this grid: partition=" + partition + " sequence=" + next
                    + " gridEpoch=" + context.gridEpoch() + " entry=" + entry.header());
        }
        if (next > tip.sequence()) {
            tip = tip.follow(entry);
            streams.apply(entry);
        }
        logic.apply(next, entry.header().timeMs(), entry.records(), entry.recordsOffset(), entry.recordsLength());
        next++;
        replayedEntries++;
        replayedBytes += JournalEntryCodec.unpackedLength(entry.bytes());
    }

    private void appendOpening() {
        if (dropped) {
            seams.slots().release();
            return;
        }
        final EntryHeader header = new EntryHeader(
                EntryKind.OPENING,
                partition,
                tip.sequence() + 1,
                context.gridEpoch(),
                tip.ownerEpoch() + 1,
                seams.random().nextLong(),
                tip.checksum(),
                Math.max(tip.timeMs(), seams.clock().timeMs()));
        final byte[] opening = JournalEntryCodec.encode(header, List.of(), NOTHING, 0, NOTHING);
        appender.append(tip, opening, new EntryAppender.Handler() {
            @Override
            public void mine() {
                reads.read(
                        "manifest", () -> seams.snapshots().readManifest(partition), newest -> open(opening, newest));
            }

            @Override
            public void anothers(final String reason) {
                handler.moved(OwnerState.REPLAYING, reason);
                replay();
            }

            @Override
            public void gone(final String reason) {
                handler.fenced(reason);
            }
        });
    }

    /**
     * Where old entries are removed, a key that an opening entry got may have been free because the grid has gone on beyond it: the
     * newest manifest tells, for it is written before any entry below goes.
     */
    private void open(final byte[] opening, final byte[] newest) {
        if (newest != null && ManifestCodec.decode(newest).tip().sequence() > tip.sequence()) {
            handler.fenced("images are ahead of what was recovered: sequence=" + tip.sequence());
            return;
        }
        try {
            apply(JournalEntryCodec.decode(opening));
        } catch (final RuntimeException e) {
            handler.broken("the opening entry cannot be applied: " + e);
            return;
        }
        handler.opened(new RecoveredPartition(
                logic,
                streams,
                tip,
                chunkSequences,
                manifest == null ? 0 : manifest.keptFrom(),
                new Replayed(replayedEntries, replayedBytes)));
    }
}
