package io.ratinggrid.ingest.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.books.QueuePlace;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextLines;
import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.ingest.suspense.StreamPlace;
import io.ratinggrid.ingest.suspense.SuspenseItem;
import io.ratinggrid.rating.command.Command;

/**
 * Reads one file: each record is filtered, rejected, put in suspense or appended to the queue. The position is kept after
 * each chunk; what was done beyond it before a crash is known by line and not done again. One thread.
 */
final class FileIntake {
    /** Bytes of {@code @} and an account key in hexadecimal. */
    private static final int ACCOUNT_SUFFIX = 17;

    private static final int LINES_A_CHUNK = 16_384;

    private final IntakeContext context;
    private final AppendedCommands already;
    private final FileView file;
    private final LineDecoder decoder;
    private final AccountResolver resolver;
    private final DecodedList decoded = new DecodedList();
    private final IntakeBuffer buffer;

    private QueuePlace place;
    private long filtered;
    private long appended;
    private boolean entered;
    private int lines;

    FileIntake(
            final IntakeContext context,
            final AppendedCommands already,
            final FileView file,
            final LineDecoder decoder) {
        this.context = context;
        this.already = already;
        this.file = file;
        this.decoder = decoder;
        resolver = new AccountResolver(context.directory());
        buffer = new IntakeBuffer(context.partitions());
        place = file.place();
    }

    /** Reads from the kept position to the end. */
    void read(final InputStream input, final Charset charset)
            throws IOException, InterruptedException, RefusedFileException {
        final TextLines source = new TextLines(input, charset, context.limits().mostLineBytes());
        long last = file.line();
        for (TextLine line = source.next(); line != null; line = source.next()) {
            if (line.number() > file.line()) {
                take(line);
                last = line.number();
                if (buffer.size() >= context.chunk() || ++lines >= LINES_A_CHUNK) {
                    keep(last, false);
                }
            } else if (line.number() == 1) {
                readHeaderAgain(line);
            }
        }
        keep(last, true);
    }

    private void readHeaderAgain(final TextLine line) throws RefusedFileException {
        try {
            decoder.decodeOrReject(line, decoded);
        } catch (final InvalidRecordException e) {
            // Was rejected before.
        }
    }

    private void take(final TextLine line) throws RefusedFileException {
        try {
            if (line.problem() != null) {
                throw line.problem();
            }
            switch (decoder.decodeOrReject(line, decoded)) {
                case COMMANDS -> takeCommands(line);
                case FILTERED -> filtered++;
                case NOT_A_RECORD -> {
                    // Counts nowhere.
                }
            }
        } catch (final InvalidRecordException e) {
            reject(line, e);
        }
    }

    private void takeCommands(final TextLine line) throws InvalidRecordException {
        if (context.suspense().has(file.number(), line.number())) {
            return;
        }
        entered |= resolver.enter(decoded);
        for (int i = 0; i < decoded.size(); i++) {
            final Decoded record = decoded.get(i);
            record.command.sourceFile = file.number();
            record.command.sourceLine = line.number();
            final Resolution resolution = resolver.resolve(record);
            if (resolution.found()) {
                append(record);
            } else {
                suspend(line, record, resolution);
            }
        }
    }

    private void append(final Decoded record) throws InvalidRecordException {
        if (record.everyAccount) {
            appendToEvery(record.command);
        } else {
            append(record.command);
        }
    }

    /** One command for each account that is known now, told apart by the account in its id. */
    private void appendToEvery(final Command command) throws InvalidRecordException {
        final byte[] id = command.id();
        if (id.length + ACCOUNT_SUFFIX > Command.ID_LIMIT_BYTES) {
            throw new InvalidRecordException(
                    "id",
                    new String(id, StandardCharsets.UTF_8),
                    0,
                    "is too long for a command to every account",
                    "at most " + (Command.ID_LIMIT_BYTES - ACCOUNT_SUFFIX) + " bytes");
        }
        final String prefix = new String(id, StandardCharsets.UTF_8) + "@";
        for (final long account : context.directory().accountKeys()) {
            command.account = account;
            command.id((prefix + HexFormat.of().toHexDigits(account)).getBytes(StandardCharsets.UTF_8));
            append(command);
        }
    }

    private void append(final Command command) {
        if (!already.has(buffer.partitionOf(command), command)) {
            buffer.add(command);
        }
        appended++;
    }

    private void suspend(final TextLine line, final Decoded record, final Resolution resolution) {
        final SuspenseItem item = new SuspenseItem(
                0,
                resolution.reason(),
                new FileLine(file.number(), file.path(), line.number()),
                resolution.field(),
                resolution.value(),
                resolution.message(),
                decoder.eventOf(record, line),
                line.text());
        context.suspense().add(item, StreamPlace.NONE);
        context.ledger().suspendedAtIntake(file.number(), 1);
    }

    private void reject(final TextLine line, final InvalidRecordException problem) {
        if (!context.rejects().has(file.number(), line.number())) {
            context.rejects().add(new FileLine(file.number(), file.path(), line.number()), problem, line.text());
            context.ledger().rejected(file.number(), 1);
        }
    }

    /** First the stores and the directory, then the queue, then the position that covers them. */
    private void keep(final long line, final boolean ended) throws InterruptedException {
        context.rejects().flush(context.power());
        context.suspense().flush(context.power());
        if (entered) {
            context.directory().force(context.power());
            entered = false;
        }
        if (buffer.size() > 0) {
            place = context.queue().append(buffer);
            buffer.clear();
        }
        context.ledger().position(file.number(), line, place, filtered, appended, ended);
        filtered = 0;
        appended = 0;
        lines = 0;
    }
}
