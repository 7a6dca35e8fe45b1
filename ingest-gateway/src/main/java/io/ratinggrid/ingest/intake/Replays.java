package io.ratinggrid.ingest.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.json.JsonCommandReader;
import io.ratinggrid.ingest.reject.RejectStore;
import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.ingest.suspense.StreamPlace;
import io.ratinggrid.ingest.suspense.SuspenseItem;
import io.ratinggrid.ingest.suspense.SuspenseStore;
import io.ratinggrid.rating.command.ResultCode;

/**
 * Takes suspended records again, each under the file and line that it came from. A record is marked before it is appended and
 * after, so that a death in between is settled by what the queue holds: it is appended once, however often it is asked for.
 * Any thread, one replay after another.
 */
public final class Replays {
    private final IntakeContext context;
    private final BiConsumer<StreamPlace, Consumer<ResultCode>> waiters;
    private final AccountResolver resolver;
    private final JsonCommandReader reader;
    private final DecodedList decoded = new DecodedList();
    private final IntakeBuffer buffer;
    private final List<SuspenseItem> items = new ArrayList<>();

    /** {@code waiters}: whom to tell the answer to the command of a place, said before it is appended. */
    public Replays(
            final IntakeContext context,
            final ServiceUnits units,
            final BiConsumer<StreamPlace, Consumer<ResultCode>> waiters) {
        this.context = context;
        this.waiters = waiters;
        resolver = new AccountResolver(context.directory());
        reader = JsonCommandReader.ofCommands(LocalZone.utc(), units, context.limits());
        buffer = new IntakeBuffer(context.partitions());
    }

    /** Replays what is in suspense now and asked for; what is suspended again meanwhile stays there. */
    public synchronized ReplayReport replay(final ReplayRequest request) {
        final ReplayReport report = replay(item -> request.asksFor(item.reason(), item.place()), request.set());
        if (report.replayedCount() + report.keptCount() == 0) {
            sayWhyNone(request, report);
        }
        return report;
    }

    /** Replays, as they are, those in suspense now that are wanted. */
    synchronized ReplayReport replay(final Predicate<SuspenseItem> wanted) {
        return replay(wanted, Map.of());
    }

    private ReplayReport replay(final Predicate<SuspenseItem> wanted, final Map<String, String> set) {
        final ReplayReport report = new ReplayReport();
        context.suspense().forEachOpen(item -> {
            if (wanted.test(item)) {
                take(item, set, report);
            }
        });
        append(report);
        return report;
    }

    private void take(final SuspenseItem item, final Map<String, String> set, final ReplayReport report) {
        try {
            final String event = MendedEvent.of(item.event(), set);
            reader.read(event.toCharArray(), event.length(), decoded);
            final Decoded record = decoded.get(0);
            final Resolution resolution = resolver.resolve(record);
            if (!resolution.found()) {
                report.kept(where(item.place()) + " stays in suspense, " + resolution.reason() + ": "
                        + resolution.field() + " '" + resolution.value() + "' " + resolution.message());
                return;
            }
            record.command.sourceFile = item.place().number();
            record.command.sourceLine = item.place().line();
            buffer.add(record.command);
            items.add(item);
            if (items.size() >= context.chunk()) {
                append(report);
            }
        } catch (final InvalidRecordException e) {
            report.kept(where(item.place()) + " stays in suspense, " + item.reason() + ": " + e.sentence());
        }
    }

    private void append(final ReplayReport report) {
        if (items.isEmpty()) {
            return;
        }
        try {
            context.queue().append(buffer, new SuspenseMarks(report));
            items.forEach(item -> context.suspense().replayed(item.number()));
            context.suspense().flush(context.power());
            report.replayed(items.size());
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayClosedException("interrupted while it waited for room");
        } finally {
            items.clear();
            buffer.clear();
        }
    }

    /** Marks in the suspense file. */
    private final class SuspenseMarks implements QueueIntake.Marks {
        private final ReplayReport report;

        SuspenseMarks(final ReplayReport report) {
            this.report = report;
        }

        @Override
        public void mark(final int index, final int incarnation, final int partition, final long number) {
            final StreamPlace place = new StreamPlace(incarnation, partition, number);
            context.suspense().replaying(items.get(index).number(), place);
            context.ledger().replayed(items.get(index).place().number(), 1);
            waiters.accept(place, report::answered);
        }

        @Override
        public void keep() {
            context.suspense().flush(context.power());
        }

        @Override
        public void withdrawFrom(final int index) {
            for (int i = index; i < items.size(); i++) {
                context.suspense().kept(items.get(i).number());
                context.ledger().replayed(items.get(i).place().number(), -1);
            }
        }
    }

    /** Replayed before, rejected, or never heard of. */
    private void sayWhyNone(final ReplayRequest request, final ReplayReport report) {
        RejectStore.forEach(context.rejects().file(), record -> {
            if (!request.file().isEmpty() && request.asksFor(record.place())) {
                report.objection(where(record.place()) + " was rejected and cannot be replayed: " + record.reason()
                        + ". Correct it where it came from and hand it in in another file");
            }
        });
        final long[] before = new long[1];
        SuspenseStore.forEach(context.suspense().file(), (item, open) -> {
            if (!open && request.asksFor(item.reason(), item.place())) {
                before[0]++;
            }
        });
        if (before[0] > 0) {
            report.objection(before[0] + (before[0] == 1 ? " record was" : " records were") + " replayed before");
        } else if (!report.hasObjections()) {
            report.objection("nothing in suspense is asked for");
        }
    }

    private static String where(final FileLine place) {
        return place.name().isEmpty() ? "a record of no file" : place.name() + " line " + place.line();
    }
}
