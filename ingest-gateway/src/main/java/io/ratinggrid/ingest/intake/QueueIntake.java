package io.ratinggrid.ingest.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.ratinggrid.ingest.books.QueuePlace;
import io.ratinggrid.ingest.stream.Incarnation;

/** The one way into the queue. Any thread; appends are one after another. */
public final class QueueIntake {
    private static final long POINT_EVERY = 250_000;

    private final PendingGate gate;
    private final Appended appended;
    private Incarnation incarnation;
    private long pointDue = POINT_EVERY;

    public QueueIntake(final Incarnation incarnation, final PendingGate gate, final Appended appended) {
        this.incarnation = incarnation;
        this.gate = gate;
        this.appended = appended;
    }

    /** Appends all, waiting for room; returns the place of the last one, durable when this returns. */
    QueuePlace append(final IntakeBuffer commands) throws InterruptedException {
        gate.enter(commands.size());
        final Incarnation into;
        long index = 0;
        synchronized (this) {
            into = incarnation;
            for (int i = 0; i < commands.size(); i++) {
                index = into.numbers()
                        .append(commands.partition(i), commands.bytes(), commands.start(i), commands.length(i));
            }
            keepPointIfDue(commands.size());
        }
        into.queue().force(index);
        appended.upTo(into.serial(), index);
        return new QueuePlace(into.serial(), index);
    }

    /**
     * Appends one command, or refuses it for want of room.
     *
     * @param before is told the command's number before it is appended
     */
    void appendOne(final IntakeBuffer command, final NumberSink before) {
        gate.tryEnter(1);
        final Incarnation into;
        final long index;
        synchronized (this) {
            into = incarnation;
            final int partition = command.partition(0);
            before.next(into.serial(), partition, into.numbers().number(partition) + 1);
            index = into.numbers().append(partition, command.bytes(), command.start(0), command.length(0));
            keepPointIfDue(1);
        }
        into.queue().force(index);
        appended.upTo(into.serial(), index);
    }

    /**
     * Appends all, or refuses all for want of room. Durable when this returns.
     *
     * @param before is told each command's number before it is appended
     */
    void tryAppend(final IntakeBuffer commands, final IndexedSink before) {
        gate.tryEnter(commands.size());
        final Incarnation into;
        long index = 0;
        synchronized (this) {
            into = incarnation;
            for (int i = 0; i < commands.size(); i++) {
                final int partition = commands.partition(i);
                before.next(i, into.serial(), partition, into.numbers().number(partition) + 1);
                index = into.numbers().append(partition, commands.bytes(), commands.start(i), commands.length(i));
            }
            keepPointIfDue(commands.size());
        }
        into.queue().force(index);
        appended.upTo(into.serial(), index);
    }

    /** Appends all, waiting for room; {@code marks} are made first. Durable when this returns. */
    void append(final IntakeBuffer commands, final Marks marks) throws InterruptedException {
        gate.enter(commands.size());
        final Incarnation into;
        long index = 0;
        synchronized (this) {
            into = incarnation;
            final Map<Integer, Long> numbers = new HashMap<>();
            for (int i = 0; i < commands.size(); i++) {
                final int partition = commands.partition(i);
                final long number = numbers.merge(partition, into.numbers().number(partition) + 1, (a, b) -> a + 1);
                marks.mark(i, into.serial(), partition, number);
            }
            marks.keep();
            int i = 0;
            try {
                for (; i < commands.size(); i++) {
                    index = into.numbers()
                            .append(commands.partition(i), commands.bytes(), commands.start(i), commands.length(i));
                }
            } finally {
                marks.withdrawFrom(i);
            }
            keepPointIfDue(commands.size());
        }
        into.queue().force(index);
        appended.upTo(into.serial(), index);
    }

    /** Says of commands, before they are appended, which numbers they are about to get. */
    interface Marks {
        /** Of the command at an index of the buffer. */
        void mark(int index, int incarnation, int partition, long number);

        /** All are made: they must survive what the queue survives. */
        void keep();

        /** The commands from this index on were not appended after all. */
        void withdrawFrom(int index);
    }

    /** Is told after each append that an incarnation's queue holds all up to an index, durably. */
    public interface Appended {
        void upTo(int incarnation, long index);
    }

    /** Is told which number the command at an index of a buffer gets. */
    interface IndexedSink {
        void next(int index, int incarnation, int partition, long number);
    }

    /** Is told which number comes next. */
    public interface NumberSink {
        void next(int incarnation, int partition, long number);
    }

    private void keepPointIfDue(final int appended) {
        pointDue -= appended;
        if (pointDue <= 0) {
            pointDue = POINT_EVERY;
            incarnation.keepPoint();
        }
    }

    /** The incarnation that is appended to. */
    public synchronized Incarnation incarnation() {
        return incarnation;
    }

    /** Holds all appends while another incarnation takes over. */
    public synchronized void replace(final UnaryOperator<Incarnation> takeOver) {
        incarnation = takeOver.apply(incarnation);
        pointDue = POINT_EVERY;
    }
}
