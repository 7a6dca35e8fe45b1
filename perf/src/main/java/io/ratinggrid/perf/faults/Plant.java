package io.ratinggrid.perf.faults;

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
public final class Plant {
    private final Path root;
    private final Path sources;
    private final Path made;

    /** {@code root}: of the program's sources; {@code made}: a new directory for sources and classes. */
    public Plant(final Path root, final Path made) {
        this.root = root;
        this.sources = made.resolve("sources");
        this.made = made.resolve("classes");
    }

    /** Where the classes are. */
    public Path classes() {
        return made;
    }

    /**
     * Replaces a piece of a source file of a module.
     *
     * @throws IllegalArgumentException if the source does not hold the piece exactly once
     */
    public Plant replace(final String module, final String source, final String piece, final String by)
            throws IOException {
        final Path target = sources.resolve(source);
        final Path original = root.resolve(module).resolve("src/main/java").resolve(source);
        final String text = Files.readString(Files.exists(target) ? target : original);
        final int at = text.indexOf(piece);
        if (at < 0 || text.indexOf(piece, at + 1) >= 0) {
            throw new IllegalArgumentException(source + " must hold exactly once: " + piece);
        }
        Files.createDirectories(target.getParent());
        Files.writeString(target, text.replace(piece, by));
        return this;
    }

    /**
     * Compiles what was replaced.
     *
     * @throws IllegalStateException if it does not compile
     */
    public Plant compile() throws IOException {
        Files.createDirectories(made);
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                var paths = Files.walk(sources)) {
            final List<Path> all =
                    paths.filter(path -> path.toString().endsWith(".java")).toList();
            final boolean compiled = compiler.getTask(
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
                    .call();
            if (!compiled) {
                throw new IllegalStateException("what is planted does not compile: " + all);
            }
        }
        return this;
    }
}
