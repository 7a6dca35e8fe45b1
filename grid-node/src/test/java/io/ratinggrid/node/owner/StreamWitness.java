package io.ratinggrid.node.owner;

import java.util.HashMap;
import java.util.Map;

import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.StreamRun;

/** What a partition's journal holds, looked at from outside. */
final class StreamWitness {
    private final JournalStore journal;
    private final Map<Long, Long> lastNumbers = new HashMap<>();
    private long seen;

    StreamWitness(final JournalStore journal) {
        this.journal = journal;
    }

    long lastNumber(final long streamHigh) {
        for (byte[] entry = journal.read(OwnerFixture.PARTITION, seen + 1); entry != null; ) {
            for (final StreamRun run : JournalEntryCodec.decode(entry).runs()) {
                lastNumbers.put(run.streamHigh(), run.lastNumber());
            }
            seen++;
            entry = journal.read(OwnerFixture.PARTITION, seen + 1);
        }
        return lastNumbers.getOrDefault(streamHigh, 0L);
    }
}
