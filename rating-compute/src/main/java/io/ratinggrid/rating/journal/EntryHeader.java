package io.ratinggrid.rating.journal;

/**
 * The fixed part of an entry.
 *
 * @param sequence from 1, without gaps
 * @param gridEpoch which incarnation of the grid; a restored one gets a new epoch
 * @param ownerEpoch which opening of the partition; the opening entry carries it first
 * @param batchId random, so that no two owners ever write the same bytes
 * @param predecessor checksum of the entry before, 0 for the first
 * @param timeMs milliseconds since the epoch, never less than the predecessor's
 */
public record EntryHeader(
        EntryKind kind,
        int partition,
        long sequence,
        long gridEpoch,
        long ownerEpoch,
        long batchId,
        long predecessor,
        long timeMs) {}
