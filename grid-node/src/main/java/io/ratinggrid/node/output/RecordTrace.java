package io.ratinggrid.node.output;

import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.partition.ResultRecord;

/**
 * What something came of: the records of its account, read backwards from the one that says it to where nothing older belongs to it.
 * One thread.
 */
public abstract class RecordTrace {
    final ByteSource source = new ByteSource();
    final Effect effect = new Effect();
    private final ResultRecord begin;
    private final long said;
    /** Sequence of the entry read last, 0: none. */
    private long read;

    private boolean complete;
    private boolean lost;

    /**
     * Nothing read yet.
     *
     * @param begin the record that says it
     * @param said  sequence of that record's entry
     */
    RecordTrace(final ResultRecord begin, final long said) {
        this.begin = begin;
        this.said = said;
    }

    /** Whether a record of the entry is the one that says it. */
    abstract boolean says(ResultRecord record);

    /** Takes what belongs to it of the record that says it, or of one before. */
    abstract void add(ResultRecord record);

    /** How many records are known that belong to it. */
    public abstract int size();

    /**
     * The records of the account in the entry that says it, then in each entry before.
     *
     * @param records nothing: the journal no longer keeps the entry
     * @return whether older ones may belong to it
     */
    public final boolean add(final long sequence, final Optional<List<ResultRecord>> records) {
        read = sequence;
        lost = records.isEmpty();
        final List<ResultRecord> found = records.orElse(List.of());
        boolean begun = sequence < said;
        for (int i = found.size() - 1; i >= 0 && !complete; i--) {
            begun = begun || says(found.get(i));
            if (begun) {
                add(found.get(i));
            }
        }
        complete |= sequence == 1;
        return !complete && !lost;
    }

    /** Nothing older belongs to it. */
    final void complete() {
        complete = true;
    }

    final ResultRecord begin() {
        return begin;
    }

    /** Sequence of the entry that says it. */
    public final long said() {
        return said;
    }

    /** Sequence of the entry read last; 0: none was asked for. */
    final long read() {
        return read;
    }

    /** Whether nothing older belongs to it. */
    final boolean isComplete() {
        return complete;
    }

    /** Whether the journal no longer keeps what is older. */
    final boolean isLost() {
        return lost;
    }
}
