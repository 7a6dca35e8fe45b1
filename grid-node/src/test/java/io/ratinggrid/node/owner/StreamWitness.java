package io.ratinggrid.node.owner;

import java.util.HashMap;
import java.util.Map;

import io.ratinggrid.node.toy.FaultyJournal;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.StreamRun;

/** What a partition's journal holds, looked at from outside. */
final class StreamWitness {
    private final FaultyJournal journal;
    private final Map<Long, Long> lastNumbers = new HashMap<>();
    private long seen;

    StreamWitness(final FaultyJournal journal) {
        this.journal = journal;
    }

    long lastNumber(final long streamHigh) {
        for (byte[] entry = journal.readAlsoRemoved(OwnerFixture.PARTITION, seen + 1); entry != null; ) {
            for (final StreamRun run : JournalEntryCodec.decode(entry).runs()) {
                lastNumbers.put(run.streamHigh(), run.lastNumber());
            }
            seen++;
            entry = journal.readAlsoRemoved(OwnerFixture.PARTITION, seen + 1);
        }
        return lastNumbers.getOrDefault(streamHigh, 0L);
    }
}
