package io.ratinggrid.node.owner;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.EntryKind;
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

    private static final ByteSink NOTHING = new ByteSink(0);

    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final Supplier<PartitionLogic> emptyLogic;
    private final Handler handler;
    private final EntryAppender appender;
    private RetriedReads reads;
    private Replay replay;
    /** Goes on where a follower has come to; what is wrong then may be that alone. */
    private boolean isFollowed;
    /** The last entry that was found, null while there is none. */
    private byte[] last;

    private boolean dropped;

    /** {@code emptyLogic} makes the logic of a partition without any state. */
    Recovery(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final Supplier<PartitionLogic> emptyLogic,
            final Handler handler) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.emptyLogic = emptyLogic;
        this.handler = handler;
        reads = RetriedReads.inTurn(partition, context, seams, this::onBroken);
        appender = new EntryAppender(partition, context, seams);
    }

    /** Makes it anew of images and journal. */
    void start() {
        replay = new Replay(partition, context.gridEpoch(), emptyLogic.get());
        new ImageLoader(partition, replay.logic(), seams, reads, this::onLoaded).start();
    }

    /** Goes on where a follower has come to, behind some entry, if the journal still is what that saw; else makes it anew. */
    void start(final Replay followed) {
        replay = followed;
        isFollowed = true;
        readLast(() -> {
            if (!isLast()) {
                throw new IllegalArgumentException("it is not of this journal: " + replay.tip());
            }
            replay();
        });
    }

    private void onBroken(final String reason) {
        if (isFollowed) {
            seams.listener().alarm(partition, "what was followed is given up: " + reason);
            isFollowed = false;
            reads = RetriedReads.inTurn(partition, context, seams, this::onBroken);
            start();
        } else {
            handler.broken(reason);
        }
    }

    void drop() {
        dropped = true;
        reads.drop();
        appender.drop();
    }

    private void onLoaded(final ImageLoader.Loaded loaded) {
        replay.load(loaded);
        handler.moved(OwnerState.REPLAYING, "images up to sequence=" + loaded.from());
        readLast(() -> {
            if (!isLast()) {
                throw new IllegalArgumentException("images are not of this journal: manifest=" + replay.tip());
            }
            replay();
        });
    }

    /** Reads the entry that ends what was made so far, if any did. */
    private void readLast(final Runnable done) {
        final long sequence = replay.tip().sequence();
        if (sequence == 0) {
            done.run();
        } else {
            reads.read("entry", () -> seams.journal().read(partition, sequence), entry -> {
                last = entry;
                done.run();
            });
        }
    }

    private boolean isLast() {
        return replay.tip().sequence() == 0
                || last != null
                        && JournalEntryCodec.checksum(last) == replay.tip().checksum();
    }

    private void replay() {
        final long from = replay.next();
        reads.read(
                "journal", () -> Tail.read(sequence -> seams.journal().read(partition, sequence), from), this::onTail);
    }

    private void onTail(final Tail tail) {
        for (final byte[] bytes : tail.entries()) {
            replay.apply(JournalEntryCodec.decode(bytes));
            last = bytes;
        }
        if (tail.ended() && replay.isBehindImages()) {
            throw new IllegalArgumentException("an entry that the images do not contain is gone: sequence="
                    + replay.next() + " manifest=" + replay.tip());
        }
        if (tail.ended()) {
            if (isFollowed) {
                isFollowed = false;
                handler.moved(OwnerState.REPLAYING, "was followed");
            }
            handler.moved(
                    OwnerState.OPENING,
                    "replayed entries=" + replay.entries() + " to sequence="
                            + replay.tip().sequence());
            putLastAgain();
        } else {
            replay();
        }
    }

    /**
     * Whoever wrote the last entry may have died while it was on its way; then some copies of now may lack it, and no one would notice once others
     * stand behind it. One append is under way at most, so those before are on all copies.
     */
    private void putLastAgain() {
        final long sequence = replay.tip().sequence();
        if (sequence == 0) {
            seams.slots().requestFirst(this::appendOpening);
            return;
        }
        reads.read("entry put again", () -> seams.journal().putAgain(partition, sequence, last), stands -> {
            if (stands) {
                seams.slots().requestFirst(this::appendOpening);
            } else {
                handler.fenced("what was recovered stands no more, sequence=" + sequence);
            }
        });
    }

    private void appendOpening() {
        if (dropped) {
            seams.slots().releaseFirst();
            return;
        }
        final JournalTip tip = replay.tip();
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
        appender.append(tip, opening, true, new EntryAppender.Handler() {
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
        final Optional<Manifest> manifest = Optional.ofNullable(newest).map(ManifestCodec::decode);
        if (manifest.isPresent()
                && manifest.get().tip().sequence() > replay.tip().sequence()) {
            handler.fenced("images are ahead of what was recovered: sequence="
                    + replay.tip().sequence());
            return;
        }
        try {
            replay.apply(JournalEntryCodec.decode(opening));
        } catch (final RuntimeException e) {
            handler.broken("the opening entry cannot be applied: " + e);
            return;
        }
        manifest.ifPresent(replay::imaged);
        handler.opened(replay.recovered());
    }
}
