package io.ratinggrid.perf.wire;

import java.io.IOException;

import io.ratinggrid.ingest.intake.IntakeBuffer;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;

/** Takes the events of one connection, in their order: nothing more is read while the gateway has no room. One thread. */
final class EventConnection {
    private final Line line;
    private final EventTaker taker;
    private final int batch;
    private final IntakeBuffer buffer;
    private final Command command = new Command();
    private final Answers answers;

    /** {@code batch}: events that are handed over at once. */
    EventConnection(final Line line, final EventTaker taker, final int partitions, final int batch) {
        this.line = line;
        this.taker = taker;
        this.batch = batch;
        buffer = new IntakeBuffer(partitions);
        answers = new Answers(line);
    }

    /** Returns when the other side has closed. */
    void read() throws IOException, InterruptedException {
        answers.start();
        try {
            final FrameReader in = line.in();
            while (in.next()) {
                take(in.kind(), in.fields());
            }
        } finally {
            answers.close();
        }
    }

    private void take(final Kind kind, final ByteSource fields) throws InterruptedException {
        switch (kind) {
            case EVENT -> {
                CommandCodec.decode(fields, command);
                buffer.add(command);
                if (buffer.size() >= batch) {
                    handOver();
                }
            }
            case TIMED -> {
                handOver();
                final long dueNs = fields.getLong();
                CommandCodec.decode(fields, command);
                taker.take(command, () -> answers.add(dueNs));
            }
            case ACCEPTED -> {
                handOver();
                answers.done();
            }
            case COMMITTED -> {
                handOver();
                taker.awaitCommitted();
                answers.done();
            }
            default -> throw new IllegalArgumentException("frameKind=" + kind + " is not for a gateway");
        }
    }

    private void handOver() throws InterruptedException {
        if (buffer.size() > 0) {
            taker.takeAll(buffer);
            buffer.clear();
        }
    }
}
