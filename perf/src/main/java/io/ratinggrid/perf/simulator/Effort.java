package io.ratinggrid.perf.simulator;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * What a run took.
 *
 * @param wallNs nanoseconds on the clock
 * @param cpuNs  nanoseconds of all threads of the process, those that compile and collect too, whoever else runs on the machine
 */
record Effort(long wallNs, long cpuNs) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** The clocks as they stand. */
    static Effort begin() {
        return new Effort(System.nanoTime(), PROCESS.getProcessCpuTime());
    }

    /** From when this was read. */
    Effort untilNow() {
        final Effort now = begin();
        return new Effort(now.wallNs - wallNs, now.cpuNs - cpuNs);
    }

    double seconds() {
        return wallNs / 1e9;
    }

    double cpuSeconds() {
        return cpuNs / 1e9;
    }
}
