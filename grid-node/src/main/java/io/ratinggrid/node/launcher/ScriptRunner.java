package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.ingest.directory.Resolved;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextLines;
import io.ratinggrid.ingest.json.DecodedList;
import io.ratinggrid.ingest.json.JsonCommandReader;
import io.ratinggrid.node.local.LocalRating;
import io.ratinggrid.node.output.OutputFiles;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionSettings;

/** Feeds files line by line to the engine and writes what comes of them. One thread. */
final class ScriptRunner implements AutoCloseable {
    private final LocalRating rating;
    private final OutputFiles out;
    private final SubscriberDirectory directory;
    private final Path directoryFile;
    private final JsonCommandReader accountReader;
    private final JsonCommandReader commandReader;
    private final DecodedList decoded = new DecodedList();
    private final Resolved resolved = new Resolved();
    private final List<String> openAccounts = new ArrayList<>();
    private final Map<ResultCode, Long> usageCounts = new EnumMap<>(ResultCode.class);
    private long lines;
    private long rejected;
    private int files;

    ScriptRunner(
            final CatalogHistory catalogs, final PartitionSettings settings, final Path outDir, final boolean explained)
            throws IOException {
        final OutputFiles[] opened = new OutputFiles[1];
        rating = new LocalRating(catalogs, settings, record -> opened[0].accept(record));
        opened[0] = new OutputFiles(outDir, catalogs, rating.names(), explained);
        out = opened[0];
        directoryFile = Files.createTempFile("ratinggrid-directory", ".log");
        directory = SubscriberDirectory.open(directoryFile);
        final CatalogUnits units = new CatalogUnits(() -> catalogs);
        final LocalZone zone = new LocalZone(catalogs.latest().model().timeZone());
        accountReader = JsonCommandReader.ofAccounts(zone, units, InputLimits.STANDARD);
        commandReader = JsonCommandReader.ofCommands(zone, units, InputLimits.STANDARD);
    }

    void accounts(final Path file) throws IOException {
        read(file, accountReader);
    }

    void commands(final Path file) throws IOException {
        read(file, commandReader);
    }

    void usage(final Path file) throws IOException {
        read(file, commandReader);
    }

    private void read(final Path file, final JsonCommandReader reader) throws IOException {
        final int number = ++files;
        rating.names().addFile(number, file.getFileName().toString());
        try (InputStream input = Files.newInputStream(file)) {
            final TextLines text = new TextLines(input, StandardCharsets.UTF_8, InputLimits.STANDARD.mostLineBytes());
            for (TextLine line = text.next(); line != null; line = text.next()) {
                if (!line.isBlank()) {
                    read(line, number, reader);
                }
            }
        }
    }

    private void read(final TextLine line, final int file, final JsonCommandReader reader) {
        lines++;
        try {
            if (line.problem() != null) {
                throw line.problem();
            }
            reader.read(line.characters(), line.length(), decoded);
            for (int i = 0; i < decoded.size(); i++) {
                final Decoded each = decoded.get(i);
                each.command.sourceFile = file;
                each.command.sourceLine = line.number();
                feed(each);
            }
        } catch (final InvalidRecordException e) {
            rejected++;
            out.reject(rating.names().file(file), line.number(), e.column(), e.sentence());
        }
    }

    private void feed(final Decoded each) {
        if (each.everyAccount) {
            feedEvery(each.command);
            return;
        }
        final ResultCode refusal = resolve(each);
        final ResultCode code = refusal == null ? rating.feed(each.command) : refusal;
        if (refusal != null) {
            out.refuse(each.command, refusal);
        }
        if (each.command.type == CommandType.USAGE) {
            usageCounts.merge(code, 1L, Long::sum);
        }
    }

    /** Sets account key and subscriber; what stands against it, or null. */
    private ResultCode resolve(final Decoded each) {
        final Command command = each.command;
        if (each.unknownService != null) {
            return ResultCode.NO_TARIFF;
        }
        if (each.account == null) {
            if (!directory.resolve(each.identity.bytes(), each.identity.length(), command.startMs, resolved)) {
                return ResultCode.UNKNOWN_SUBSCRIBER;
            }
            command.account = resolved.account();
            command.subscriber = resolved.subscriber();
            return null;
        }
        command.account = AccountKey.of(each.account);
        switch (command.type) {
            case OPEN_ACCOUNT -> {
                directory.addAccount(each.account);
                openAccounts.add(each.account);
            }
            case ADD_SUBSCRIBER -> addSubscriber(each);
            default -> {
                if (each.subscriber != null) {
                    command.subscriber = directory.ordinal(each.account, each.subscriber);
                    return command.subscriber == 0 ? ResultCode.UNKNOWN_SUBSCRIBER : null;
                }
            }
        }
        return null;
    }

    private void addSubscriber(final Decoded each) {
        final int ordinal = directory.addSubscriber(each.account, each.command.name);
        for (final Decoded.IdentityClaim claim : each.claims) {
            directory
                    .addIdentity(claim.identity(), each.account, ordinal, claim.fromMs(), claim.untilMs())
                    .ifPresent(other -> out.reject(
                            rating.names().file(each.command.sourceFile),
                            each.command.sourceLine,
                            0,
                            "identity " + claim.identity() + " belongs to account " + other + " in that time; "
                                    + each.account + " does not get it"));
        }
    }

    private void feedEvery(final Command command) {
        final byte[] id = command.id();
        for (final String account : List.copyOf(openAccounts)) {
            command.account = AccountKey.of(account);
            command.id((new String(id, StandardCharsets.UTF_8) + "@" + account).getBytes(StandardCharsets.UTF_8));
            rating.feed(command);
        }
    }

    LocalRating rating() {
        return rating;
    }

    void finish() throws IOException {
        out.writeAccounts(rating::forEachAccount);
    }

    /** One line for the terminal: what the usage came to. */
    String summary() {
        final StringBuilder text = new StringBuilder(lines + " lines");
        usageCounts.forEach(
                (code, count) -> text.append(", ").append(count).append(' ').append(code));
        if (rejected > 0) {
            text.append(", ").append(rejected).append(" rejected");
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        out.close();
        directory.close();
        Files.deleteIfExists(directoryFile);
    }
}
