package io.ratinggrid.perf.rig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.ratinggrid.perf.report.CollectorLog;

/** Flags of the JVMs of a run: fixed, so that runs compare. */
public final class Jvms {
    public static final List<String> GATEWAY = List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC");

    public static final List<String> GENERATOR = List.of("-Xms256m", "-Xmx256m", "-XX:+UseParallelGC");

    /** The journal is checked when nothing else runs. */
    public static final List<String> JOURNAL_CHECK = List.of("-Xmx3g", "-XX:+UseParallelGC");

    private static final int BARE_MB = 1_024;

    private Jvms() {}

    /** As the launcher starts a node on two cores, without its heap. */
    private static final List<String> NODE = List.of(
            "-XX:+UseG1GC",
            "-Xmn128m",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseTransparentHugePages",
            "-XX:Tier4InvocationThreshold=15000",
            "-XX:MaxInlineLevel=9",
            "-XX:InlineSmallCode=1500");

    /** Those of each kind of process, for people. */
    public static Map<String, String> text() {
        final Map<String, String> text = new LinkedHashMap<>();
        text.put("flags of nodes, where there are", "-Xms and -Xmx of --heap " + String.join(" ", NODE));
        text.put("flags of gateways, where there are", String.join(" ", GATEWAY));
        text.put("flags of generators here, where there are", String.join(" ", GENERATOR));
        return text;
    }

    /** One node, or a process beside that does the work of one. */
    public static List<String> node(final RigSettings settings) {
        return node(settings, 1);
    }

    /** As the launcher starts a node on two cores, with a heap of its own that is touched before, as docs/CLUSTER.md asks for. */
    static List<String> node(final RigSettings settings, final int nodes) {
        return node(settings.heapMb() * Math.min(2, nodes) / nodes);
    }

    /** The same for a process that keeps no accounts: two nodes and it share one machine. */
    public static List<String> bare(final RigSettings settings) {
        return node(Math.min(settings.heapMb(), BARE_MB));
    }

    private static List<String> node(final int mb) {
        final List<String> flags = new ArrayList<>(List.of("-Xms" + mb + "m", "-Xmx" + mb + "m"));
        flags.addAll(NODE);
        return flags;
    }

    /** The same, and a file with the pauses of the collector. */
    static List<String> logged(final List<String> flags, final Path directory, final String name) {
        final List<String> all = new ArrayList<>(flags);
        all.add(CollectorLog.flag(collectorLog(directory, name)));
        return all;
    }

    static Path collectorLog(final Path directory, final String name) {
        return directory.resolve(name + "-gc.log");
    }

    /** The same, and a flight recording that the process writes to {@code NAME.jfr} when it ends. */
    static List<String> recorded(final List<String> flags, final Path directory, final String name) {
        final List<String> all = new ArrayList<>(flags);
        all.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                + directory.toAbsolutePath().resolve(name + ".jfr"));
        all.add("-XX:+UnlockDiagnosticVMOptions");
        all.add("-XX:+DebugNonSafepoints");
        return all;
    }
}
