package io.ratinggrid.perf;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/** What figures were measured on, in one line: a figure without it says little. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final double GIB = 1 << 30;

    private Machine() {}

    /** Processor, cores, operating system, JDK, and how busy the machine is. */
    public static String describe() {
        return "%s, JDK %s (%s), load %.1f"
                .formatted(
                        hardware(), System.getProperty("java.version"), System.getProperty("java.vm.vendor"), load());
    }

    /** Processor, cores and operating system. */
    public static String hardware() {
        return "%s, %d cores, %s %s"
                .formatted(
                        cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }

    /** What the operating system, or the container, has of it. */
    public static String memory() {
        final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / GIB);
    }

    /** Processes that run or want to, averaged over a minute. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String cpu() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown CPU");
        } catch (final IOException e) {
            return "unknown CPU";
        }
    }
}
