package io.ratinggrid.ingest.cdr;

import java.util.Arrays;
import java.util.List;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextView;

/**
 * The fields of one line. A line without quotes is split where it lies; one with quotes is read by the CSV library. A field
 * does not reach over a line end: an open quote spoils its own line only. Reused; one thread.
 */
final class CsvFields {
    private final char delimiter;
    private final char quote;
    private final CsvReader.CsvReaderBuilder quoted;
    private char[] characters = {};
    private int[] starts = new int[32];
    private int[] lengths = new int[32];
    private int count;
    private final TextView[] views = new TextView[Byte.MAX_VALUE];

    CsvFields(final Dialect dialect) {
        delimiter = dialect.delimiter();
        quote = dialect.quote();
        quoted = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .allowUnclosedQuote(false);
        Arrays.setAll(views, i -> new TextView());
    }

    void split(final TextLine line) throws InvalidRecordException {
        characters = line.characters();
        count = 0;
        int start = 0;
        for (int i = 0; i < line.length(); i++) {
            final char next = characters[i];
            if (next == delimiter) {
                add(start, i - start);
                start = i + 1;
            } else if (next == quote) {
                splitQuoted(line);
                return;
            }
        }
        add(start, line.length() - start);
    }

    private void splitQuoted(final TextLine line) throws InvalidRecordException {
        final CsvRecord record;
        try {
            record = quoted.ofSingleCsvRecord(line.text());
        } catch (final CsvParseException e) {
            throw new InvalidRecordException(
                    "",
                    "",
                    0,
                    "has a quote that is not closed, or text after it",
                    "quotes in pairs around a whole field");
        }
        final List<String> fields = record.getFields();
        count = 0;
        int end = 0;
        for (final String field : fields) {
            end += field.length();
        }
        characters = new char[end];
        int start = 0;
        for (final String field : fields) {
            field.getChars(0, field.length(), characters, start);
            add(start, field.length());
            start += field.length();
        }
    }

    private void add(final int start, final int length) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        starts[count] = start;
        lengths[count] = length;
        count++;
    }

    int count() {
        return count;
    }

    /** A field without the blanks around it, empty where the record has none; valid until the next one of the same index. */
    TextView get(final int index) {
        final TextView view = index < views.length ? views[index] : new TextView();
        return index < count
                ? view.wrap(characters, starts[index], lengths[index]).strip()
                : view.wrap(characters, 0, 0);
    }

    /** Where a field starts in the line, from 1; 0 if the line has quotes. */
    int column(final int index, final TextLine line) {
        return characters == line.characters() && index < count ? starts[index] + 1 : 0;
    }
}
