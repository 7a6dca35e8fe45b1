package io.ratinggrid.rating.wire;

import io.ratinggrid.rating.ByteSource;

/** The memory into which the frames of a connection are read, one after the other. One thread. */
public final class FrameBuffer {
    private final ByteSource source = new ByteSource();
    private byte[] bytes = {};
    private int length;

    /**
     * Room for the next frame, from its first byte on.
     *
     * @param frameLength in bytes, without the length itself
     * @throws IllegalArgumentException if no frame is as short, or it is longer than {@code mostBytes}
     */
    public byte[] room(final int frameLength, final int mostBytes) {
        if (frameLength < 1 || frameLength > mostBytes) {
            throw new IllegalArgumentException("frameBytes=" + frameLength + " most=" + mostBytes);
        }
        if (frameLength > bytes.length) {
            bytes = new byte[Math.min(mostBytes, 2 * frameLength)];
        }
        length = frameLength;
        return bytes;
    }

    /** The frame that was read into that room, from its kind on; until the next one is read. */
    public ByteSource frame() {
        return source.wrap(bytes, 0, length);
    }
}
