package io.ratinggrid.ingest.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;

/**
 * A file of entries that only grows. What was flushed survives the death of the process, what was forced a loss of power; an
 * entry that was cut off at the end is dropped at the next start. Not thread-safe.
 *
 * <pre>
 *  file   u32 magic "RGL1"   entry*
 *  entry  u32 length   u32 CRC32C of the payload   payload
 * </pre>
 */
public final class AppendLog implements AutoCloseable {
    private static final int MAGIC = 0x314c4752;
    private static final int HEAD = 8;
    private static final int FLUSH_BYTES = 1 << 16;
    private static final int MOST_BYTES = 1 << 24;

    private final Path file;
    private final FileChannel channel;
    private final ByteSink buffer = new ByteSink(FLUSH_BYTES + 4_096);
    private final CRC32C crc = new CRC32C();
    private boolean unforced;

    private AppendLog(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the log, made if missing, and gives {@code reader} each entry's payload.
     *
     * @throws DamagedFileException if an entry other than a cut-off last one does not match its checksum
     */
    public static AppendLog open(final Path file, final Consumer<ByteSource> reader) {
        try {
            final byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            final int end = replay(file, content, reader);
            final FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(end);
            channel.position(end);
            final AppendLog log = new AppendLog(file, channel);
            if (end == 0) {
                log.buffer.putInt(MAGIC);
                log.flush();
            }
            return log;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int replay(final Path file, final byte[] content, final Consumer<ByteSource> reader) {
        if (content.length < 4 || isZero(content, 0)) {
            return 0;
        }
        if (Bytes.getInt(content, 0) != MAGIC) {
            throw new DamagedFileException("file=" + file + " is no log of this program");
        }
        final ByteSource source = new ByteSource();
        final CRC32C crc = new CRC32C();
        int at = 4;
        while (content.length - at >= HEAD) {
            final int length = Bytes.getInt(content, at);
            if (length <= 0 || length > content.length - at - HEAD) {
                return cutOff(file, content, at, length > 0);
            }
            crc.reset();
            crc.update(content, at + HEAD, length);
            if ((int) crc.getValue() != Bytes.getInt(content, at + 4)) {
                return cutOff(file, content, at, isZero(content, at + HEAD + length));
            }
            reader.accept(source.wrap(content, at + HEAD, length));
            at += HEAD + length;
        }
        return at;
    }

    private static int cutOff(final Path file, final byte[] content, final int at, final boolean atEnd) {
        if (atEnd || isZero(content, at)) {
            return at;
        }
        throw new DamagedFileException("file=" + file + " offset=" + at + " checksum differs");
    }

    private static boolean isZero(final byte[] content, final int from) {
        for (int i = from; i < content.length; i++) {
            if (content[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Adds an entry; it is in the file after {@link #flush}. */
    public void append(final ByteSink payload) {
        if (payload.length() == 0 || payload.length() > MOST_BYTES) {
            throw new IllegalArgumentException("payload=" + payload.length() + " most=" + MOST_BYTES);
        }
        crc.reset();
        crc.update(payload.bytes(), 0, payload.length());
        buffer.putInt(payload.length());
        buffer.putInt((int) crc.getValue());
        buffer.putBytes(payload.bytes(), 0, payload.length());
        if (buffer.length() >= FLUSH_BYTES) {
            flush();
        }
    }

    /** Hands everything to the operating system. */
    public void flush() {
        if (buffer.length() == 0) {
            return;
        }
        final ByteBuffer bytes = ByteBuffer.wrap(buffer.bytes(), 0, buffer.length());
        WholeWrite.append(channel, bytes, file);
        buffer.truncate(0);
        unforced = true;
    }

    /** Flushes and forces to the device. */
    public void force() {
        flush();
        if (!unforced) {
            return;
        }
        try {
            channel.force(false);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot force file=" + file, e);
        }
        unforced = false;
    }

    /** Bytes in the file and waiting for it. */
    public long size() {
        try {
            return channel.position() + buffer.length();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        flush();
        try {
            channel.close();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot close file=" + file, e);
        }
    }
}
