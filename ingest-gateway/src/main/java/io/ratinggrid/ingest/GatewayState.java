package io.ratinggrid.ingest;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.intake.AppendedCommands;
import io.ratinggrid.ingest.queue.ChronicleEventQueue;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.reject.RejectStore;
import io.ratinggrid.ingest.stream.Incarnation;
import io.ratinggrid.ingest.stream.Incarnations;
import io.ratinggrid.ingest.stream.NumberedQueue;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.ingest.suspense.StreamPlace;
import io.ratinggrid.ingest.suspense.SuspenseStore;

/**
 * What a gateway keeps in its data directory, opened and brought together again after whatever ended the last process.
 *
 * <pre>
 *  gateway.lock      one process at a time
 *  directory.log     subscribers and identities
 *  ledger.log        books and committed numbers
 *  rejects.jsonl     for people
 *  suspense.jsonl    for people, and for replay
 *  streams/          incarnations of the queue
 * </pre>
 */
final class GatewayState {
    static final String SUSPENSE = "suspense.jsonl";
    static final String REJECTS = "rejects.jsonl";

    final Ledger ledger;
    final SubscriberDirectory directory;
    final RejectStore rejects;
    final SuspenseStore suspense;
    final Incarnations incarnations;
    final Incarnation incarnation;
    final AppendedCommands already;
    private final List<Incarnation> replaced = new ArrayList<>();
    private final DataLock lock;

    GatewayState(final GatewaySettings settings, final Function<Path, EventQueue> opener) {
        final Path data = settings.data();
        lock = DataLock.take(data);
        ledger = Ledger.open(data.resolve("ledger.log"), settings.partitions());
        directory = SubscriberDirectory.open(data.resolve("directory.log"));
        final Map<Integer, Long> readUpTo = readUpTo();
        rejects = RejectStore.open(data.resolve(REJECTS), readUpTo);
        suspense = SuspenseStore.open(data.resolve(SUSPENSE), readUpTo);
        incarnations = new Incarnations(data.resolve("streams"), settings.partitions(), opener, new SecureRandom());
        incarnation = incarnations.open((index, partition, number, bytes, offset, length) -> {});
        suspense.settle(this::isInQueue);
        countStores();
        already = new AppendedCommands(ledger.files(), ledger.committed(incarnation.serial()));
        readBack();
        ledger.pendingWithoutFile(already.pendingWithoutFile());
    }

    /** Opens Chronicle queues. */
    static EventQueue openQueue(final GatewaySettings settings, final Path directory) {
        return new ChronicleEventQueue(
                directory,
                settings.rollCycle(),
                settings.blockBytes(),
                settings.durability(),
                SystemClock.INSTANCE::timeMs);
    }

    private Map<Integer, Long> readUpTo() {
        final Map<Integer, Long> lines = new TreeMap<>();
        for (final FileView file : ledger.files()) {
            if (!file.ended()) {
                lines.put(file.number(), file.line());
            }
        }
        return lines;
    }

    private boolean isInQueue(final StreamPlace place) {
        return place.incarnation() == incarnation.serial()
                ? incarnation.numbers().number(place.partition()) >= place.number()
                : incarnations.holds(place.incarnation(), place.partition(), place.number());
    }

    private void countStores() {
        for (final FileView file : ledger.files()) {
            ledger.rejected(file.number(), rejects.count(file.number()));
            ledger.suspendedAtIntake(file.number(), suspense.suspendedAtIntake(file.number()));
            ledger.replayed(file.number(), suspense.replayedOf(file.number()));
        }
    }

    /** Reads what is in the queues beyond the kept positions. */
    private void readBack() {
        final int current = incarnation.serial();
        for (int serial = already.firstIncarnation(current); serial < current; serial++) {
            final int earlier = serial;
            incarnations.openEarlier(serial).ifPresent(queue -> {
                try (queue) {
                    readBack(queue, earlier);
                }
            });
        }
        readBack(incarnation.queue(), current);
    }

    private void readBack(final EventQueue queue, final int serial) {
        final boolean current = serial == incarnation.serial();
        final long from = already.indexIn(serial, current, queue.lastIndex());
        NumberedQueue.read(queue, from, already.visitor(current));
    }

    /** Another incarnation took over; the old one is closed with the rest, as callers may still wait for it. */
    synchronized void replaced(final Incarnation old) {
        replaced.add(old);
    }

    long pending() {
        final StreamPoint committed = ledger.committed(incarnation.serial());
        return incarnation.numbers().appended() - committed.commands();
    }

    /** {@code current}: the incarnation that is appended to now. */
    void close(final Incarnation current) {
        current.close();
        replaced.forEach(Incarnation::close);
        suspense.close();
        rejects.close();
        directory.close();
        ledger.close();
        lock.close();
    }
}
