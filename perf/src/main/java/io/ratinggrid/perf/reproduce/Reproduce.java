package io.ratinggrid.perf.reproduce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ratinggrid perf reproduce}: runs all commands whose figures docs/PERFORMANCE.md shows, each as it would be typed. */
@Command(
        name = "reproduce",
        description =
                "All commands whose figures docs/PERFORMANCE.md shows of the program as it is, one after another.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "What each prints is shown and kept in DIR/NN-VERB.txt, its results where it keeps any in DIR/NN-VERB. All take",
            "some seven hours, most of it the rounds of figures, and want a machine with nothing else on it.",
            "Exit code 1: one of them did not end with 0; the others still run."
        })
public final class Reproduce implements Callable<Integer> {
    /** Where the launcher says where it is. */
    private static final String LAUNCHER = "ratinggrid.launcher";

    private static final String COMMANDS = "commands.txt";
    private static final String PLACE = "DIR";
    private static final String ROUNDS = "ROUNDS";
    /** As often as the page's figures were measured. */
    private static final int PAGE_ROUNDS = 5;

    @Option(
            names = "--commands",
            paramLabel = "FILE",
            description =
                    "These instead, a line each, as they are typed after ./ratinggrid; DIR in one is where its results"
                            + " go (default: those of the page).")
    private Path commands;

    @Option(
            names = "--from",
            paramLabel = "N",
            description =
                    "Begin with this one of the list, where a run before has broken off (default: ${DEFAULT-VALUE}).")
    private int first = 1;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "Rounds of the figures with an aim, some 65 minutes each; where a command says ROUNDS (default:"
                            + " ${DEFAULT-VALUE}).")
    private int rounds = PAGE_ROUNDS;

    @Option(names = "--list", description = "Show the commands, and run none.")
    private boolean isListing;

    @Option(names = "--out", paramLabel = "DIR", description = "Where all goes (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of("reproduced");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        final List<String> all = withRounds(commands == null ? ofThePage() : lines(Files.readString(commands)), rounds);
        if (first < 1 || first > all.size()) {
            throw new ParameterException(
                    spec.commandLine(), "--from " + first + " must be 1 to " + all.size() + ", see --list");
        }
        final PrintWriter out = spec.commandLine().getOut();
        if (isListing) {
            all.forEach(command -> out.println("./ratinggrid " + command));
            return 0;
        }
        Files.createDirectories(directory);
        final List<String> failed = new ArrayList<>();
        for (int number = first; number <= all.size(); number++) {
            run(number, all.get(number - 1), failed, out);
        }
        failed.forEach(text -> out.println("FAIL: " + text));
        return failed.isEmpty() ? 0 : 1;
    }

    /** Those whose figures the page shows. */
    private static List<String> ofThePage() throws IOException {
        try (InputStream in = Objects.requireNonNull(Reproduce.class.getResourceAsStream(COMMANDS))) {
            return lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> withRounds(final List<String> all, final int rounds) {
        return all.stream()
                .map(command -> command.replace(ROUNDS, String.valueOf(rounds)))
                .toList();
    }

    private static List<String> lines(final String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private void run(final int number, final String command, final List<String> failed, final PrintWriter out)
            throws IOException, InterruptedException {
        final String name = String.format(Locale.ROOT, "%02d-%s", number, verb(command));
        final Path kept = directory.resolve(name + ".txt");
        final long startNs = System.nanoTime();
        out.printf("./ratinggrid %s%n", command);
        out.flush();
        final int code = run(arguments(command, directory.resolve(name)), kept, out);
        out.printf("%nafter %d s, kept in %s%n%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs), kept);
        out.flush();
        if (code != 0) {
            failed.add("./ratinggrid " + command + ": exit code " + code);
        }
    }

    private static String verb(final String command) {
        final String[] words = command.split(" +");
        return words[0].equals("perf") ? words.length > 1 ? words[1] : "canonical" : words[0];
    }

    private List<String> arguments(final String command, final Path results) {
        final List<String> arguments = new ArrayList<>(List.of(launcher()));
        Arrays.stream(command.split(" +"))
                .map(word -> word.equals(PLACE) ? results.toString() : word)
                .forEach(arguments::add);
        return arguments;
    }

    private String launcher() {
        final String launcher = System.getProperty(LAUNCHER, "");
        if (launcher.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "commands are run by the launcher: start this as ./ratinggrid perf reproduce");
        }
        return launcher;
    }

    private static int run(final List<String> arguments, final Path kept, final PrintWriter out)
            throws IOException, InterruptedException {
        final Process process =
                new ProcessBuilder(arguments).redirectErrorStream(true).start();
        final Thread end = new Thread(process::destroy, "end-of-command");
        Runtime.getRuntime().addShutdownHook(end);
        process.getOutputStream().close();
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter file = new PrintWriter(Files.newBufferedWriter(kept))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                out.flush();
                file.println(line);
                file.flush();
            }
            return process.waitFor();
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }
}
