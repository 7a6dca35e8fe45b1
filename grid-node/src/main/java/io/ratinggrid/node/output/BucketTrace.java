package io.ratinggrid.node.output;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.partition.ResultRecord;

/**
 * A statement, or one line of it with what moved its buckets: the records of its account, read backwards from the one that made it to
 * the one that made the statement before, or opened the account. One thread.
 */
public final class BucketTrace extends RecordTrace {
    private final MadeStatement statement;
    private final int type;
    private final Set<Long> buckets = new HashSet<>();
    private final List<Moved> moved = new ArrayList<>();
    private long granted;
    private long drawn;
    private long expired;
    private long rolled;
    private boolean any;
    private boolean there;

    /**
     * A record that moved buckets of the line, in whole units of its type; sums of them are the figures of the line.
     *
     * @param drawn  below zero: given back
     * @param rolled over, into the next cycle
     */
    record Moved(ResultRecord record, long granted, long drawn, long expired, long rolled) {}

    /**
     * Nothing read yet.
     *
     * @param type of the line's buckets; 0: all lines
     */
    public BucketTrace(final MadeStatement statement, final int type) {
        super(statement.record(), statement.sequence());
        this.statement = statement;
        this.type = type;
        findBuckets();
    }

    private void findBuckets() {
        boolean inside = false;
        boolean ofType = false;
        begin().effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            switch (effect.kind()) {
                case STATEMENT_MADE -> inside = effect.field(0) == statement.number();
                case STATEMENT -> {
                    ofType = inside && effect.intField(0) == type;
                    there |= ofType;
                }
                case STATEMENT_BUCKET -> {
                    if (ofType) {
                        buckets.add(effect.field(0));
                    }
                }
                default -> {
                    // No part of a statement.
                }
            }
        }
    }

    /** Whether the statement has the line. */
    public boolean isThere() {
        return type == 0 || there;
    }

    @Override
    boolean says(final ResultRecord record) {
        record.effects(source);
        while (source.remaining() > 0) {
            if (MadeStatement.isMade(effect.decode(source), statement.number())) {
                return true;
            }
        }
        return false;
    }

    @Override
    void add(final ResultRecord record) {
        clear();
        boolean made = false;
        boolean turned = false;
        record.effects(source);
        while (source.remaining() > 0 && !turned) {
            effect.decode(source);
            if (MadeStatement.isMade(effect, statement.number())) {
                made = true;
            } else if (made) {
                end();
                turned = effect.kind() == EffectKind.CYCLE_OPENED;
            } else if (effect.kind() == EffectKind.STATEMENT) {
                clear();
                complete();
            } else if (effect.kind() == EffectKind.ACCOUNT_OPENED) {
                complete();
            } else {
                move();
            }
        }
        if (any) {
            moved.add(new Moved(record, granted, drawn, expired, rolled));
        }
    }

    private void clear() {
        granted = 0;
        drawn = 0;
        expired = 0;
        rolled = 0;
        any = false;
    }

    /** What was carried or rolled over into the cycle is its opening, and no grant. */
    private void move() {
        if (effect.kind() == EffectKind.BUCKET_GRANTED
                && buckets.contains(effect.field(1))
                && (effect.intField(6) & BucketSlot.CARRIED) == 0) {
            granted += effect.field(3);
            any = true;
        } else if (effect.kind() == EffectKind.BUCKET_DRAWN && buckets.contains(effect.field(1))) {
            drawn += effect.field(2);
            any = true;
        }
    }

    private void end() {
        if (effect.kind() == EffectKind.BUCKET_ENDED && buckets.contains(effect.field(1))) {
            rolled += effect.field(2);
            expired += effect.field(3);
            any |= effect.field(2) != 0 || effect.field(3) != 0;
        }
    }

    @Override
    public int size() {
        return moved.size();
    }

    /** Newest first. */
    List<Moved> moved() {
        return moved;
    }

    MadeStatement statement() {
        return statement;
    }

    /** 0: all lines. */
    int type() {
        return type;
    }
}
