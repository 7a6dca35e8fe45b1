package io.ratinggrid.ingest.queue;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Forces what was appended to the device, once for all callers that wait: whoever comes first forces everything appended by
 * then, the others find theirs done. At a roll the file that ended is forced, then the directory, then the new file. The
 * queue's own {@code sync()} is not used: it leaves blocks out and loses acknowledged records at a loss of power.
 */
final class GroupForce {
    private final QueueFiles files;
    private final Object appendLock = new Object();
    private final List<File> ended = new ArrayList<>();
    private File current;
    private long appended;

    private final Object forceLock = new Object();
    private volatile long durable;
    private volatile IOException failure;
    private FileChannel channel;
    private File channelFile;

    /** Makes what an earlier process left in the queue durable. */
    GroupForce(final QueueFiles files, final long lastIndex) {
        this.files = files;
        appended = lastIndex;
        try {
            files.forceAll();
        } catch (final IOException e) {
            throw new QueueFailedException("cannot force the queue at start", e);
        }
        durable = lastIndex;
    }

    void appended(final long index, final File file) {
        synchronized (appendLock) {
            if (current != null && !current.equals(file)) {
                ended.add(current);
            }
            current = file;
            appended = index;
        }
    }

    long durable() {
        return durable;
    }

    void force(final long index) {
        if (durable >= index && failure == null) {
            return;
        }
        synchronized (forceLock) {
            checkSound();
            if (durable >= index) {
                return;
            }
            try {
                forceAppended();
            } catch (final IOException e) {
                failure = e;
                checkSound();
            }
        }
    }

    private void forceAppended() throws IOException {
        final List<File> before;
        final File file;
        final long target;
        synchronized (appendLock) {
            before = List.copyOf(ended);
            ended.clear();
            file = current;
            target = appended;
        }
        for (final File one : before) {
            files.force(one.toPath());
        }
        final boolean newFile = !file.equals(channelFile);
        if (newFile) {
            open(file);
            files.forceDirectory();
        }
        channel.force(false);
        durable = target;
    }

    private void open(final File file) throws IOException {
        if (channel != null) {
            channel.close();
        }
        channel = FileChannel.open(file.toPath(), StandardOpenOption.WRITE);
        channelFile = file;
    }

    private void checkSound() {
        if (failure != null) {
            throw new QueueFailedException("forcing the queue failed; restart the gateway", failure);
        }
    }

    void close() {
        synchronized (forceLock) {
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (final IOException e) {
                throw new QueueFailedException("cannot close file=" + channelFile, e);
            }
        }
    }
}
