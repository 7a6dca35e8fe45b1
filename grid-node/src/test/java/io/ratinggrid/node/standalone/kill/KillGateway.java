package io.ratinggrid.node.standalone.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

import io.ratinggrid.ingest.queue.ChronicleEventQueue;
import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.stream.NumberedQueue;
import io.ratinggrid.ingest.stream.SenderSettings;
import io.ratinggrid.ingest.stream.StreamFault;
import io.ratinggrid.ingest.stream.StreamListener;
import io.ratinggrid.ingest.stream.StreamPoint;
import io.ratinggrid.ingest.stream.StreamSender;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply;
import io.ratinggrid.rating.wire.StreamHello;
import net.openhft.chronicle.queue.RollCycles;

/** A gateway's queue and sender, fed with given commands. */
final class KillGateway implements StreamListener {
    static final long STREAM_HIGH = 0x6b696c6c;
    private static final int WINDOW = 400;
    /** Wider while a step is to be reached: partitions whose thread stands at an earlier one answer nothing. */
    private static final int ARMED_WINDOW = 3_000;

    private final long seed;
    private final CommandFile commands;
    private final int partitions;
    private final KillPoints points;
    private final int session;
    private final AnswerFile answers;
    private final NumberedQueue numbers;
    private StreamSender sender;

    /** Opens queue and answers; each opening is a session of its own. */
    KillGateway(
            final Path directory,
            final long seed,
            final CommandFile commands,
            final int partitions,
            final KillPoints points)
            throws IOException {
        this.seed = seed;
        this.commands = commands;
        this.partitions = partitions;
        this.points = points;
        Files.createDirectories(directory);
        session = nextSession(directory.resolve("session"));
        answers = new AnswerFile(answerFile(directory), partitions);
        final EventQueue queue = new ChronicleEventQueue(
                directory.resolve("queue"),
                RollCycles.FAST_DAILY,
                1 << 20,
                Durability.PROCESS,
                System::currentTimeMillis);
        final long[] read = {0};
        numbers = NumberedQueue.recover(
                queue, StreamPoint.start(partitions), (index, partition, number, bytes, offset, length) -> {
                    read[0]++;
                    checkRecord(read[0], partition, bytes, offset, length);
                });
    }

    static Path answerFile(final Path directory) {
        return directory.resolve("answers");
    }

    long accepted() {
        return numbers.appended();
    }

    long answered() {
        return answers.answers();
    }

    void start(final Grid grid) {
        final SenderSettings settings =
                new SenderSettings(50, 100_000, 2_000, 1 << 20, 1_000, 10, 10_000, 50, 100, 1_000, 10_000);
        sender = new StreamSender(
                new StreamHello(STREAM_HIGH, seed, session, partitions),
                numbers,
                answers.point(),
                grid.transport(),
                new GatewayThread(),
                new SystemClock(),
                settings,
                file -> "commands-" + file + ".jsonl",
                this);
        sender.start();
    }

    /** Appends what the queue does not have of the commands, not too far ahead of the answers. */
    void feed() throws InterruptedException {
        for (long number = accepted() + 1; number <= commands.size(); number++) {
            final byte[] command = commands.command(number);
            numbers.append(commands.partition(number), command, 0, command.length);
            points.pass(KillStep.AFTER_QUEUE_APPEND);
            sender.wake();
            if (number % 8 == 0) {
                Thread.sleep(1);
            }
            while (accepted() - answered() > (points.isAnyArmed() ? ARMED_WINDOW : WINDOW)) {
                Thread.sleep(1);
            }
        }
    }

    private void checkRecord(
            final long event, final int partition, final byte[] bytes, final int offset, final int length) {
        final byte[] command = commands.command(event);
        if (partition != commands.partition(event)
                || !Arrays.equals(bytes, offset, offset + length, command, 0, command.length)) {
            throw new IllegalStateException("the queue holds another event than was appended: event=" + event);
        }
    }

    private static int nextSession(final Path file) throws IOException {
        final int next =
                Files.exists(file) ? Integer.parseInt(Files.readString(file).trim()) + 1 : 1;
        final Path written = file.resolveSibling("session.new");
        Files.write(written, String.valueOf(next).getBytes(StandardCharsets.US_ASCII));
        Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
        return next;
    }

    @Override
    public void answered(final PartitionBatch batch, final PartitionReply reply) {
        answers.keep(batch, reply);
    }

    @Override
    public void committedThrough(final long index) {
        answers.through(index);
    }

    @Override
    public void faulted(final StreamFault fault, final String message) {
        KillChild.say("FAULT " + fault + ": " + message);
    }
}
