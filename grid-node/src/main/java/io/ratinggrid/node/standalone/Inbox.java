package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.books.FileReport;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.intake.ReplayReport;
import io.ratinggrid.ingest.json.JsonFormat;

/**
 * Directories that files are dropped into: {@code in/accounts} and {@code in/commands}, JSON lines each, {@code in/cdr/NAME},
 * CSV that mapping NAME describes, and {@code in/replay}, replay requests. A file is taken when its name does not begin with a
 * dot (write it under such a name, then rename it). When all of it is committed it moves to {@code done}, or to {@code refused}
 * if it could not be read at all, and {@code receipts} says what became of it. What cannot be opened stays where it is. One
 * thread.
 */
public final class Inbox {
    private static final String REPLAY = "in/replay";

    private final Gateway gateway;
    private final Path directory;
    private final Consumer<String> messages;
    private final Notices notices;
    private final CdrInbox cdr;
    private final Receipts receipts;
    private final Map<Path, FileReport> taken = new LinkedHashMap<>();
    private final Map<Path, ReplayReport> replayed = new LinkedHashMap<>();

    public Inbox(final Gateway gateway, final Path directory, final Consumer<String> messages) {
        this.gateway = gateway;
        this.directory = directory;
        this.messages = messages;
        notices = new Notices(messages);
        cdr = new CdrInbox(directory, notices);
        receipts = new Receipts(directory);
    }

    public Inbox make() throws IOException {
        for (final String name : List.of("in/accounts", "in/commands", REPLAY, "done", "refused", "receipts")) {
            Files.createDirectories(directory.resolve(name));
        }
        cdr.make();
        return this;
    }

    /** Takes what is there now: accounts, commands, CSV, then replays; returns how many files that were. */
    public int poll() throws IOException, InterruptedException {
        int count = poll(directory.resolve("in/accounts"), JsonFormat.ACCOUNTS)
                + poll(directory.resolve("in/commands"), JsonFormat.COMMANDS);
        for (final Map.Entry<Path, InputFormat> source : new TreeMap<>(cdr.sources()).entrySet()) {
            count += poll(source.getKey(), source.getValue());
        }
        return count + pollReplays();
    }

    /** Takes replay requests only. */
    public int pollReplays() throws IOException {
        int count = 0;
        for (final Path file : files(directory.resolve(REPLAY))) {
            if (!replayed.containsKey(file)) {
                replay(file);
                count++;
            }
        }
        return count;
    }

    private int poll(final Path source, final InputFormat format) throws IOException, InterruptedException {
        int count = 0;
        for (final Path file : files(source)) {
            if (!taken.containsKey(file) && take(file, format)) {
                count++;
            }
        }
        return count;
    }

    private List<Path> files(final Path source) throws IOException {
        final List<Path> files = new ArrayList<>();
        try (Stream<Path> children = Files.list(source)) {
            for (final Path child : children.sorted().toList()) {
                if (child.getFileName().toString().startsWith(".")) {
                    continue;
                }
                if (Files.isRegularFile(child)) {
                    files.add(child);
                } else {
                    notices.say(child, child + " stays there: it is no file; put files into " + source + " itself");
                }
            }
        }
        return files;
    }

    private boolean take(final Path file, final InputFormat format) throws InterruptedException {
        try {
            taken.put(file, gateway.ingestFile(file, format));
            notices.forget(file);
            return true;
        } catch (final UncheckedIOException e) {
            notices.say(
                    file,
                    file + " stays there: "
                            + (e.getCause() instanceof AccessDeniedException
                                    ? "it must not be read by this user"
                                    : "it cannot be read: " + e.getCause()));
            return false;
        }
    }

    private void replay(final Path file) throws IOException {
        try {
            replayed.put(file, gateway.replay(ReplayFile.read(file)));
        } catch (final ReplayFile.InvalidException e) {
            messages.accept(receipts.refused(file, e.getMessage()));
        }
    }

    /** To be called when all that was taken is committed: writes the receipts, then moves the files. */
    public void settle() throws IOException {
        for (final Map.Entry<Path, FileReport> file : taken.entrySet()) {
            final FileReport report = file.getValue();
            messages.accept(
                    report.outcome() == FileReport.Outcome.REFUSED
                            ? receipts.refused(file.getKey(), report.message())
                            : receipts.done(file.getKey(), report, gateway.file(report.number())));
        }
        taken.clear();
        for (final Map.Entry<Path, ReplayReport> request : replayed.entrySet()) {
            messages.accept(receipts.replayed(request.getKey(), request.getValue()));
        }
        replayed.clear();
    }
}
