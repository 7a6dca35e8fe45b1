package io.ratinggrid.ingest;

import io.ratinggrid.ingest.stream.StreamSender;

/**
 * How the stream of a gateway gets on.
 *
 * @param stream      its id
 * @param state       of the sender
 * @param pending     commands accepted and not yet committed
 * @param pendingMost at that many files wait and submissions are refused
 * @param oldestMs    how long the oldest of them has waited, since the start of this process at most
 * @param batches     committed batches of this process
 * @param commands    committed commands of this process
 * @param answersLost committed commands whose answers the grid no longer keeps
 */
public record StreamProgress(
        String stream,
        StreamSender.State state,
        long pending,
        long pendingMost,
        long oldestMs,
        long batches,
        long commands,
        long answersLost) {}
