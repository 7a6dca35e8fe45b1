package io.ratinggrid.ingest.cdr;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.rating.command.CommandType;

/** Reads the lines of one CSV file as a mapping says: header, then records. */
final class CsvDecoder implements LineDecoder {
    private final CdrMapping mapping;
    private final Dialect dialect;
    private final CsvFields fields;
    private final CdrReader reader;
    private CsvColumns columns;

    CsvDecoder(final CdrMapping mapping, final ServiceUnits units, final InputLimits limits) {
        this.mapping = mapping;
        dialect = mapping.dialect();
        fields = new CsvFields(dialect);
        reader = new CdrReader(mapping, units, limits);
    }

    @Override
    public Outcome decode(final TextLine line, final DecodedList into)
            throws InvalidRecordException, RefusedFileException {
        if (columns == null) {
            findColumns(line);
        }
        if (line.number() <= dialect.headerLines() || isComment(line) || line.isBlank()) {
            return Outcome.NOT_A_RECORD;
        }
        fields.split(line);
        checkCount(line);
        for (int i = 0; i < columns.filtered.size(); i++) {
            if (columns.filtered.get(i).holds(fields)) {
                return Outcome.FILTERED;
            }
        }
        into.clear();
        reader.read(fields, columns, line, into.add(CommandType.USAGE));
        return Outcome.COMMANDS;
    }

    /** Names are given by the mapping, or are the fields of the first line. */
    private void findColumns(final TextLine line) throws RefusedFileException {
        if (!dialect.columns().isEmpty()) {
            columns = new CsvColumns(mapping, dialect.columns());
            return;
        }
        final List<String> names = new ArrayList<>();
        try {
            fields.split(line);
        } catch (final InvalidRecordException e) {
            throw new RefusedFileException("the header " + e.getMessage());
        }
        for (int i = 0; i < fields.count(); i++) {
            names.add(fields.get(i).toString());
        }
        columns = new CsvColumns(mapping, names);
    }

    private void checkCount(final TextLine line) throws InvalidRecordException {
        final int least = dialect.exact() ? columns.names.size() : columns.needed();
        if (fields.count() < least) {
            throw new InvalidRecordException(
                    "",
                    "",
                    0,
                    "has " + fields.count() + " fields of " + least,
                    line.ended() ? "" : "the file has no line end here: is it cut off?");
        }
        if (fields.count() > columns.names.size()) {
            throw new InvalidRecordException(
                    "",
                    "",
                    0,
                    "has " + fields.count() + " fields of " + columns.names.size(),
                    "quotes around values that hold the delimiter");
        }
    }

    private boolean isComment(final TextLine line) {
        return dialect.comment() != 0 && line.length() > 0 && line.characters()[0] == dialect.comment();
    }

    @Override
    public String eventOf(final Decoded record, final TextLine line) {
        return reader.eventOf(record, fields, columns);
    }
}
