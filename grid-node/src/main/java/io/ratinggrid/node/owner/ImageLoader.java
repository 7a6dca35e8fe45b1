package io.ratinggrid.node.owner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.node.image.Manifest;
import io.ratinggrid.node.image.ManifestCodec;
import io.ratinggrid.rating.partition.PartitionLogic;

/** Loads the images of a partition into a logic, some chunks with each read. The first half of {@link Recovery}. */
final class ImageLoader {

    /**
     * What was loaded.
     *
     * @param from the sequence to replay after: the manifest's, or less if a chunk is older than the manifest says
     */
    record Loaded(Optional<Manifest> manifest, long[] chunkSequences, long from) {}

    private static final int MOST_BYTES = 1 << 20;

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
        loadChunks(0);
    }

    private void loadChunks(final int first) {
        if (first == logic.chunks()) {
            done.accept(new Loaded(Optional.of(manifest), chunkSequences, from));
            return;
        }
        reads.read("chunks from " + first, () -> readChunks(first), images -> onChunks(first, images));
    }

    /** Some chunks from one on, at least that one. Runs on a read thread. */
    private List<byte[]> readChunks(final int first) {
        final List<byte[]> images = new ArrayList<>();
        int bytes = 0;
        while (first + images.size() < chunkSequences.length && bytes < MOST_BYTES) {
            final byte[] image = seams.snapshots().readChunk(partition, first + images.size());
            images.add(image);
            bytes += image == null ? 0 : image.length;
        }
        return images;
    }

    private void onChunks(final int first, final List<byte[]> images) {
        for (int i = 0; i < images.size(); i++) {
            load(first + i, images.get(i));
        }
        loadChunks(first + images.size());
    }

    private void load(final int chunk, final byte[] image) {
        if (image == null) {
            throw new IllegalArgumentException("image is missing: chunk=" + chunk + " manifest=" + manifest.tip());
        }
        chunkSequences[chunk] = logic.readChunk(chunk, image);
        if (chunkSequences[chunk] < manifest.chunkSequences()[chunk]) {
            from = Math.min(from, chunkSequences[chunk]);
        }
    }
}
