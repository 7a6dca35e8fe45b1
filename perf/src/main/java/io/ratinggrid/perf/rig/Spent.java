package io.ratinggrid.perf.rig;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;

/**
 * Time and CPU time of a process, up to a moment or between two.
 *
 * @param wallNs by the clock
 * @param cpuNs  of all threads of the process, with compilers and collectors
 */
public record Spent(long wallNs, long cpuNs) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** By this process up to now. */
    public static Spent now() {
        return new Spent(System.nanoTime(), PROCESS.getProcessCpuTime());
    }

    public Spent since(final Spent before) {
        return new Spent(wallNs - before.wallNs, cpuNs - before.cpuNs);
    }
}
