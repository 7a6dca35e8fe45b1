package io.ratinggrid.persistence.storage;

import java.io.File;
import java.io.IOException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.ignite.internal.processors.cache.persistence.file.FileIO;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIODecorator;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIOFactory;

/**
 * Files of {@link Durability#PROCESS}: the write-ahead log is not flushed with each commit, but before anything is
 * written about a checkpoint. So pages never reach the disk before the log that explains them, and a power cut leaves
 * the node at a checkpoint and not in ruins. All other files are flushed when Ignite asks for it.
 */
final class DeferredForce implements FileIOFactory {
    private static final long serialVersionUID = 1L;
    private static final String CHECKPOINT_DIRECTORY = "cp";
    private static final String LOG_SUFFIX = ".wal";

    private final FileIOFactory files;

    /** Transient since nodes show each other their settings; a copy opens no files. */
    private final transient Set<LogFile> unforced = ConcurrentHashMap.newKeySet();

    DeferredForce(final FileIOFactory files) {
        this.files = files;
    }

    @Override
    public FileIO create(final File file, final OpenOption... modes) throws IOException {
        if (!List.of(modes).contains(StandardOpenOption.WRITE)) {
            return files.create(file, modes);
        }
        if (file.getParentFile().getName().equals(CHECKPOINT_DIRECTORY)) {
            force();
        }
        final FileIO opened = files.create(file, modes);
        return file.getName().endsWith(LOG_SUFFIX) ? new LogFile(opened) : opened;
    }

    /** Flushes the log as far as it is written. */
    void force() throws IOException {
        for (final LogFile file : unforced) {
            file.forceNow();
        }
    }

    /** Flushes the log and closes it, when the node is gone. */
    void close() throws IOException {
        for (final LogFile file : unforced) {
            file.close();
            file.forceNow();
        }
    }

    /** A segment of the log. When Ignite is done with it, it stays open until it is flushed. */
    private final class LogFile extends FileIODecorator {
        private volatile boolean done;

        LogFile(final FileIO file) {
            super(file);
            unforced.add(this);
        }

        @Override
        public void force() {
            // Before the next checkpoint.
        }

        @Override
        public void force(final boolean withMetadata) {
            // Before the next checkpoint.
        }

        @Override
        public void close() {
            done = true;
        }

        synchronized void forceNow() throws IOException {
            if (!unforced.contains(this)) {
                return;
            }
            final boolean complete = done;
            delegate.force();
            if (complete) {
                unforced.remove(this);
                delegate.close();
            }
        }
    }
}
