package io.ratinggrid.node.image;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Supplier;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.partition.PartitionLogic;

/**
 * Writes the images of one open partition, round by round, while it goes on. Stepped by its owner on the owner's thread.
 *
 * <pre>
 *              due                               chunks left
 *   RESTING --------> CHUNKS --------------------------------------------+
 *      ^               ^  |  one chunk handed to the image thread        |
 *      |               |  | none left                                    v
 *      |               +--|---------------- written ------------------ WRITING (failed: the same bytes again)
 *      |     written      v
 *      +-------------- MANIFEST (failed: the same bytes again)
 * </pre>
 *
 * <p>Moves out of RESTING and CHUNKS happen only in {@link #step()}, so of committed state. A round contains all that was
 * committed when it began: the chunks dirty then are written, each as of some moment since, then the manifest with the tip
 * and the streams of the beginning. A crash in between leaves newer chunks under the older manifest; replay skips, chunk by
 * chunk, what they contain.
 */
public final class ImageRounds {
    /** A round that is due by time alone writes at most about so many bytes of images for a byte of entries. */
    private static final int MOST_BY_TIME = 16;
    /** The same of one that is due by bytes: images grow, with the ids that duplicates are looked for, and what is behind them with them. */
    private static final int MOST_BY_BYTES = 4;

    private enum Step {
        RESTING,
        CHUNKS,
        WRITING,
        MANIFEST
    }

    private final int partition;
    private final PartitionLogic logic;
    private final ImageSeams seams;
    private final ImagePace pace;
    private final ImageListener listener;
    private final long[] chunkSequences;
    private final BitSet left;
    /** The image that is being written; nobody else's until it is. */
    private final ByteSink sink = new ByteSink(4_096);

    private Step step = Step.RESTING;
    private ImagePace next;
    private Manifest begun;
    private boolean requested;
    private boolean timing;
    private volatile boolean dropped;
    private int entries;
    private long bytes;
    private long roundBytes;
    private long lastRoundBytes;

    /** For a partition whose chunks' images contain {@code chunkSequences}, 0 where there is none. */
    public ImageRounds(
            final int partition,
            final PartitionLogic logic,
            final long[] chunkSequences,
            final ImageSeams seams,
            final ImagePace pace,
            final ImageListener listener) {
        this.partition = partition;
        this.logic = logic;
        this.seams = seams;
        this.pace = pace;
        this.listener = listener;
        this.chunkSequences = chunkSequences.clone();
        this.left = new BitSet(chunkSequences.length);
        this.next = ofNextRound();
    }

    private ImagePace ofNextRound() {
        return pace.ofRound(partition, Arrays.stream(chunkSequences).max().orElse(0));
    }

    /** Entries were replayed, which a round would have spared. */
    public void replayed(final int moreEntries, final long moreBytes) {
        if (moreEntries > 0) {
            entries += moreEntries;
            bytes += moreBytes;
            startTimer();
        }
    }

    /** An entry was committed. */
    public void added(final int entryBytes) {
        entries++;
        bytes += entryBytes;
        startTimer();
    }

    /** One at a time; what it finds when it fires began to wait with it, or after a round that began meanwhile. */
    private void startTimer() {
        if (!timing && next.afterMs() > 0) {
            timing = true;
            seams.scheduler().schedule(next.afterMs(), this::onTimer);
        }
    }

    private void onTimer() {
        timing = false;
        if (dropped || entries == 0) {
            return;
        }
        if (bytes * MOST_BY_TIME < lastRoundBytes) {
            startTimer();
        } else {
            requested = true;
            listener.mayStep();
        }
    }

    /** Makes a round due; one that is under way is completed first. */
    public void request() {
        requested = true;
    }

    /** The image of a chunk that is stored contains this. If more was written, a put that came late replaced it: the next round writes it again. */
    public void found(final int chunk, final long sequence) {
        if (sequence < chunkSequences[chunk]) {
            chunkSequences[chunk] = sequence;
            logic.outdated(chunk, sequence);
        }
    }

    /** Stops; a write that has begun may still happen. */
    public void drop() {
        dropped = true;
    }

    /**
     * Takes the next step, if there is one. To be called whenever all that is applied is committed.
     *
     * @param now makes the manifest of this moment; its chunk sequences are not looked at
     */
    public void step(final Supplier<Manifest> now) {
        if (dropped) {
            return;
        }
        if (step == Step.RESTING && isDue()) {
            begin(now.get());
        }
        if (step == Step.CHUNKS) {
            writeNext(now);
        }
    }

    private boolean isDue() {
        return requested
                || entries >= next.afterEntries()
                || bytes >= next.afterBytes() && bytes * MOST_BY_BYTES >= lastRoundBytes;
    }

    private void begin(final Manifest now) {
        begun = now;
        requested = false;
        entries = 0;
        bytes = 0;
        roundBytes = 0;
        for (int chunk = 0; chunk < chunkSequences.length; chunk++) {
            left.set(chunk, logic.isDirty(chunk));
        }
        step = Step.CHUNKS;
    }

    private void writeNext(final Supplier<Manifest> now) {
        final int chunk = left.nextSetBit(0);
        if (chunk < 0) {
            writeManifest();
            return;
        }
        left.clear(chunk);
        sink.truncate(0);
        logic.writeChunk(chunk, sink);
        roundBytes += sink.length();
        chunkSequences[chunk] = now.get().tip().sequence();
        step = Step.WRITING;
        write(
                "chunk=" + chunk,
                () -> seams.snapshots().writeChunk(partition, chunk, sink.bytes(), sink.length()),
                () -> step = Step.CHUNKS);
    }

    private void writeManifest() {
        final Manifest manifest =
                new Manifest(partition, begun.tip(), chunkSequences.clone(), begun.streams(), begun.keptFrom());
        final byte[] encoded = ManifestCodec.encode(manifest);
        step = Step.MANIFEST;
        write("manifest", () -> seams.snapshots().writeManifest(partition, encoded), () -> {
            step = Step.RESTING;
            lastRoundBytes = roundBytes;
            next = ofNextRound();
            listener.completed(manifest);
        });
    }

    private void write(final String what, final Runnable blocking, final Runnable written) {
        if (dropped) {
            return;
        }
        seams.images()
                .call(
                        () -> {
                            if (!dropped) {
                                blocking.run();
                            }
                            return what;
                        },
                        (done, failure) -> onWritten(what, blocking, written, failure));
    }

    private void onWritten(
            final String what, final Runnable blocking, final Runnable written, final RuntimeException failure) {
        if (dropped) {
            return;
        }
        if (failure == null) {
            written.run();
            listener.mayStep();
            return;
        }
        final boolean again = !(failure instanceof IllegalArgumentException);
        listener.failed(what, failure, again);
        if (again) {
            seams.scheduler().schedule(pace.retryMs(), () -> write(what, blocking, written));
        } else {
            drop();
        }
    }
}
