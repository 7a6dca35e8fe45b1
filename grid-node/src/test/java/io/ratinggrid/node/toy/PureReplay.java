package io.ratinggrid.node.toy;

import io.ratinggrid.node.export.JournalReader;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.rating.journal.JournalTip;

/** The state that a partition's journal alone makes, from its first entry on. */
public record PureReplay(ToyLogic logic, JournalTip tip) {

    public static PureReplay of(
            final JournalStore journal, final int partitions, final int partition, final int chunks) {
        final ToyLogic logic = new ToyLogic(chunks);
        final JournalTip tip = new JournalReader(journal, partitions)
                .read(
                        partition,
                        JournalTip.START,
                        entry -> logic.apply(
                                entry.header().sequence(),
                                entry.header().timeMs(),
                                entry.records(),
                                entry.recordsOffset(),
                                entry.recordsLength()));
        return new PureReplay(logic, tip);
    }
}
