package io.ratinggrid.persistence.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

import org.apache.ignite.IgniteLogger;

/**
 * What Ignite has to say: warnings and errors into a file of the node, errors also to the logger of this package. Not
 * Ignite's own bridge, since that reconfigures logging for the whole process.
 */
final class NodeLog implements IgniteLogger, AutoCloseable {
    private static final Logger PROCESS_LOG = Logger.getLogger(NodeLog.class.getPackageName());
    private static final int FILE_BYTES = 10 * 1024 * 1024;
    private static final int FILES = 3;

    private final FileHandler file;
    private final String pattern;
    private final String category;

    private NodeLog(final FileHandler file, final String pattern, final String category) {
        this.file = file;
        this.pattern = pattern;
        this.category = category;
    }

    static NodeLog open(final Path directory) {
        final String pattern = directory.resolve("ignite.%g.log").toString();
        try {
            final FileHandler file = new FileHandler(pattern, FILE_BYTES, FILES, true);
            file.setFormatter(new SimpleFormatter());
            return new NodeLog(file, pattern, "ignite");
        } catch (final IOException e) {
            throw new UncheckedIOException("log cannot be opened: pattern=" + pattern, e);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    @Override
    public IgniteLogger getLogger(final Object newCategory) {
        final String name = newCategory instanceof Class<?> type ? type.getName() : String.valueOf(newCategory);
        return new NodeLog(file, pattern, name);
    }

    @Override
    public void trace(final String message) {
        // Too fine for the file.
    }

    @Override
    public void debug(final String message) {
        // Too fine for the file.
    }

    @Override
    public void info(final String message) {
        // Too fine for the file.
    }

    @Override
    public void warning(final String message, final Throwable cause) {
        file.publish(entry(Level.WARNING, message, cause));
    }

    @Override
    public void error(final String message, final Throwable cause) {
        file.publish(entry(Level.SEVERE, message, cause));
        PROCESS_LOG.log(entry(Level.SEVERE, firstLine(message) + " (more in " + pattern + ")", null));
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    /** False, or Ignite prints to standard output what it does not log. */
    @Override
    public boolean isQuiet() {
        return false;
    }

    @Override
    public String fileName() {
        return pattern;
    }

    /** Ignite adds dumps of all threads to what it says. */
    private static String firstLine(final String message) {
        return message.lines()
                .findFirst()
                .orElse("")
                .transform(line -> line.substring(0, Math.min(line.length(), 400)));
    }

    private LogRecord entry(final Level level, final String message, final Throwable cause) {
        final LogRecord entry = new LogRecord(level, message);
        entry.setLoggerName(category);
        entry.setThrown(cause);
        return entry;
    }
}
