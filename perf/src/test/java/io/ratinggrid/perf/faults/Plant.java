package io.ratinggrid.perf.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A bug that is put into a class of the program: one piece of its real source, which must be there exactly once, is replaced by another,
 * and the class is compiled into a directory that goes before all others on a node's class path.
 */
final class Plant {
    private final Path sources;
    private final Path made;

    /** {@code made}: a new directory for sources and classes. */
    Plant(final Path made) {
        this.sources = made.resolve("sources");
        this.made = made.resolve("classes");
    }

    /** Where the classes are. */
    Path classes() {
        return made;
    }

    /** Replaces a piece of a source file of the module in {@code ../module}. */
    Plant replace(final String module, final String source, final String piece, final String by) throws IOException {
        final Path target = sources.resolve(source);
        final Path original = Path.of("..", module, "src/main/java", source);
        final String text = Files.readString(Files.exists(target) ? target : original);
        assertEquals(
                2,
                (text + " ").split(java.util.regex.Pattern.quote(piece), -1).length,
                () -> source + " must hold exactly once: " + piece);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text.replace(piece, by));
        return this;
    }

    /** Compiles what was replaced. */
    Plant compile() throws IOException {
        Files.createDirectories(made);
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(sources)) {
            final List<Path> all =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            assertTrue(
                    compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of(
                                            "-d",
                                            made.toString(),
                                            "-proc:none",
                                            "-nowarn",
                                            "--release",
                                            "17",
                                            "-cp",
                                            Jvm.classPath()),
                                    null,
                                    files.getJavaFileObjectsFromPaths(all))
                            .call(),
                    "what is planted does not compile");
        }
        return this;
    }
}
