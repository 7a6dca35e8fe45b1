package io.ratinggrid.ingest.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.books.FileView;
import io.ratinggrid.ingest.books.Fingerprint;
import io.ratinggrid.ingest.books.QueuePlace;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.input.TextCheck;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextLines;
import io.ratinggrid.ingest.stream.Incarnation;

/** Takes files: knows those it has read before, goes on with those that it has half read. Any thread. */
public final class FileReader {
    private final IntakeContext context;
    private final AppendedCommands already;
    private final ServiceUnits units;
    private final Set<Fingerprint> reading = new HashSet<>();

    public FileReader(final IntakeContext context, final AppendedCommands already, final ServiceUnits units) {
        this.context = context;
        this.already = already;
        this.units = units;
    }

    public FileReport read(final Path path, final InputFormat format) throws IOException, InterruptedException {
        final Fingerprint fingerprint = Fingerprint.of(path);
        if (!enter(fingerprint)) {
            return refused(path, "a file of the same content is being read now");
        }
        try {
            return read(path, format, fingerprint);
        } catch (final RefusedFileException e) {
            return refused(path, e.getMessage());
        } finally {
            leave(fingerprint);
        }
    }

    private synchronized boolean enter(final Fingerprint fingerprint) {
        return reading.add(fingerprint);
    }

    private synchronized void leave(final Fingerprint fingerprint) {
        reading.remove(fingerprint);
    }

    private FileReport read(final Path path, final InputFormat format, final Fingerprint fingerprint)
            throws IOException, InterruptedException, RefusedFileException {
        final Optional<FileView> known = context.ledger().find(fingerprint);
        if (known.isPresent() && known.get().ended()) {
            return alreadyRead(path, known.get());
        }
        check(path, format);
        final LineDecoder decoder = format.decoder(units, context.limits());
        final FileView file = known.isPresent() ? known.get() : begin(path, format, fingerprint);
        try (InputStream input = Files.newInputStream(path)) {
            new FileIntake(context, already, file, decoder).read(input, format.charset());
        }
        final Books books = context.ledger().file(file.number()).books();
        final FileReport.Outcome outcome = known.isPresent() ? FileReport.Outcome.RESUMED : FileReport.Outcome.READ;
        return new FileReport(
                outcome, file.number(), path.toString(), books, books.records() == 0 ? path + " has no records" : "");
    }

    private FileView begin(final Path path, final InputFormat format, final Fingerprint fingerprint) {
        final Incarnation current = context.queue().incarnation();
        final QueuePlace end = new QueuePlace(current.serial(), current.queue().durableIndex());
        return context.ledger().begin(path, fingerprint, format.label(), end);
    }

    /** Before anything of it is kept: is it a text, and can its header be read this way? */
    private void check(final Path path, final InputFormat format) throws IOException, RefusedFileException {
        final byte[] first = new byte[TextCheck.BYTES];
        final int length;
        try (InputStream input = Files.newInputStream(path)) {
            length = input.readNBytes(first, 0, first.length);
        }
        final Optional<String> objection = TextCheck.objection(first, length);
        if (objection.isPresent()) {
            throw new RefusedFileException(path + " " + objection.get());
        }
        final TextLines lines = new TextLines(
                new ByteArrayInputStream(first, 0, length),
                format.charset(),
                context.limits().mostLineBytes());
        final TextLine line = lines.next();
        if (line != null && line.problem() == null) {
            tryHeader(format.decoder(units, context.limits()), line);
        }
    }

    private static void tryHeader(final LineDecoder decoder, final TextLine line) throws RefusedFileException {
        try {
            decoder.decodeOrReject(line, new DecodedList());
        } catch (final InvalidRecordException e) {
            // Is a record, and will be rejected as such.
        }
    }

    private FileReport alreadyRead(final Path path, final FileView file) {
        return new FileReport(
                FileReport.Outcome.ALREADY_READ,
                file.number(),
                path.toString(),
                file.books(),
                path + " has the content of " + file.path() + ", which was read before; nothing of it was taken again");
    }

    private static FileReport refused(final Path path, final String message) {
        return new FileReport(FileReport.Outcome.REFUSED, 0, path.toString(), Books.EMPTY, message);
    }
}
