package io.ratinggrid.rating.command;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;

/**
 * Names of files as bytes, of a batch of commands on the wire and in the journal.
 *
 * <pre>
 *  var files, each: var number   text name
 * </pre>
 */
public final class SourceFiles {
    private SourceFiles() {}

    public static void write(final ByteSink sink, final List<SourceFile> files) {
        sink.putVar(files.size());
        for (final SourceFile file : files) {
            sink.putVar(file.number());
            sink.putText(file.name());
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it makes no sense
     */
    public static List<SourceFile> read(final ByteSource source) {
        final long count = source.getVar();
        if (count < 0 || count > source.remaining()) {
            throw new IllegalArgumentException("files=" + count + " remaining=" + source.remaining());
        }
        final List<SourceFile> files = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            files.add(new SourceFile((int) source.getVar(), source.getText()));
        }
        return List.copyOf(files);
    }

    /** The name of a file, empty if it is not among them. */
    public static String nameOf(final List<SourceFile> files, final int number) {
        for (final SourceFile file : files) {
            if (file.number() == number) {
                return file.name();
            }
        }
        return "";
    }
}
