package io.ratinggrid.perf.faults;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** One record of the journal; valid only while it is shown. */
public record JournalRecord(int partition, long sequence, ResultCode code, Command command) {

    /** What tells the command from others of its account. */
    public String id() {
        return new String(command.id(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
