package io.ratinggrid.node.output;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.partition.ResultRecord;

/**
 * A document, or one line of it with what that was made of: the records of its account, read backwards from the one that issued it
 * to the one in which the line was billed before, or began. One thread.
 */
public final class LineTrace extends RecordTrace {
    private final int number;
    private final int line;
    private final int lines;
    private final List<Charged> charged = new ArrayList<>();
    private int name;
    private long from;
    private int flags;

    /**
     * A record that charged the line.
     *
     * @param scaled whole scaled units of what it added; sums of them telescope
     */
    record Charged(ResultRecord record, long scaled) {}

    /**
     * Nothing read yet.
     *
     * @param document the record that issued it
     * @param issued   sequence of that record's entry
     * @param number   of the document
     * @param line     number of the line in it, from 1; 0: all of them
     */
    public LineTrace(final ResultRecord document, final long issued, final int number, final int line) {
        super(document, issued);
        this.number = number;
        this.line = line;
        lines = find();
    }

    private int find() {
        boolean inside = false;
        int count = 0;
        begin().effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            if (effect.kind() == EffectKind.DOCUMENT_ISSUED) {
                inside = effect.intField(1) == number;
            } else if (effect.kind() == EffectKind.DOCUMENT_LINE && inside) {
                count++;
                if (count == line) {
                    name = effect.intField(0);
                    from = effect.field(1);
                    flags = effect.intField(2);
                }
            }
        }
        return count;
    }

    @Override
    boolean says(final ResultRecord record) {
        record.effects(source);
        while (source.remaining() > 0) {
            if (effect.decode(source).kind() == EffectKind.DOCUMENT_ISSUED && effect.intField(1) == number) {
                return true;
            }
        }
        return false;
    }

    @Override
    void add(final ResultRecord record) {
        long sum = 0;
        boolean any = false;
        boolean inside = false;
        record.effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            if (effect.kind() == EffectKind.DOCUMENT_ISSUED) {
                inside = effect.intField(1) == number;
            } else if (effect.kind() == EffectKind.ACCOUNT_OPENED) {
                complete();
            } else if (isCharge()) {
                sum += effect.field(effect.kind() == EffectKind.CHARGED ? 3 : 5);
                any = true;
            } else if (effect.kind() == EffectKind.DOCUMENT_LINE && inside && isLine()) {
                break;
            } else if (ends()) {
                complete();
                sum = 0;
                any = false;
            }
        }
        if (any) {
            charged.add(new Charged(record, sum));
        }
    }

    private boolean isCharge() {
        return effect.kind() == EffectKind.CHARGED && isLine()
                || effect.kind() == EffectKind.LEVEL_CARRIED
                        && flags == 0
                        && effect.intField(4) == name
                        && effect.field(2) == from;
    }

    /** What came before is of an earlier document, or of a line that was there before. */
    private boolean ends() {
        return (effect.kind() == EffectKind.DOCUMENT_LINE || effect.kind() == EffectKind.LINE_REMOVED) && isLine();
    }

    private boolean isLine() {
        return effect.intField(0) == name && effect.field(1) == from && effect.intField(2) == flags;
    }

    /** How many lines the document has. */
    public int lines() {
        return lines;
    }

    @Override
    public int size() {
        return charged.size();
    }

    /** Newest first. */
    List<Charged> charged() {
        return charged;
    }

    int number() {
        return number;
    }

    /** 0: all. */
    int line() {
        return line;
    }

    /** Symbol of the line's name. */
    int name() {
        return name;
    }

    /** Whether it is of usage, and not of fees, credits or what was spent. */
    boolean ofUsage() {
        return flags == 0;
    }
}
