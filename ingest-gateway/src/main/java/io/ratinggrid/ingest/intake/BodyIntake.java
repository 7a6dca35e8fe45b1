package io.ratinggrid.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextLines;
import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.rating.command.Command;
import org.agrona.collections.IntArrayList;

/**
 * Takes bodies of lines as in files of commands. What is wrong with a line is said of it, and the others go on: nothing of a body is put in
 * suspense here, since its sender hears at once. The lines that are right are taken all or, for want of room, none. Any thread.
 */
public final class BodyIntake {
    /** Most commands whose answers are waited for, of all bodies. */
    private static final int MOST_AWAITED = 200_000;

    private final IntakeContext context;
    private final ServiceUnits units;
    private final Waiters waiters;
    private final int retryAfterMs;
    private final Semaphore awaited = new Semaphore(MOST_AWAITED);

    public BodyIntake(
            final IntakeContext context, final ServiceUnits units, final Waiters waiters, final int retryAfterMs) {
        this.context = context;
        this.units = units;
        this.waiters = waiters;
        this.retryAfterMs = retryAfterMs;
    }

    /**
     * Reads a body to its end and appends what is right. Durable when this returns.
     *
     * @param answered whether {@link BodyReport#answers} shall be told what is answered
     * @throws GatewayFullException if too much is pending: nothing was taken
     */
    public BodyReport take(final InputStream body, final boolean answered) throws IOException {
        final Reading reading = new Reading();
        final TextLines lines = new TextLines(
                body, JsonFormat.COMMANDS.charset(), context.limits().mostLineBytes());
        for (TextLine line = lines.next(); line != null; line = lines.next()) {
            reading.take(line);
        }
        reading.append(answered);
        return new BodyReport(reading.rejects, reading.answers);
    }

    /** One body. */
    private final class Reading {
        private final LineDecoder decoder = JsonFormat.COMMANDS.decoder(units, context.limits());
        private final AccountResolver resolver = new AccountResolver(context.directory());
        private final DecodedList decoded = new DecodedList();
        private final IntakeBuffer buffer = new IntakeBuffer(context.partitions());
        private final List<RejectedLine> rejects = new ArrayList<>();
        private final LineAnswers answers = new LineAnswers();
        private final IntArrayList recordOf = new IntArrayList();
        private boolean entered;

        void take(final TextLine line) {
            try {
                if (line.problem() != null) {
                    throw line.problem();
                }
                if (decoder.decodeOrReject(line, decoded) == LineDecoder.Outcome.COMMANDS) {
                    takeCommands(line.number());
                }
            } catch (final InvalidRecordException e) {
                reject(RejectedLine.of(line.number(), e));
            } catch (final RefusedFileException e) {
                throw new IllegalStateException("JSON lines have no header to refuse", e);
            }
        }

        private void takeCommands(final long line) throws InvalidRecordException {
            for (int i = 0; i < decoded.size(); i++) {
                if (decoded.get(i).everyAccount) {
                    throw new InvalidRecordException(
                            "account", "", 0, "is missing", "an account; what is for all of them comes as a file");
                }
            }
            entered |= resolver.enter(decoded);
            for (int i = 0; i < decoded.size(); i++) {
                final Resolution resolution = resolver.resolve(decoded.get(i));
                if (!resolution.found()) {
                    reject(RejectedLine.of(line, resolution));
                    return;
                }
            }
            final int record = answers.expect(decoded.size());
            for (int i = 0; i < decoded.size(); i++) {
                add(decoded.get(i), record);
            }
        }

        private void add(final Decoded taken, final int record) {
            final Command command = taken.command;
            command.sourceFile = 0;
            command.sourceLine = 0;
            buffer.add(command);
            recordOf.addInt(record);
        }

        private void reject(final RejectedLine rejected) {
            answers.reject();
            if (rejects.size() < BodyReport.MOST_REJECTS) {
                rejects.add(rejected);
            }
        }

        /** First the directory, then the queue. */
        void append(final boolean answered) {
            if (entered) {
                context.directory().force(context.power());
            }
            if (buffer.size() == 0) {
                answers.complete().complete(null);
            } else if (!answered) {
                append((index, incarnation, partition, number) -> {});
            } else if (awaited.tryAcquire(buffer.size())) {
                appendAwaited();
            } else {
                throw new GatewayFullException(MOST_AWAITED - awaited.availablePermits(), MOST_AWAITED, retryAfterMs);
            }
        }

        private void appendAwaited() {
            final int[] added = {0};
            try {
                append((index, incarnation, partition, number) -> {
                    final int record = recordOf.getInt(index);
                    added[0]++;
                    waiters.add(incarnation, partition, number, code -> {
                        awaited.release();
                        answers.answer(record, code);
                    });
                });
            } catch (final GatewayFullException | GatewayClosedException e) {
                awaited.release(buffer.size() - added[0]);
                throw e;
            }
        }

        private void append(final QueueIntake.IndexedSink before) {
            context.queue().tryAppend(buffer, (index, incarnation, partition, number) -> {
                context.ledger().appendedWithoutFile(1);
                before.next(index, incarnation, partition, number);
            });
        }
    }
}
