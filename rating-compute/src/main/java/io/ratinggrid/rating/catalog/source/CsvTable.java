package io.ratinggrid.rating.catalog.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

/** The records of a CSV file, with the position of every field for those that ask. */
final class CsvTable {
    private final String file;
    private final String text;
    private final char delimiter;
    private final List<CsvRecord> records = new ArrayList<>();

    private CsvTable(final String file, final String text, final char delimiter) {
        this.file = file;
        this.text = text;
        this.delimiter = delimiter;
    }

    /**
     * How a file is written.
     *
     * @param delimiter 0: the most frequent of {@code , ; | tab} in the first lines
     */
    record Dialect(char delimiter, Charset charset) {
        static final Dialect AUTO = new Dialect('\0', StandardCharsets.UTF_8);
    }

    /** Reads all records; a file that is no CSV is reported. */
    static Optional<CsvTable> read(final Path path, final String file, final Dialect dialect, final Problems problems) {
        return TextFile.read(path, file, dialect.charset, problems).map(text -> {
            final char delimiter = dialect.delimiter == '\0' ? delimiterOf(text) : dialect.delimiter;
            final CsvTable table = new CsvTable(file, text, delimiter);
            table.parse(problems);
            return table;
        });
    }

    private void parse(final Problems problems) {
        try (CsvReader<CsvRecord> reader = open()) {
            reader.forEach(records::add);
        } catch (final IOException e) {
            throw new UncheckedIOException("file=" + file + " is read from memory", e);
        } catch (final CsvParseException e) {
            final int line = records.isEmpty()
                    ? 1
                    : (int) records.get(records.size() - 1).getStartingLineNumber() + 1;
            final String reason =
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            problems.error(new Position(file, line, 1), "not CSV: " + reason, "quotes in pairs, short fields");
        }
    }

    private CsvReader<CsvRecord> open() {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
    }

    String file() {
        return file;
    }

    List<CsvRecord> records() {
        return records;
    }

    /** Where a field of a record starts. Slow, for messages. */
    Position position(final CsvRecord record, final int field) {
        int line = (int) record.getStartingLineNumber();
        int at = startOfLine(line);
        int column = 1;
        int current = 0;
        boolean quoted = false;
        while (at < text.length() && current < field) {
            final char c = text.charAt(at++);
            quoted ^= c == '"';
            column++;
            if (c == delimiter && !quoted) {
                current++;
            } else if (c == '\n' || c == '\r' && !text.startsWith("\n", at)) {
                line++;
                column = 1;
            }
        }
        return new Position(file, line, column);
    }

    private int startOfLine(final int line) {
        int at = 0;
        for (int current = 1; current < line && at < text.length(); at++) {
            final char c = text.charAt(at);
            if (c == '\n' || c == '\r' && !text.startsWith("\n", at + 1)) {
                current++;
            }
        }
        return at;
    }

    private static char delimiterOf(final String text) {
        final String sample = text.substring(0, Math.min(text.length(), 2_000));
        char best = ',';
        long most = 0;
        for (final char candidate : new char[] {',', ';', '\t', '|'}) {
            final long count = sample.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }
}
