package io.ratinggrid.ingest.json;

import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.TextLine;

/** Files of JSON lines; blank lines and lines that start with {@code //} are passed over. */
public final class JsonLineDecoder implements LineDecoder {
    private final JsonCommandReader reader;

    public JsonLineDecoder(final JsonCommandReader reader) {
        this.reader = reader;
    }

    @Override
    public Outcome decode(final TextLine line, final DecodedList into) throws InvalidRecordException {
        if (line.isBlank() || isComment(line)) {
            return Outcome.NOT_A_RECORD;
        }
        try {
            reader.read(line.characters(), line.length(), into);
        } catch (final InvalidRecordException e) {
            throw line.ended() ? e : cutOff(e);
        }
        return Outcome.COMMANDS;
    }

    private static InvalidRecordException cutOff(final InvalidRecordException e) {
        return new InvalidRecordException(
                e.field(), e.value(), e.column(), e.getMessage(), "the file has no line end here: is it cut off?");
    }

    private static boolean isComment(final TextLine line) {
        return line.length() >= 2 && line.characters()[0] == '/' && line.characters()[1] == '/';
    }

    @Override
    public String eventOf(final Decoded record, final TextLine line) {
        return line.text();
    }
}
