package io.ratinggrid.ingest.json;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.rating.command.Command;

/** Reads lines one by one, by the units of {@link TestUnits}. */
final class LineReader {
    private final JsonCommandReader reader;
    private final DecodedList decoded = new DecodedList();

    private LineReader(final JsonCommandReader reader) {
        this.reader = reader;
    }

    static LineReader ofCommands() {
        return new LineReader(JsonCommandReader.ofCommands(LocalZone.utc(), new TestUnits(), InputLimits.STANDARD));
    }

    static LineReader ofAccounts() {
        return new LineReader(JsonCommandReader.ofAccounts(LocalZone.utc(), new TestUnits(), InputLimits.STANDARD));
    }

    /** The first command of a line. */
    Command read(final String line) throws InvalidRecordException {
        reader.read(line.toCharArray(), line.length(), decoded);
        return command(0);
    }

    /** One of those that the last line has become. */
    Command command(final int index) {
        return decoded.get(index).command;
    }
}
