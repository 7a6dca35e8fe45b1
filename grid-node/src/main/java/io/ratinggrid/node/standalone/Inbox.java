package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.books.Books;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.json.JsonFormat;

/**
 * Directories that files are dropped into: {@code in/accounts} and {@code in/commands}, JSON lines each. A file is read when its
 * name does not begin with a dot (write it under such a name, then rename it); afterwards it is in {@code done}, or in
 * {@code refused} if it could not be read at all. One thread.
 */
public final class Inbox {
    private final Gateway gateway;
    private final Path directory;
    private final Consumer<String> messages;

    public Inbox(final Gateway gateway, final Path directory, final Consumer<String> messages) {
        this.gateway = gateway;
        this.directory = directory;
        this.messages = messages;
    }

    public Inbox make() throws IOException {
        for (final String name : List.of("in/accounts", "in/commands", "done", "refused")) {
            Files.createDirectories(directory.resolve(name));
        }
        return this;
    }

    /** Reads what is there now, accounts first; returns how many files that were. */
    public int poll() throws IOException, InterruptedException {
        return poll("in/accounts", JsonFormat.ACCOUNTS) + poll("in/commands", JsonFormat.COMMANDS);
    }

    private int poll(final String name, final InputFormat format) throws IOException, InterruptedException {
        final List<Path> files;
        try (Stream<Path> children = Files.list(directory.resolve(name))) {
            files = children.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        for (final Path file : files) {
            take(file, format);
        }
        return files.size();
    }

    private void take(final Path file, final InputFormat format) throws IOException, InterruptedException {
        final FileReport report = gateway.ingestFile(file, format);
        final boolean refused = report.outcome() == FileReport.Outcome.REFUSED;
        Files.move(
                file,
                directory.resolve(refused ? "refused" : "done").resolve(file.getFileName()),
                StandardCopyOption.REPLACE_EXISTING);
        messages.accept(file.getFileName() + ": " + describe(report));
    }

    private static String describe(final FileReport report) {
        if (!report.message().isEmpty()) {
            return report.message();
        }
        final Books books = report.books();
        return books.records() + " records, " + books.filtered() + " filtered, " + books.rejected() + " rejected, "
                + books.suspended() + " suspended, " + books.pending() + " accepted and being committed";
    }
}
