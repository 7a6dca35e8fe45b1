package io.ratinggrid.ingest.intake;

import io.ratinggrid.rating.command.Command;

/** Commands that come without a file, one by one or many at once. Any thread. */
public final class Submissions {
    private final IntakeContext context;
    private final ThreadLocal<IntakeBuffer> buffers;

    public Submissions(final IntakeContext context) {
        this.context = context;
        buffers = ThreadLocal.withInitial(() -> new IntakeBuffer(context.partitions()));
    }

    /** Appends a command; {@code before} is told its number first. Durable when this returns. */
    public void submit(final Command command, final QueueIntake.NumberSink before) {
        final IntakeBuffer buffer = buffers.get();
        buffer.clear();
        buffer.add(command);
        context.queue().appendOne(buffer, (incarnation, partition, number) -> {
            context.ledger().appendedWithoutFile(1);
            before.next(incarnation, partition, number);
        });
    }

    /** Appends commands, waiting for room. All are durable when this returns. */
    public void submitAll(final IntakeBuffer commands) throws InterruptedException {
        context.queue().append(commands);
        context.ledger().appendedWithoutFile(commands.size());
    }
}
