package io.ratinggrid.node.output;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Formats of rated events; named as their files end. */
public enum RatedFormat {
    /** {@code rated.jsonl}. */
    JSONL,
    /** {@code rated.csv}. */
    CSV;

    /** Name of the file. */
    public String file() {
        return "rated." + name().toLowerCase(Locale.ROOT);
    }

    /** The formats that an output directory has; JSON lines if it has none. */
    public static Set<RatedFormat> in(final Path directory) {
        final Set<RatedFormat> found = EnumSet.noneOf(RatedFormat.class);
        for (final RatedFormat format : values()) {
            if (Files.exists(directory.resolve(format.file()))) {
                found.add(format);
            }
        }
        return found.isEmpty() ? EnumSet.of(JSONL) : found;
    }
}
