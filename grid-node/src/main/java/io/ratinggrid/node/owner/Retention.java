package io.ratinggrid.node.owner;

import java.util.ArrayDeque;
import java.util.Deque;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.rating.journal.JournalTip;

/**
 * Takes entries out of the journal of an open partition that images contain, so that it does not grow for ever. Stepped on the
 * owner's thread.
 *
 * <pre>
 *          a manifest says that more may go          what a former owner left is known
 *   QUIET ----------------------------------&gt; LOOKING ----------------&gt; REMOVING &lt;--+
 *     ^                                        (once)                     |   |       |
 *     +--------------------- all is gone, or it failed -------------------+   +-------+ some are gone
 * </pre>
 *
 * <p>Nothing goes before the partition has been open for as long as entries are kept, and the images that are stored have been looked at then: until
 * then a put of a former owner may come and replace an image with an older one ({@link StoredLook}).
 *
 * <p>A manifest says from where on entries are kept, and is written before any below goes. That is never beyond the image before
 * it, which a rival that opens meanwhile may have loaded. The last entries stay ({@link OwnerContext#keepEntries}), the entry
 * that an image ends with among them, and those of the last hour ({@link OwnerContext#keepMs}): a key that an owner of former
 * days still may write to is not free. One that writes even later finds no predecessor and answers nothing. What answers the
 * last commands of a stream stays until the stream is retired, for a gateway that comes back may ask for it.
 */
final class Retention {
    private static final int MOST_AT_ONCE = 256;
    /** Images that are looked back at, over the time that entries are kept. */
    private static final int LOOKED_BACK = 16;

    private record Imaged(long sequence, long timeMs) {}

    private final int partition;
    private final OwnerContext context;
    private final OwnerSeams seams;
    private final Deque<Imaged> images = new ArrayDeque<>();
    private final StoredLook look;
    private final long openedMs;
    private long keptFrom;
    /** What is stored is what was written. */
    private boolean looked;
    /** Entries from here up to {@link #keptFrom} are still there; 0: not known. */
    private long remaining;

    private boolean busy;
    private boolean dropped;

    /** {@code keptFrom}: what the last manifest says; 0 if there is none. */
    Retention(
            final int partition,
            final OwnerContext context,
            final OwnerSeams seams,
            final StoredLook look,
            final long keptFrom) {
        this.look = look;
        this.openedMs = monotonicMs(seams);
        this.partition = partition;
        this.context = context;
        this.seams = seams;
        this.keptFrom = Math.max(1, keptFrom);
        this.remaining = keptFrom <= 1 ? 1 : 0;
    }

    /** From where on a manifest of this moment keeps entries; those from {@code asked} on streams may ask for. */
    long keptFrom(final JournalTip tip, final long asked) {
        final long last = Math.min(tip.sequence(), asked) - context.keepEntries();
        long from = keptFrom;
        if (looked) {
            for (final Imaged image : images) {
                if (image.timeMs() <= tip.timeMs() - context.keepMs()) {
                    from = Math.max(from, Math.min(image.sequence(), last));
                }
            }
        }
        return from;
    }

    /** From where on entries are there; those below may be gone. */
    long keptFrom() {
        return keptFrom;
    }

    /** A round of images is complete: what its manifest does not keep may go. */
    void imaged(final Manifest manifest) {
        keptFrom = manifest.keptFrom();
        remember(manifest.tip());
        lookAtStored();
        goOn();
    }

    private void lookAtStored() {
        if (!looked && !busy && context.keepEntries() > 0 && monotonicMs(seams) - openedMs >= context.keepMs()) {
            busy = true;
            look.start(this::onLooked);
        }
    }

    /** What fails is tried again after the next images. */
    private void onLooked(final RuntimeException failure) {
        busy = false;
        looked = failure == null;
        if (failure != null) {
            seams.listener().alarm(partition, "images cannot be looked at, old entries stay: " + failure);
        }
    }

    private static long monotonicMs(final OwnerSeams seams) {
        return seams.clock().nanoTime() / 1_000_000;
    }

    /** Stops; a removal under way may still happen. */
    void drop() {
        dropped = true;
        look.drop();
    }

    private void remember(final JournalTip tip) {
        while (images.size() > 1 && second().timeMs() <= tip.timeMs() - context.keepMs()) {
            images.removeFirst();
        }
        if (images.isEmpty() || tip.timeMs() - images.getLast().timeMs() >= context.keepMs() / LOOKED_BACK) {
            images.addLast(new Imaged(tip.sequence(), tip.timeMs()));
        }
    }

    private Imaged second() {
        final Imaged first = images.removeFirst();
        final Imaged second = images.getFirst();
        images.addFirst(first);
        return second;
    }

    private void goOn() {
        if (busy || dropped || !looked) {
            return;
        }
        if (remaining == 0) {
            busy = true;
            final long from = keptFrom;
            seams.reads().call(() -> lowest(from), this::onLowest);
        } else if (remaining < keptFrom) {
            busy = true;
            final long first = remaining;
            final long last = Math.min(keptFrom, first + MOST_AT_ONCE) - 1;
            seams.images()
                    .call(
                            () -> {
                                seams.journal().remove(partition, first, last);
                                return last + 1;
                            },
                            this::onRemoved);
        }
    }

    /** Entries go in order, so what is left of a removal that was cut off ends where entries are kept from. */
    private long lowest(final long from) {
        long lowest = from;
        while (lowest > 1 && seams.journal().read(partition, lowest - 1) != null) {
            lowest--;
        }
        return lowest;
    }

    private void onLowest(final Long lowest, final RuntimeException failure) {
        busy = false;
        if (failure == null) {
            remaining = lowest;
            goOn();
        }
    }

    /** What fails is tried again after the next images. */
    private void onRemoved(final Long next, final RuntimeException failure) {
        busy = false;
        if (failure == null) {
            remaining = next;
            goOn();
        } else if (!dropped) {
            seams.listener().alarm(partition, "old entries cannot be removed, they stay: " + failure);
        }
    }
}
