package io.ratinggrid.node.output;

import java.util.List;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.partition.ResultRecord;

/**
 * A statement of an account's buckets, where the journal has it.
 *
 * @param number   in its account, from 1
 * @param from     of its cycle, seconds
 * @param until    of its cycle, seconds
 * @param before   sequence of the entry that made the one before it, 0: there is none
 * @param sequence of the entry that made it
 * @param record   of the command that turned the cycle
 */
public record MadeStatement(int number, long from, long until, long before, long sequence, ResultRecord record) {
    /**
     * The statement that an account's records of an entry made.
     *
     * @throws IllegalStateException if none of them did
     */
    public static MadeStatement find(final List<ResultRecord> records, final int number, final long sequence) {
        final ByteSource source = new ByteSource();
        final Effect effect = new Effect();
        for (final ResultRecord record : records) {
            record.effects(source);
            while (source.remaining() > 0) {
                effect.decode(source);
                if (isMade(effect, number)) {
                    return new MadeStatement(
                            number, effect.field(1), effect.field(2), effect.field(3), sequence, record);
                }
            }
        }
        throw new IllegalStateException("sequence=" + sequence + " made no statement=" + number);
    }

    static boolean isMade(final Effect effect, final int number) {
        return effect.kind() == EffectKind.STATEMENT_MADE && effect.field(0) == number;
    }
}
