package io.ratinggrid.node.image;

/**
 * How far a stream has come in a partition.
 *
 * @param session journaled last for the stream
 * @param chain checksum chain up to {@code lastNumber}
 * @param lastSequence entry with the stream's last run
 */
public record StreamPosition(
        long streamHigh, long streamLow, long session, long lastNumber, long chain, long lastSequence) {}
