package io.ratinggrid.perf.journal;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/**
 * One record of the journal; valid only while it is shown.
 *
 * @param source name of the file that its command came from, as the journal says it; empty: none
 */
public record JournalRecord(int partition, long sequence, ResultCode code, Command command, String source) {

    /** What tells the command from others of its account. */
    public String id() {
        return new String(command.id(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
