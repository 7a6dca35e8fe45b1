package io.ratinggrid.node.image;

/** Hears what rounds of images do. */
public interface ImageListener {
    /** A write is done, or a round is due by time: where all that is applied is committed, the next step may be taken. */
    void mayStep();

    /** A round is complete: replay begins after the manifest's tip. */
    void completed(Manifest manifest);

    /** A write failed; {@code again} if it is repeated, else there will be no more images of this partition. */
    void failed(String what, RuntimeException failure, boolean again);
}
