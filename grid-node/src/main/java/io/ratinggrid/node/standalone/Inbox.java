package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
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

    /** Writes a receipt and moves its file; returns the sentence for the terminal. */
    private interface Receipt {
        String write() throws IOException;
    }

    /** What was read of a file, as it was when that began. */
    private record Taken(FileReport report, Stamp stamp) {}

    private record Stamp(long bytes, FileTime modified, Object key) {
        static Stamp of(final Path file) throws IOException {
            final BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    private final Gateway gateway;
    private final Path directory;
    private final Consumer<String> messages;
    private final Notices notices;
    private final CdrInbox cdr;
    private final Receipts receipts;
    private final Map<Path, Taken> taken = new LinkedHashMap<>();
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
    public int pollReplays() {
        int count = 0;
        for (final Path file : files(directory.resolve(REPLAY))) {
            if (!replayed.containsKey(file) && replay(file)) {
                count++;
            }
        }
        return count;
    }

    private int poll(final Path source, final InputFormat format) throws InterruptedException {
        int count = 0;
        for (final Path file : files(source)) {
            if (!taken.containsKey(file) && take(file, format)) {
                count++;
            }
        }
        return count;
    }

    private List<Path> files(final Path source) {
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
            notices.forget(source);
        } catch (final IOException | UncheckedIOException e) {
            notices.say(source, source + " cannot be looked into, what is there waits: " + e);
        }
        return files;
    }

    private boolean take(final Path file, final InputFormat format) throws InterruptedException {
        try {
            final Stamp stamp = Stamp.of(file);
            taken.put(file, new Taken(gateway.ingestFile(file, format), stamp));
            notices.forget(file);
            return true;
        } catch (final UncheckedIOException e) {
            return stays(file, e.getCause());
        } catch (final IOException e) {
            return stays(file, e);
        }
    }

    private boolean stays(final Path file, final IOException why) {
        notices.say(
                file,
                file + " stays there: "
                        + (why instanceof AccessDeniedException
                                ? "it must not be read by this user"
                                : "it cannot be read: " + why));
        return false;
    }

    private boolean replay(final Path file) {
        try {
            replayed.put(file, gateway.replay(ReplayFile.read(file)));
            notices.forget(file);
            return true;
        } catch (final ReplayFile.InvalidException e) {
            return settle(file, () -> receipts.refused(file, e.getMessage()));
        } catch (final IOException e) {
            return stays(file, e);
        }
    }

    /**
     * To be called when all that was taken is committed: writes the receipts, then moves the files.
     *
     * @return false if some could not be, as when a directory must not be written to; the others are
     */
    public boolean settle() {
        settleFiles(file -> true);
        replayed.entrySet()
                .removeIf(request ->
                        settle(request.getKey(), () -> receipts.replayed(request.getKey(), request.getValue())));
        return taken.isEmpty() && replayed.isEmpty();
    }

    /** The same of those files of which all is committed, whatever else waits. */
    public void settleCommitted() {
        settleFiles(file -> file.outcome() == FileReport.Outcome.REFUSED
                || gateway.file(file.number()).books().pending() == 0);
    }

    private void settleFiles(final Predicate<FileReport> wanted) {
        taken.entrySet()
                .removeIf(file -> wanted.test(file.getValue().report())
                        && settle(file.getKey(), () -> receipt(file.getKey(), file.getValue())));
    }

    /** What took the file's place since it was read, or was added to it, has not been read: it stays, to be taken next. */
    private String receipt(final Path file, final Taken read) throws IOException {
        final FileReport report = read.report();
        final boolean isRefused = report.outcome() == FileReport.Outcome.REFUSED;
        if (Files.exists(file) && !Stamp.of(file).equals(read.stamp())) {
            return isRefused
                    ? file.getFileName() + ": refused: " + report.message() + "; it has changed since and is read again"
                    : receipts.changed(file, report, gateway.file(report.number()));
        }
        return isRefused
                ? receipts.refused(file, report.message())
                : receipts.done(file, report, gateway.file(report.number()));
    }

    private boolean settle(final Path file, final Receipt receipt) {
        try {
            messages.accept(receipt.write());
            notices.forget(file);
            return true;
        } catch (final IOException e) {
            if (!Files.exists(file)) {
                messages.accept(file + " was taken away before it was done; what it said is committed");
                return true;
            }
            notices.say(
                    file, file + " stays there though it is done, its receipt cannot be written or it not moved: " + e);
            return false;
        }
    }
}
