package io.ratinggrid.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The arrows between modules as rules over source text: what a class of a module may name, and what it may call. */
final class ModuleArrows {

    /** One source text; {@code module} is the directory it lies in. */
    record Source(String module, String name, String text) {}

    private static final String CATALOG_SOURCE = "io.ratinggrid.rating.catalog.source";
    private static final Set<String> KNOW_THE_GATEWAY =
            Set.of("io.ratinggrid.node.launcher", "io.ratinggrid.node.standalone", "io.ratinggrid.node.demo");

    private static final List<String> CORE = List.of("io.ratinggrid.rating", "io.ratinggrid.seam");

    /** The packages which a module consists of. */
    private static final Map<String, List<String>> OWN = Map.of(
            "rating-compute", CORE,
            "persistence", List.of("io.ratinggrid.persistence"),
            "ingest-gateway", List.of("io.ratinggrid.ingest"),
            "grid-node", List.of("io.ratinggrid.node"),
            "perf", List.of("io.ratinggrid.perf"));

    /** The packages of other modules which a module may name; the core is open to all. */
    private static final Map<String, List<String>> MAY_NAME = Map.of(
            "rating-compute", List.of(),
            "persistence", List.of(),
            "ingest-gateway", List.of(),
            "grid-node", List.of("io.ratinggrid.persistence"),
            "perf", List.of("io.ratinggrid"));

    /** Libraries which a module must not name. The core is stricter: see {@link #allowedInCore}. */
    private static final Map<String, List<String>> BANNED_LIBRARIES = Map.of(
            "rating-compute", List.of(),
            "persistence", List.of("org.springframework", "net.openhft"),
            "ingest-gateway", List.of("org.apache.ignite"),
            "grid-node", List.of(),
            "perf", List.of());

    private static final List<String> BANNED_IN_CORE = List.of(
            "java.io",
            "java.nio.file",
            "java.nio.channels",
            "java.net",
            "java.sql",
            "java.util.logging",
            "java.time.Clock");
    private static final Pattern BANNED_CALL_IN_CORE = Pattern.compile(
            "currentTimeMillis|nanoTime|getLogger|\\bClock\\b|\\.now\\s*\\(|::\\s*now\\b|randomUUID|ThreadLocalRandom"
                    + "|Math\\.random|System\\.(?:out|err|in)\\b");

    private static final Pattern NOISE = Pattern.compile(
            "(?<text>\"\"\"(?s:.*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+')|/\\*(?s:.*?)\\*/|//[^\\n]*");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*import\\s+(?:static\\s+)?([\\w.]+)");
    private static final Pattern QUALIFIED = Pattern.compile(
            "(?<![\\w.])(?:java|javax|jdk|sun|org|io|com|net|tools|de|uk)(?:\\.[a-z]\\w*)+\\.[A-Z]\\w*");

    private ModuleArrows() {}

    /** What the source does against the rules, a line each; empty when it keeps them. */
    static List<String> violations(final Source source) {
        final String code = withoutComments(source.text());
        final String home = packageOf(code);
        final List<String> found = new ArrayList<>();
        if (!isUnder(home, OWN.get(source.module()))) {
            found.add(line(source, "is in package " + home));
        }
        for (final String name : names(code)) {
            if (!mayName(source.module(), home, name)) {
                found.add(line(source, "names " + name));
            }
        }
        final Matcher call = BANNED_CALL_IN_CORE.matcher(code);
        while (source.module().equals("rating-compute") && call.find()) {
            if (!isDeclaration(home, code, call.start())) {
                found.add(line(source, "calls " + call.group()));
            }
        }
        return found;
    }

    /** The seams declare a clock, which others implement; they call none. */
    private static boolean isDeclaration(final String home, final String code, final int at) {
        return isUnder(home, "io.ratinggrid.seam") && code.charAt(at - 1) == ' ';
    }

    private static boolean mayName(final String module, final String home, final String name) {
        if (isUnder(name, BANNED_LIBRARIES.get(module))) {
            return false;
        }
        if (isUnder(name, "io.ratinggrid")) {
            return isUnder(name, OWN.get(module))
                    || isUnder(name, CORE)
                    || isUnder(name, MAY_NAME.get(module))
                    || isUnder(name, "io.ratinggrid.ingest") && isUnder(home, KNOW_THE_GATEWAY);
        }
        return !module.equals("rating-compute") || allowedInCore(home, name);
    }

    private static boolean allowedInCore(final String home, final String name) {
        if (isUnder(home, CATALOG_SOURCE)
                && isUnder(name, List.of("org.snakeyaml.engine", "de.siegmar.fastcsv", "java.io", "java.nio.file"))) {
            return true;
        }
        return isUnder(name, List.of("java", "org.agrona")) && !isUnder(name, BANNED_IN_CORE);
    }

    private static Set<String> names(final String code) {
        final Set<String> names = new TreeSet<>();
        for (final Pattern pattern : List.of(IMPORT, QUALIFIED)) {
            final Matcher matcher = pattern.matcher(code);
            while (matcher.find()) {
                names.add(pattern == IMPORT ? matcher.group(1) : matcher.group());
            }
        }
        return names;
    }

    /** The code without comments and with the texts between quotes emptied. */
    private static String withoutComments(final String text) {
        return NOISE.matcher(text).replaceAll(found -> found.group(1) == null ? " " : "\"\"");
    }

    private static String packageOf(final String code) {
        final Matcher matcher = PACKAGE.matcher(code);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static boolean isUnder(final String name, final Iterable<String> roots) {
        for (final String root : roots) {
            if (isUnder(name, root)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnder(final String name, final String root) {
        return name.equals(root) || name.startsWith(root + ".");
    }

    private static String line(final Source source, final String what) {
        return source.module() + ": " + source.name() + " " + what;
    }
}
