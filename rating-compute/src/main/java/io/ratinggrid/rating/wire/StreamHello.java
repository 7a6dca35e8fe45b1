package io.ratinggrid.rating.wire;

/**
 * Opens a stream, or opens it again.
 *
 * @param streamHigh first half of the random id of the queue's incarnation
 * @param streamLow  second half
 * @param session    grows with each process that opens the queue; the grid refuses batches of a lower one from then on
 * @param partitions how many partitions the sender's routing counts; another number than the grid's is refused
 */
public record StreamHello(long streamHigh, long streamLow, int session, int partitions) {}
