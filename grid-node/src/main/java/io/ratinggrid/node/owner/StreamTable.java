package io.ratinggrid.node.owner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

import io.ratinggrid.node.image.StreamPosition;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.StreamRun;

/** The streams of one partition. */
final class StreamTable {
    private final TreeMap<StreamId, StreamState> streams = new TreeMap<>();

    /** The stream, made on first mention. */
    StreamState of(final StreamId id) {
        return streams.computeIfAbsent(id, StreamState::new);
    }

    void load(final List<StreamPosition> positions) {
        for (final StreamPosition position : positions) {
            final StreamState stream = new StreamState(position);
            streams.put(stream.id(), stream);
        }
    }

    /** All of which something is journaled, in the order of their ids. */
    List<StreamPosition> positions() {
        final List<StreamPosition> positions = new ArrayList<>(streams.size());
        for (final StreamState stream : streams.values()) {
            if (stream.isJournaled()) {
                positions.add(stream.position());
            }
        }
        return positions;
    }

    /** The oldest entry that ends what a stream that is not retired has sent; {@link Long#MAX_VALUE}: there is none. */
    long oldestLastSequence() {
        long oldest = Long.MAX_VALUE;
        for (final StreamState stream : streams.values()) {
            if (stream.isJournaled() && !stream.isRetired()) {
                oldest = Math.min(oldest, stream.lastSequence());
            }
        }
        return oldest;
    }

    /** Moves on by a committed entry. */
    void apply(final JournalEntry entry) {
        if (entry.runs().isEmpty()) {
            return;
        }
        final byte[] codes = entry.codes();
        int from = 0;
        for (final StreamRun run : entry.runs()) {
            final int to = from + run.count();
            of(new StreamId(run.streamHigh(), run.streamLow()))
                    .advance(run, entry.header().sequence(), Arrays.copyOfRange(codes, from, to));
            from = to;
        }
    }
}
