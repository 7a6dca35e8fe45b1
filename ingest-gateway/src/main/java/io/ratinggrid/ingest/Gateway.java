package io.ratinggrid.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.intake.BodyIntake;
import io.ratinggrid.ingest.intake.BodyReport;
import io.ratinggrid.ingest.intake.FileReader;
import io.ratinggrid.ingest.intake.GridQuestions;
import io.ratinggrid.ingest.intake.IntakeBuffer;
import io.ratinggrid.ingest.intake.IntakeContext;
import io.ratinggrid.ingest.intake.MovedRecords;
import io.ratinggrid.ingest.intake.ReplayReport;
import io.ratinggrid.ingest.intake.ReplayRequest;
import io.ratinggrid.ingest.intake.Replays;
import io.ratinggrid.ingest.intake.Submissions;
import io.ratinggrid.ingest.queue.EventQueue;
import io.ratinggrid.ingest.stream.Incarnation;
import io.ratinggrid.ingest.suspense.StreamPlace;
import io.ratinggrid.ingest.suspense.SuspenseItem;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.Transport;

/**
 * The gateway of one process: takes files and commands, keeps them in its queue and sends them to the grid until all of it
 * is committed. What is accepted survives any death of the process, at durability {@code POWER} a loss of power too. Any
 * thread, after {@link #start}.
 */
public final class Gateway implements AutoCloseable {
    private final GatewaySettings settings;
    private final Transport transport;
    private final ServiceUnits units;
    private final Alarms alarms;
    private final Function<Path, EventQueue> queues;
    private final AnswerWaiters waiters = new AnswerWaiters();
    private GatewayState state;
    private SenderThread thread;
    private StreamRunner runner;
    private FileReader files;
    private Submissions submissions;
    private BodyIntake bodies;
    private Replays replays;
    private IntakeContext context;
    private MoveThread moves;

    public Gateway(
            final GatewaySettings settings, final Transport transport, final ServiceUnits units, final Alarms alarms) {
        this(settings, transport, units, alarms, directory -> GatewayState.openQueue(settings, directory));
    }

    /** With a queue of another make. */
    Gateway(
            final GatewaySettings settings,
            final Transport transport,
            final ServiceUnits units,
            final Alarms alarms,
            final Function<Path, EventQueue> queues) {
        this.queues = queues;
        this.settings = settings;
        this.transport = transport;
        this.units = units;
        this.alarms = alarms;
    }

    /** Opens the data directory, reads back what an earlier process left, and begins to send it. */
    public void start() {
        state = new GatewayState(settings, queues);
        thread = new SenderThread(failure -> alarms.raise("the sender failed: " + failure));
        runner = new StreamRunner(settings, state, transport, thread, waiters, units, alarms);
        context = new IntakeContext(
                settings.partitions(),
                settings.power(),
                settings.chunkCommands(),
                settings.input(),
                state.directory,
                state.ledger,
                state.rejects,
                state.suspense,
                runner.queue());
        files = new FileReader(context, state.already, units);
        submissions = new Submissions(context);
        bodies = new BodyIntake(
                context,
                units,
                (incarnation, partition, number, waiter) ->
                        waiters.add(new StreamPlace(incarnation, partition, number), waiter),
                settings.retryAfterMs());
        replays = new Replays(context, units, waiters::add);
        runner.start();
    }

    /** From now on follows identities that have moved: records that came too late for their account go to the next one by themselves. */
    public Gateway followMoves(final GridQuestions grid) {
        moves = new MoveThread(
                        new MovedRecords(context, replays, grid),
                        () -> state.suspense.countOpen(ResultCode.IDENTITY_MOVED) > 0,
                        alarms)
                .start();
        return this;
    }

    /** Moves of identities that this process has heard of, from the grid. */
    public long movesLearned() {
        return moves == null ? 0 : moves.records().learned();
    }

    /** Records that were taken again, for the account that their identity had moved to. */
    public long movedRecords() {
        return moves == null ? 0 : moves.records().taken();
    }

    /**
     * Reads a file to its end; waits while too much is pending. What was read is accepted when this returns, and committed
     * when the books of the file show nothing pending.
     */
    public FileReport ingestFile(final Path path, final InputFormat format) throws InterruptedException {
        try {
            return files.read(path, format);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read file=" + path, e);
        }
    }

    /**
     * Accepts a command whose account is resolved. Returns when it is durable; the future completes when it is committed.
     *
     * @throws io.ratinggrid.ingest.intake.GatewayFullException if too much is pending: nothing was taken
     */
    public CompletableFuture<ResultCode> submit(final Command command) {
        final CompletableFuture<ResultCode> answer = new CompletableFuture<>();
        submissions.submit(
                command,
                (incarnation, partition, number) ->
                        waiters.add(new StreamPlace(incarnation, partition, number), answer::complete));
        return answer;
    }

    /**
     * Accepts commands whose accounts are resolved, many at once; waits while too much is pending. They are durable when this
     * returns, and committed when {@link #drain} says so. {@code commands} is the caller's again then.
     */
    public void submitAll(final IntakeBuffer commands) throws InterruptedException {
        submissions.submitAll(commands);
    }

    /**
     * Takes a body of lines as in files of commands. Its lines are accepted when this returns, all that are right.
     *
     * @param answered whether the report's answers shall be told what the grid answers to each line
     * @throws IOException if the body cannot be read to its end: nothing was taken
     * @throws io.ratinggrid.ingest.intake.GatewayFullException if too much is pending: nothing was taken
     */
    public BodyReport take(final InputStream body, final boolean answered) throws IOException {
        return bodies.take(body, answered);
    }

    /**
     * Waits until everything accepted is committed.
     *
     * @return false if it took longer, or the stream stopped
     */
    public boolean drain(final long timeoutMs) throws InterruptedException {
        return runner.gate().awaitNone(timeoutMs);
    }

    public Progress progress() {
        Books sum = Books.EMPTY;
        for (final FileView file : state.ledger.files()) {
            sum = sum.plus(file.books());
        }
        return new Progress(
                sum,
                runner.gate().pending(),
                runner.answersLost(),
                state.suspense.countOpen(),
                state.rejects.count(),
                runner.senderState());
    }

    /** How its stream gets on; cheaper than {@link #progress}. */
    public StreamProgress stream() {
        return runner.progress();
    }

    /** Records in suspense for a reason. */
    public long suspended(final ResultCode reason) {
        return state.suspense.countOpen(reason);
    }

    /** Records rejected ever. */
    public long rejected() {
        return state.rejects.count();
    }

    /**
     * Takes suspended records again, which stay records of their files. What was taken is accepted when this returns, and
     * committed when {@link #drain} says so; a record is charged once, however often it is asked for.
     */
    public ReplayReport replay(final ReplayRequest request) {
        return replays.replay(request);
    }

    /** Whether another process has a gateway on a data directory now. Not to be asked by a process that has one itself. */
    public static boolean isRunning(final Path data) {
        return Files.exists(data) && DataLock.isTaken(data);
    }

    /** The books of each file; first of what came without one. */
    public List<FileView> files() {
        return state.ledger.files();
    }

    /** The file of a number, as its report names it. */
    public FileView file(final int number) {
        return state.ledger.file(number);
    }

    /** Files whose reading was interrupted; hand them in again to go on. */
    public List<FileView> unfinishedFiles() {
        return state.ledger.unfinished();
    }

    /** Shows every record in suspense. */
    public void forEachSuspended(final Consumer<SuspenseItem> reader) {
        state.suspense.forEachOpen(reader);
    }

    /** The file of suspended records in a gateway's data directory, for {@link io.ratinggrid.ingest.suspense.SuspenseStore#forEach}. */
    public static Path suspenseFile(final Path data) {
        return data.resolve(GatewayState.SUSPENSE);
    }

    /** The file of rejected records in a gateway's data directory, a JSON object a line. */
    public static Path rejectFile(final Path data) {
        return data.resolve(GatewayState.REJECTS);
    }

    /** The file of rejected records. */
    public Path rejectFile() {
        return state.rejects.file();
    }

    public SubscriberDirectory directory() {
        return state.directory;
    }

    /** Stops sending and closes; what is not committed stays in the queue for the next start. */
    @Override
    public void close() {
        if (runner == null) {
            return;
        }
        if (moves != null) {
            moves.close();
        }
        runner.close();
        thread.close();
        final Incarnation current = runner.queue().incarnation();
        if (current.queue().lastIndex() != EventQueue.NONE) {
            current.keepPoint();
        }
        state.close(current);
        runner = null;
    }
}
