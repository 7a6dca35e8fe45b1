package io.ratinggrid.ingest.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file of lines that only grows and that people may read while it does. A line cut off by a crash is dropped. */
public final class JsonLinesFile implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final StringBuilder waiting = new StringBuilder();
    private boolean unforced;

    private JsonLinesFile(final Path file, final FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens the file, made if missing, and gives {@code reader} each line. */
    public static JsonLinesFile open(final Path file, final Consumer<String> reader) {
        try {
            dropCutOffLine(file);
            if (Files.exists(file)) {
                forEach(file, reader);
            }
            return new JsonLinesFile(
                    file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot open file=" + file, e);
        }
    }

    /** Gives {@code reader} each line of a file. */
    public static void forEach(final Path file, final Consumer<String> reader) {
        forEach(file, Long.MAX_VALUE, reader);
    }

    /** Gives {@code reader} the first {@code most} lines of a file. */
    public static void forEach(final Path file, final long most, final Consumer<String> reader) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            for (long i = 0; i < most && line != null; i++) {
                reader.accept(line);
                line = lines.readLine();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read file=" + file, e);
        }
    }

    /** Lines of a file that have their line end, whoever is writing the next. */
    public static long completeLines(final Path file) {
        final byte[] block = new byte[1 << 16];
        long lines = 0;
        try (InputStream input = Files.newInputStream(file)) {
            for (int length = input.read(block); length > 0; length = input.read(block)) {
                for (int i = 0; i < length; i++) {
                    lines += block[i] == '\n' ? 1 : 0;
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read file=" + file, e);
        }
        return lines;
    }

    private static void dropCutOffLine(final Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            long end = access.length();
            final byte[] block = new byte[4_096];
            while (end > 0) {
                final int length = (int) Math.min(block.length, end);
                access.seek(end - length);
                access.readFully(block, 0, length);
                for (int i = length - 1; i >= 0; i--) {
                    if (block[i] == '\n') {
                        access.setLength(end - length + i + 1);
                        return;
                    }
                }
                end -= length;
            }
            access.setLength(0);
        }
    }

    /** Adds a line without line end; it is in the file after {@link #flush}. */
    public void append(final String line) {
        waiting.append(line).append('\n');
        if (waiting.length() > 1 << 16) {
            flush();
        }
    }

    public void flush() {
        if (waiting.length() == 0) {
            return;
        }
        WholeWrite.append(channel, StandardCharsets.UTF_8.encode(waiting.toString()), file);
        waiting.setLength(0);
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

    public Path file() {
        return file;
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
