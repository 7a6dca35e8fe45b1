package io.ratinggrid.node.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Puts the records of a sample file into the order of their times, as a switch would deliver them. */
final class TimeOrder {
    private TimeOrder() {}

    /** Writes {@code file}, whose fields hold no commas, ordered by a column, into {@code directory}; returns the copy. */
    static Path sort(final Path file, final Path directory, final String column) throws IOException {
        final List<String> lines = Files.readAllLines(file);
        final int index = Arrays.asList(lines.get(0).split(",")).indexOf(column);
        final List<String> records = new ArrayList<>(lines.subList(1, lines.size()));
        records.sort(Comparator.comparing(line -> line.split(",")[index]));
        records.add(0, lines.get(0));
        return Files.write(directory.resolve(file.getFileName()), records);
    }
}
