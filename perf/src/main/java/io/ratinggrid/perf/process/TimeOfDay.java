package io.ratinggrid.perf.process;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Times as they stand in the logs of a run. */
public final class TimeOfDay {
    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private TimeOfDay() {}

    public static String now() {
        return LocalTime.now().format(MILLISECONDS);
    }
}
