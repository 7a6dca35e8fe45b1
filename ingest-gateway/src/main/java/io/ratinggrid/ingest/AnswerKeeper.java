package io.ratinggrid.ingest;

import java.util.concurrent.atomic.LongAdder;

import io.ratinggrid.ingest.books.AnswerCounts;
import io.ratinggrid.ingest.books.Ledger;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.intake.PendingGate;
import io.ratinggrid.ingest.json.EventText;
import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.ingest.suspense.StreamPlace;
import io.ratinggrid.ingest.suspense.SuspenseItem;
import io.ratinggrid.ingest.suspense.SuspenseStore;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandPeek;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;

/**
 * Keeps the answers of committed batches: suspended records first, then the counts together with the batch's last number, so
 * that a crash, with power durability a loss of power too, between the two only leads to the same answer again. The sender's thread.
 */
final class AnswerKeeper {
    private final int incarnation;
    private final boolean power;
    private final Ledger ledger;
    private final SuspenseStore suspense;
    private final SubscriberDirectory directory;
    private final PendingGate gate;
    private final AnswerWaiters waiters;
    private final EventText events;
    private final LongAdder lost;

    private final AnswerCounts counts = new AnswerCounts();
    private final CommandPeek peek = new CommandPeek();
    private final ByteSource source = new ByteSource();
    private final ByteSource one = new ByteSource();
    private final Command command = new Command();

    AnswerKeeper(
            final int incarnation,
            final boolean power,
            final Ledger ledger,
            final SuspenseStore suspense,
            final SubscriberDirectory directory,
            final PendingGate gate,
            final AnswerWaiters waiters,
            final EventText events,
            final LongAdder lost) {
        this.incarnation = incarnation;
        this.power = power;
        this.ledger = ledger;
        this.suspense = suspense;
        this.directory = directory;
        this.gate = gate;
        this.waiters = waiters;
        this.events = events;
        this.lost = lost;
    }

    void keep(final PartitionBatch batch, final PartitionReply reply) {
        counts.clear();
        boolean suspended = false;
        source.wrap(batch.commands(), 0, batch.bytes());
        for (int i = 0; i < batch.count(); i++) {
            final int length = (int) source.getVar();
            final int start = source.position();
            source.skip(length);
            final ResultCode code = codeOf(reply, i);
            counts.add(peek.sourceFile(batch.commands(), start, length), code);
            if (code.kind() == ResultCode.Kind.SUSPENDED) {
                suspend(batch, i, start, length, code);
                suspended = true;
            }
        }
        if (suspended) {
            suspense.flush(power);
        }
        ledger.committed(incarnation, batch.partition(), batch.lastNumber(), batch.checksumAfter(), counts);
        tellWaiters(batch, reply);
        gate.leave(batch.count());
    }

    /** A repeat whose answers are no longer kept was carried out at least; which way is lost, and counted as such. */
    private ResultCode codeOf(final PartitionReply reply, final int index) {
        if (reply.codes().length == 0) {
            lost.increment();
            return ResultCode.DONE;
        }
        return ResultCode.of(reply.codes()[index]);
    }

    private void suspend(
            final PartitionBatch batch, final int index, final int start, final int length, final ResultCode code) {
        final StreamPlace place = new StreamPlace(incarnation, batch.partition(), batch.firstNumber() + index);
        if (suspense.has(place)) {
            return;
        }
        CommandCodec.decode(one.wrap(batch.commands(), start, length), command);
        final FileLine origin = new FileLine(command.sourceFile, ledger.pathOf(command.sourceFile), command.sourceLine);
        suspense.add(new SuspenseItem(0, code, origin, "", "", SuspenseWords.of(code), event(code), ""), place);
    }

    private String event(final ResultCode code) {
        if (code == ResultCode.IDENTITY_MOVED && command.type == CommandType.USAGE) {
            return events.found(command, directory.identityOf(command.identity).orElseThrow());
        }
        return events.of(command, directory.accountName(command.account).orElse(null));
    }

    private void tellWaiters(final PartitionBatch batch, final PartitionReply reply) {
        if (waiters.isEmpty()) {
            return;
        }
        for (int i = 0; i < batch.count(); i++) {
            final ResultCode code = reply.codes().length == 0 ? ResultCode.DONE : ResultCode.of(reply.codes()[i]);
            waiters.answer(new StreamPlace(incarnation, batch.partition(), batch.firstNumber() + i), code);
        }
    }
}
