package io.ratinggrid.perf.failover;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Times as they stand in the logs of a run. */
final class TimeOfDay {
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private TimeOfDay() {}

    static String now() {
        return LocalTime.now().format(MILLISECONDS);
    }
}
