package io.ratinggrid.perf.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pauses of a JVM's collector, as {@code -Xlog:gc:file=FILE:time} writes them. */
public final class CollectorLog {
    private static final Pattern PAUSE = Pattern.compile("\\[(\\S+?)\\].* Pause .* ([\\d.]+)ms");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private CollectorLog() {}

    /** The flag that makes a JVM write such a file. */
    public static String flag(final Path file) {
        return "-Xlog:gc:file=" + file.toAbsolutePath() + ":time";
    }

    /** The pauses in a file, each at its beginning; none if there is no file. */
    public static List<Mark> read(final Path file, final String kind) throws IOException {
        final List<Mark> marks = new ArrayList<>();
        if (!Files.exists(file)) {
            return marks;
        }
        for (final String line : Files.readAllLines(file)) {
            final Matcher pause = PAUSE.matcher(line);
            if (pause.find()) {
                final double ms = Double.parseDouble(pause.group(2));
                final long endMs =
                        OffsetDateTime.parse(pause.group(1), TIME).toInstant().toEpochMilli();
                marks.add(new Mark(kind, endMs - Math.round(ms), ms));
            }
        }
        return marks;
    }
}
