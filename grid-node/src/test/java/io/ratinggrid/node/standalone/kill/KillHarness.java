package io.ratinggrid.node.standalone.kill;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts children on one directory and kills them, one after another, and counts: a kill counts at a step if a thread of the
 * child stood there, and events were accepted and not answered. One SIGKILL may count at several steps, each with another
 * partition, queue or file standing there.
 */
final class KillHarness implements AutoCloseable {
    private static final long START_MS = 120_000;
    private static final long REACH_MS = 30_000;
    /** First commands, and those that a child may feed at most. */
    private static final long COMMANDS = 2_500;

    private static final Pattern NUMBERS = Pattern.compile("accepted=(\\d+) answered=(\\d+)");
    private static final List<String> FAULTS = List.of("FAULT", "FAILED", "ALARM");

    private final Path directory;
    private final long seed;
    private final Random random;
    private final Plant plant;
    private final ChildJvm jvm;
    private final KillJudge judge;
    private final PrintStream log;
    private final Map<KillStep, Integer> kills = new EnumMap<>(KillStep.class);
    private int sigkills;
    private int starts;
    private AnswerFile answersBefore;
    private Duration cpu = Duration.ZERO;
    private long accepted;
    private long answered;
    /** How long the last child took from opening its queue to running. */
    private long startedMs = 1_000;

    KillHarness(final Path directory, final long seed, final Plant plant, final ChildJvm jvm) throws IOException {
        this.directory = directory;
        this.seed = seed;
        this.plant = plant;
        this.jvm = jvm;
        random = new Random(seed);
        Files.createDirectories(directory);
        Files.createDirectories(gateway());
        judge = new KillJudge(directory, seed);
        judge.provide(COMMANDS);
        log = new PrintStream(Files.newOutputStream(directory.resolve("children.log")), true, StandardCharsets.UTF_8);
    }

    /** Lets a child commit all that there is, and end; then everything must be there, once, and as the reference says. */
    void verify() throws IOException, InterruptedException {
        final KillPlan plan = new KillPlan(KillPlan.Kind.VERIFY, KillStep.RANDOM, 0);
        final ChildProcess child = start(starts == 0 ? jvm.first(arguments(plan)) : jvm.next(arguments(plan)), plan);
        child.await(line -> line.startsWith("DONE") || isFault(line), START_MS);
        final int status = child.awaitEnd(child.lines().stream().anyMatch(KillHarness::isFault) ? 0 : START_MS);
        check(child);
        if (status != 0 || child.lines().stream().noneMatch(line -> line.startsWith("DONE"))) {
            throw new AssertionError("status=" + status + " of the last child");
        }
        judge.judgeEnd(answers());
    }

    /** Starts a child, kills it where the plan says, and counts. */
    void kill(final KillPlan.Kind kind, final KillStep step) throws IOException, InterruptedException {
        final KillPlan plan = new KillPlan(kind, step, random.nextLong());
        judge.provide(accepted + COMMANDS);
        final ChildProcess child = start(jvm.next(arguments(plan)), plan);
        child.await(line -> line.startsWith("BOOT"), START_MS);
        final long bootedNs = System.nanoTime();
        if (kind == KillPlan.Kind.BOOT) {
            Thread.sleep(random.nextInt((int) startedMs));
        } else if (kind == KillPlan.Kind.RECOVERY) {
            child.await(line -> line.startsWith("STEP") || line.startsWith("READY"), START_MS);
        } else {
            child.await(line -> line.startsWith("READY") || isFault(line), START_MS);
            startedMs = Math.min(10_000, 1 + (System.nanoTime() - bootedNs) / 1_000_000);
            awaitSteps(child, kind, step);
        }
        child.kill();
        sigkills++;
        cpu = cpu.plus(child.cpu());
        count(child, kind);
        check(child);
    }

    /** How many kills there were at a step. */
    int kills(final KillStep step) {
        return kills.getOrDefault(step, 0);
    }

    String summary() {
        final StringBuilder summary = new StringBuilder("starts=" + starts + " sigkills=" + sigkills);
        for (final KillStep step : KillStep.values()) {
            summary.append(' ').append(step.word()).append('=').append(kills(step));
        }
        return summary.append(" cpuSecondsOfKilled=")
                .append(cpu.toSeconds())
                .append(" events=")
                .append(accepted)
                .append(" seed=")
                .append(seed)
                .toString();
    }

    /** What was compared, and what traffic there was. */
    String traffic() {
        return judge.summary();
    }

    @Override
    public void close() {
        log.close();
    }

    private String[] arguments(final KillPlan plan) {
        return new String[] {
            directory.toString(),
            String.valueOf(seed),
            plan.word(),
            plant.name(),
            String.valueOf(judge.trafficSeed()),
            judge.seen()
        };
    }

    private Path gateway() {
        return directory.resolve("gateway");
    }

    private AnswerFile answers() throws IOException {
        try (AnswerFile answers = new AnswerFile(KillGateway.answerFile(gateway()), KillChild.PARTITIONS)) {
            return answers;
        }
    }

    private ChildProcess start(final ProcessBuilder builder, final KillPlan plan) throws IOException {
        starts++;
        answersBefore = answers();
        log.println("--- start=" + starts + " plan=" + plan.word());
        return new ChildProcess(builder, log);
    }

    private void awaitSteps(final ChildProcess child, final KillPlan.Kind kind, final KillStep step)
            throws InterruptedException {
        if (kind == KillPlan.Kind.RANDOM) {
            Thread.sleep(random.nextInt(700));
            return;
        }
        final KillStep last = kind == KillPlan.Kind.TOGETHER ? KillStep.DURING_CHECKPOINT : step;
        child.await(
                line -> line.startsWith("STEP " + last.word())
                        || line.startsWith("NOT-REACHED " + last.word())
                        || isFault(line),
                REACH_MS);
        if (last == KillStep.DURING_CHECKPOINT) {
            Thread.sleep(random.nextInt(15));
        }
    }

    private void count(final ChildProcess child, final KillPlan.Kind kind) {
        final List<String> lines = child.lines();
        if (lines.stream().noneMatch(line -> line.startsWith("BOOT")) || !hasUnanswered(lines)) {
            return;
        }
        final boolean ready = lines.stream().anyMatch(line -> line.startsWith("READY"));
        if (kind == KillPlan.Kind.BOOT && !ready) {
            add(KillStep.DURING_RECOVERY);
        } else if (kind == KillPlan.Kind.RANDOM && ready) {
            add(KillStep.RANDOM);
        }
        final boolean checkpointEnded = lines.stream().anyMatch(line -> line.startsWith("CHECKPOINT-END"));
        for (final String line : lines) {
            if (line.startsWith("STEP")) {
                final KillStep step = KillStep.ofWord(line.split(" ")[1]);
                if (step != KillStep.DURING_CHECKPOINT || !checkpointEnded) {
                    add(step);
                }
            }
        }
    }

    private void add(final KillStep step) {
        kills.merge(step, 1, Integer::sum);
    }

    private static boolean hasUnanswered(final List<String> lines) {
        boolean unanswered = false;
        for (final String line : lines) {
            final Matcher numbers = NUMBERS.matcher(line);
            if (numbers.find()) {
                unanswered = Long.parseLong(numbers.group(1)) > Long.parseLong(numbers.group(2));
            }
        }
        return unanswered;
    }

    /** No complaint, nothing that was accepted or answered has become less, and what was shown is as it must be. */
    private void check(final ChildProcess child) throws IOException {
        for (final String line : child.lines()) {
            if (isFault(line)) {
                throw new AssertionError(line);
            }
            final Matcher numbers = NUMBERS.matcher(line);
            if (numbers.find()) {
                final long nowAccepted = Long.parseLong(numbers.group(1));
                final long nowAnswered = Long.parseLong(numbers.group(2));
                if (nowAccepted < accepted || nowAnswered < answered) {
                    throw new AssertionError(
                            "less than before: accepted=" + accepted + " answered=" + answered + " now: " + line);
                }
                accepted = nowAccepted;
                answered = nowAnswered;
            }
        }
        judge.judge(answersBefore);
    }

    private static boolean isFault(final String line) {
        return FAULTS.stream().anyMatch(line::startsWith);
    }
}
