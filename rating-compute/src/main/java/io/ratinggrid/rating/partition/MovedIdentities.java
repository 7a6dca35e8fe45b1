package io.ratinggrid.rating.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Since when identities have left the accounts of a partition, and come to them: marks in the order of their times, kept for good. The
 * last one at or before an event's start says whether the event is charged here; without one it is. One thread; asking allocates nothing.
 *
 * <pre>
 *  var marks, each in the order of account, identity, time:
 *    i64 account   i64 identity   var from (milliseconds)   u8 state   it left: var item, text account, text subscriber that it goes to
 *                                                                      it came: var subscriber
 *  state  1 it left, the other account has not answered   2 it left, and is there   3 it came
 * </pre>
 */
final class MovedIdentities {
    private static final int UNDER_WAY = 1;
    private static final int LEFT = 2;
    private static final int CAME = 3;

    /**
     * A time at which an identity left or came.
     *
     * @param account      key
     * @param identity     hash of its text
     * @param fromMs       from when on it does not, or does, belong to the account
     * @param state        see the layout above
     * @param item         of the outbox, while it is under way and after; 0: it came
     * @param to           account that it went to; empty: it came
     * @param toSubscriber subscriber there by name; empty: the account itself, or it came
     * @param subscriber   ordinal, of one that came
     */
    record Mark(
            long account,
            long identity,
            long fromMs,
            int state,
            long item,
            String to,
            String toSubscriber,
            int subscriber) {

        static Mark left(
                final long account,
                final long identity,
                final long fromMs,
                final long item,
                final String to,
                final String toSubscriber) {
            return new Mark(account, identity, fromMs, UNDER_WAY, item, to, toSubscriber, 0);
        }

        static Mark came(final long account, final long identity, final long fromMs, final int subscriber) {
            return new Mark(account, identity, fromMs, CAME, 0, "", "", subscriber);
        }

        boolean isAway() {
            return state != CAME;
        }

        boolean isUnderWay() {
            return state == UNDER_WAY;
        }

        private Mark settled() {
            return new Mark(account, identity, fromMs, LEFT, item, to, toSubscriber, subscriber);
        }
    }

    private final Long2ObjectHashMap<Long2ObjectHashMap<List<Mark>>> accounts = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Mark> underWay = new Long2ObjectHashMap<>();

    /** True if what an identity does at a time is charged to another account. {@code identity} 0: none. */
    boolean isAway(final long account, final long identity, final long timeMs) {
        if (identity == 0 || accounts.isEmpty()) {
            return false;
        }
        final Long2ObjectHashMap<List<Mark>> identities = accounts.get(account);
        final List<Mark> marks = identities == null ? null : identities.get(identity);
        if (marks == null) {
            return false;
        }
        for (int i = marks.size() - 1; i >= 0; i--) {
            if (marks.get(i).fromMs() <= timeMs) {
                return marks.get(i).isAway();
            }
        }
        return false;
    }

    /** Marks of an identity at an account, oldest first. */
    List<Mark> of(final long account, final long identity) {
        final Long2ObjectHashMap<List<Mark>> identities = accounts.get(account);
        final List<Mark> marks = identities == null ? null : identities.get(identity);
        return marks == null ? List.of() : List.copyOf(marks);
    }

    /** The mark that an item of the outbox is of; null: it is not under way. */
    Mark underWay(final long item) {
        return underWay.get(item);
    }

    /** Adds one that is later than all of the same account and identity. */
    void put(final Mark mark) {
        accounts.computeIfAbsent(mark.account(), account -> new Long2ObjectHashMap<>())
                .computeIfAbsent(mark.identity(), identity -> new ArrayList<>(1))
                .add(mark);
        if (mark.isUnderWay()) {
            underWay.put(mark.item(), mark);
        }
    }

    /** What is under way has arrived, or else has never left. */
    void settle(final long item, final boolean arrived) {
        final Mark mark = underWay.remove(item);
        final Long2ObjectHashMap<List<Mark>> identities = accounts.get(mark.account());
        final List<Mark> marks = identities.get(mark.identity());
        marks.remove(marks.size() - 1);
        if (arrived) {
            marks.add(mark.settled());
        } else if (marks.isEmpty()) {
            identities.remove(mark.identity());
            if (identities.isEmpty()) {
                accounts.remove(mark.account());
            }
        }
    }

    /** Writes the marks of some accounts. */
    void write(final ByteSink sink, final LongPredicate wanted) {
        final Mark[] marks = accounts.values().stream()
                .flatMap(identities -> identities.values().stream())
                .flatMap(List::stream)
                .filter(mark -> wanted.test(mark.account()))
                .toArray(Mark[]::new);
        Arrays.sort(
                marks,
                Comparator.comparingLong(Mark::account)
                        .thenComparingLong(Mark::identity)
                        .thenComparingLong(Mark::fromMs));
        sink.putVar(marks.length);
        Stream.of(marks).forEach(mark -> write(sink, mark));
    }

    private static void write(final ByteSink sink, final Mark mark) {
        sink.putLong(mark.account());
        sink.putLong(mark.identity());
        sink.putVar(mark.fromMs());
        sink.putByte(mark.state());
        if (mark.isAway()) {
            sink.putVar(mark.item());
            sink.putText(mark.to());
            sink.putText(mark.toSubscriber());
        } else {
            sink.putVar(mark.subscriber());
        }
    }

    /** Adds what {@link #write} wrote; {@code added} sees each mark. */
    void read(final ByteSource bytes, final Consumer<Mark> added) {
        for (long left = bytes.getVar(); left > 0; left--) {
            final Mark mark = read(bytes);
            put(mark);
            added.accept(mark);
        }
    }

    private static Mark read(final ByteSource bytes) {
        final long account = bytes.getLong();
        final long identity = bytes.getLong();
        final long fromMs = bytes.getVar();
        final int state = bytes.getByte();
        return state == CAME
                ? Mark.came(account, identity, fromMs, (int) bytes.getVar())
                : new Mark(account, identity, fromMs, state, bytes.getVar(), bytes.getText(), bytes.getText(), 0);
    }
}
