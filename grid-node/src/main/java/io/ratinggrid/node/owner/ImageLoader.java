package io.ratinggrid.node.owner;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.rating.partition.PartitionLogic;

/** Loads the images of a partition into a logic, one read after another. The first half of {@link Recovery}. */
final class ImageLoader {

    /**
     * What was loaded.
     *
     * @param from the sequence to replay after: the manifest's, or less if a chunk is older than the manifest says
     */
    record Loaded(Optional<Manifest> manifest, long[] chunkSequences, long from) {}

    private final int partition;
    private final PartitionLogic logic;
    private final OwnerSeams seams;
    private final RetriedReads reads;
    private final Consumer<Loaded> done;
    private final long[] chunkSequences;
    private Manifest manifest;
    private long from;

    ImageLoader(
            final int partition,
            final PartitionLogic logic,
            final OwnerSeams seams,
            final RetriedReads reads,
            final Consumer<Loaded> done) {
        this.partition = partition;
        this.logic = logic;
        this.seams = seams;
        this.reads = reads;
        this.done = done;
        chunkSequences = new long[logic.chunks()];
    }

    void start() {
        reads.read("manifest", () -> seams.snapshots().readManifest(partition), this::onManifest);
    }

    private void onManifest(final byte[] bytes) {
        if (bytes == null) {
            done.accept(new Loaded(Optional.empty(), chunkSequences, 0));
            return;
        }
        manifest = ManifestCodec.decode(bytes);
        if (manifest.partition() != partition || manifest.chunkSequences().length != logic.chunks()) {
            throw new IllegalArgumentException(
                    "manifest is of another partition or layout: partition=" + manifest.partition() + " chunks="
                            + manifest.chunkSequences().length + " expected=" + logic.chunks());
        }
        from = manifest.tip().sequence();
        loadChunk(0);
    }

    private void loadChunk(final int chunk) {
        if (chunk == logic.chunks()) {
            done.accept(new Loaded(Optional.of(manifest), chunkSequences, from));
            return;
        }
        final Supplier<byte[]> read = () -> seams.snapshots().readChunk(partition, chunk);
        reads.read("chunk=" + chunk, read, image -> onChunk(chunk, image));
    }

    private void onChunk(final int chunk, final byte[] image) {
        if (image == null) {
            throw new IllegalArgumentException("image is missing: chunk=" + chunk + " manifest=" + manifest.tip());
        }
        chunkSequences[chunk] = logic.readChunk(chunk, image);
        if (chunkSequences[chunk] < manifest.chunkSequences()[chunk]) {
            from = Math.min(from, chunkSequences[chunk]);
        }
        loadChunk(chunk + 1);
    }
}
