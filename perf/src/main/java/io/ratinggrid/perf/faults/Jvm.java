package io.ratinggrid.perf.faults;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a process of the program is started: with this process's own Java, class path and opened packages, as the launcher does. */
final class Jvm {
    private static final String MAIN = "io.ratinggrid.node.launcher.RatingGrid";

    private final int heapMb;
    private final Path planted;
    private final Archives archives;

    /** {@code planted}: classes that go before all others, or null. */
    Jvm(final int heapMb, final Path planted, final Archives archives) {
        this.heapMb = heapMb;
        this.planted = planted;
        this.archives = archives;
    }

    /** A verb of the program, with further flags of the JVM. */
    List<String> program(final List<String> flags, final String... arguments) {
        final List<String> all = new ArrayList<>(archives.flags(arguments[0]));
        all.addAll(flags);
        return command(MAIN, all, planted == null ? "" : planted + File.pathSeparator, arguments);
    }

    /** A class of this harness, without what is planted. */
    List<String> main(final Class<?> main, final String... arguments) {
        return command(main.getName(), Archives.NONE.flags(""), "", arguments);
    }

    private List<String> command(
            final String main, final List<String> flags, final String first, final String... arguments) {
        final List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(openings());
        command.addAll(flags);
        command.addAll(List.of(
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-ea:io.ratinggrid...",
                "-Dfile.encoding=UTF-8",
                "-Dchronicle.analytics.disable=true",
                "-DIGNITE_UPDATE_NOTIFIER=false",
                "-DIGNITE_QUIET=true",
                "-cp",
                first + classPath(),
                main));
        command.addAll(List.of(arguments));
        return command;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        final List<String> present = new ArrayList<>();
        for (final String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (Files.exists(Path.of(element))) {
                present.add(Path.of(element).toAbsolutePath().toString());
            }
        }
        return String.join(File.pathSeparator, present);
    }

    static List<String> openings() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-opens")
                        || argument.startsWith("--enable-native")
                        || argument.startsWith("--sun-misc"))
                .toList();
    }
}
