package io.ratinggrid.ingest.intake;

import java.util.List;

/**
 * What became of a body of lines.
 *
 * @param rejects the first of the lines that were not taken, {@link #MOST_REJECTS} at most
 * @param answers how many were taken and, if that was asked for, what is answered to them
 */
public record BodyReport(List<RejectedLine> rejects, LineAnswers answers) {
    public static final int MOST_REJECTS = 1_000;

    public BodyReport {
        rejects = List.copyOf(rejects);
    }
}
