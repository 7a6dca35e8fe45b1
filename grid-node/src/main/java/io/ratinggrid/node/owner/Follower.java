package io.ratinggrid.node.owner;

import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.journal.JournalEntryCodec;

/**
 * FOLLOWING of {@link PartitionOwner}: makes of images, and then of this process's own copy of the journal, what the partition
 * would be if it were opened now, so that little is left to do when it is. Whether what it has made is what the journal holds is for
 * {@link Recovery} to see: its copy may hold an entry that is not there in the end. Answers nothing. On the owner's thread.
 */
final class Follower {
    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final Replay replay;
    private final RetriedReads reads;
    private boolean loaded;
    /** How long nothing new has been there. */
    private long quietMs;

    /** {@code broken} hears, once, that what was read contradicts itself; nothing is made any more then. */
    Follower(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final Replay replay,
            final Consumer<String> broken) {
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.replay = replay;
        reads = RetriedReads.afterOthers(partition, context, seams, broken);
    }

    void start() {
        new ImageLoader(partition, replay.logic(), seams, reads, this::onLoaded).start();
    }

    void drop() {
        reads.drop();
    }

    /** Ends, and gives what it has made, if that is whole and more than nothing. */
    Optional<Replay> give() {
        drop();
        final boolean isWhole =
                loaded && !replay.isBehindImages() && replay.tip().sequence() > 0;
        return isWhole ? Optional.of(replay) : Optional.empty();
    }

    private void onLoaded(final ImageLoader.Loaded images) {
        replay.load(images);
        loaded = true;
        look();
    }

    private void look() {
        final JournalStore journal = seams.journal();
        final long from = replay.next();
        reads.read(
                "own copy", () -> Tail.read(sequence -> journal.readOwnCopy(partition, sequence), from), this::onTail);
    }

    private void onTail(final Tail tail) {
        for (final byte[] entry : tail.entries()) {
            replay.apply(JournalEntryCodec.decode(entry));
            quietMs = 0;
        }
        if (!tail.ended()) {
            look();
        } else if (context.keepEntries() > 0 && quietMs >= context.followAgainMs()) {
            quietMs = 0;
            reads.read("manifest", () -> seams.snapshots().readManifest(partition), this::onManifest);
        } else {
            lookLater();
        }
    }

    private void lookLater() {
        quietMs += context.followMs();
        reads.later(context.followMs(), this::look);
    }

    /** Nothing new for long may be because what is wanted next went before it was followed. */
    private void onManifest(final byte[] bytes) {
        final long keptFrom = bytes == null ? 0 : ManifestCodec.decode(bytes).keptFrom();
        if (replay.next() < keptFrom) {
            throw new IllegalArgumentException(
                    "an entry that was not followed yet is gone: sequence=" + replay.next() + " keptFrom=" + keptFrom);
        }
        lookLater();
    }
}
