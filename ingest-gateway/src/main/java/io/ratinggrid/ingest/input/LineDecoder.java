package io.ratinggrid.ingest.input;

/** Turns the lines of one file into commands. Has the file's header and dialect as state; one thread. */
public interface LineDecoder {
    /** What a line is. */
    enum Outcome {
        COMMANDS,
        /** A record that is not chargeable, by rule. */
        FILTERED,
        /** Header, comment or blank. */
        NOT_A_RECORD
    }

    /**
     * Decodes a line.
     *
     * @throws InvalidRecordException if it is none of these
     * @throws RefusedFileException   if the file as a whole cannot be read this way
     */
    Outcome decode(TextLine line, DecodedList into) throws InvalidRecordException, RefusedFileException;

    /** The same, and a record at which the decoder fails in another way is invalid: those behind it are read all the same. */
    default Outcome decodeOrReject(final TextLine line, final DecodedList into)
            throws InvalidRecordException, RefusedFileException {
        try {
            return decode(line, into);
        } catch (final RuntimeException failure) {
            throw new InvalidRecordException(
                    "", "", 0, "cannot be read: " + failure.getMessage(), "numbers and times in their ranges");
        }
    }

    /** The record decoded last, of one command, as a JSON line for suspense. */
    String eventOf(Decoded record, TextLine line);
}
