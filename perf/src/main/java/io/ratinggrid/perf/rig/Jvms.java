package io.ratinggrid.perf.rig;

import java.util.List;

/** Flags of the JVMs of a run: fixed, so that runs compare. */
public final class Jvms {
    public static final List<String> NODE = List.of("-Xms4g", "-Xmx4g", "-XX:+UseParallelGC");
    public static final List<String> GATEWAY = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC");

    private Jvms() {}
}
