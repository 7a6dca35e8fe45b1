package io.ratinggrid.node.image;

/**
 * When rounds of images begin.
 *
 * @param afterEntries so many entries after the last round began
 * @param afterBytes so many bytes of entries after the last round began
 * @param afterMs so long after the first entry since the last round began, in milliseconds, if there are enough of them for what a round
 *     writes; 0: never
 * @param retryMs until a failed write is repeated
 */
public record ImagePace(int afterEntries, long afterBytes, int afterMs, int retryMs) {}
