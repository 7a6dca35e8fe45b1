package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.input.TextCheck;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextLines;
import io.ratinggrid.ingest.intake.AccountResolver;
import io.ratinggrid.ingest.intake.Resolution;
import io.ratinggrid.node.local.LocalRating;
import io.ratinggrid.node.output.OutputFiles;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.partition.PartitionSettings;

/** Feeds files line by line to the engine and writes what comes of them. One thread. */
public final class ScriptRunner implements AutoCloseable {
    private final LocalRating rating;
    private final OutputFiles out;
    private final Path directoryFile;
    private final SubscriberDirectory directory;
    private final AccountResolver resolver;
    private final ServiceUnits units;
    private final DecodedList decoded = new DecodedList();
    private final ScriptCounts counts = new ScriptCounts();
    private int files;

    public ScriptRunner(
            final CatalogHistory catalogs, final PartitionSettings settings, final Path outDir, final OutputForm form)
            throws IOException {
        final OutputFiles[] opened = new OutputFiles[1];
        rating = new LocalRating(
                catalogs, settings, record -> opened[0].accept(record), notice -> opened[0].notice(notice));
        opened[0] = new OutputFiles(outDir, catalogs, rating.names(), form);
        out = opened[0];
        directoryFile = Files.createTempFile("ratinggrid-directory", ".log");
        directory = SubscriberDirectory.open(directoryFile);
        resolver = new AccountResolver(directory);
        units = new CatalogUnits(() -> catalogs);
    }

    public LocalRating rating() {
        return rating;
    }

    public ScriptCounts counts() {
        return counts;
    }

    /**
     * Reads a file to its end; a line that is wrong is rejected and does not keep the next from being read.
     *
     * @return what is odd about the file, if anything is
     * @throws IOException if it cannot be read; the message names it and says what is in the way
     */
    public Optional<String> read(final Path file, final InputFormat format) throws IOException {
        checkReadable(file);
        final int number = ++files;
        rating.names().addFile(number, file.getFileName().toString());
        final LineDecoder decoder = format.decoder(units, InputLimits.STANDARD);
        final long before = counts.records();
        try (InputStream input = Files.newInputStream(file)) {
            final TextLines lines = new TextLines(input, format.charset(), InputLimits.STANDARD.mostLineBytes());
            for (TextLine line = lines.next(); line != null; line = lines.next()) {
                take(line, number, decoder);
            }
        } catch (final RefusedFileException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return counts.records() == before ? Optional.of(file + " has no records") : Optional.empty();
    }

    private static void checkReadable(final Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file; name the files in it one by one");
        }
        final byte[] first = new byte[TextCheck.BYTES];
        final int length;
        try (InputStream input = Files.newInputStream(file)) {
            length = input.readNBytes(first, 0, first.length);
        } catch (final AccessDeniedException e) {
            throw new IOException(file + " must not be read by this user", e);
        }
        final Optional<String> objection = TextCheck.objection(first, length);
        if (objection.isPresent()) {
            throw new IOException(file + " " + objection.get());
        }
    }

    private void take(final TextLine line, final int file, final LineDecoder decoder) throws RefusedFileException {
        try {
            if (line.problem() != null) {
                throw line.problem();
            }
            switch (decoder.decodeOrReject(line, decoded)) {
                case COMMANDS -> takeCommands(line, file);
                case FILTERED -> counts.filtered();
                case NOT_A_RECORD -> {
                    // Counts nowhere.
                }
            }
        } catch (final InvalidRecordException e) {
            counts.rejected();
            out.reject(rating.names().file(file), line.number(), e.column(), e.sentence());
        }
    }

    private void takeCommands(final TextLine line, final int file) throws InvalidRecordException {
        resolver.enter(decoded);
        for (int i = 0; i < decoded.size(); i++) {
            final Decoded record = decoded.get(i);
            record.command.sourceFile = file;
            record.command.sourceLine = line.number();
            final Resolution resolution = resolver.resolve(record);
            if (!resolution.found()) {
                out.refuse(record.command, resolution.reason());
                counts.add(record.command, resolution.reason());
            } else if (record.everyAccount) {
                feedEvery(record.command);
            } else {
                counts.add(record.command, rating.feed(record.command));
            }
        }
    }

    /** One command for each account, told apart by the account in the id. */
    private void feedEvery(final Command command) throws InvalidRecordException {
        final String id = new String(command.id(), StandardCharsets.UTF_8);
        final List<Account> accounts = new ArrayList<>();
        rating.forEachAccount(accounts::add);
        final int longest = accounts.stream()
                .mapToInt(account -> account.head().name().getBytes(StandardCharsets.UTF_8).length + 1)
                .max()
                .orElse(0);
        if (command.idLength + longest > Command.ID_LIMIT_BYTES) {
            throw new InvalidRecordException(
                    "id",
                    id,
                    0,
                    "is too long to be told apart by the names of accounts",
                    "at most " + (Command.ID_LIMIT_BYTES - longest) + " bytes");
        }
        for (final Account account : accounts) {
            command.account = account.key();
            command.id((id + "@" + account.head().name()).getBytes(StandardCharsets.UTF_8));
            counts.add(command, rating.feed(command));
        }
    }

    public void finish() throws IOException {
        out.writeAccounts(rating::forEachAccount);
    }

    @Override
    public void close() throws IOException {
        out.close();
        directory.close();
        Files.deleteIfExists(directoryFile);
    }
}
