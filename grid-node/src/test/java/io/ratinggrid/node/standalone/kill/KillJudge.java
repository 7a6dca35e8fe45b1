package io.ratinggrid.node.standalone.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.node.reference.ExecutedPartition;
import io.ratinggrid.rating.reference.RandomTraffic;

/**
 * Makes the commands, and knows in a process that is never killed what must come of them: an engine for each partition that
 * carries out what the journal holds, in its order, and the reference. Throws where a child's state, journal or answers are not
 * so.
 */
final class KillJudge {
    private static final int ACCOUNTS = 80;

    private final Path directory;
    private final RandomTraffic traffic;
    private final List<ExecutedPartition> partitions = new ArrayList<>();
    private long commands;
    private int states;

    KillJudge(final Path directory, final long seed) {
        this.directory = directory;
        traffic = RandomTraffic.rich(seed, ACCOUNTS, KillChild.PARTITIONS);
        for (int partition = 0; partition < KillChild.PARTITIONS; partition++) {
            partitions.add(new ExecutedPartition(partition, traffic, KillChild.SETTINGS));
        }
    }

    /** Seed of the catalogs. */
    long trafficSeed() {
        return traffic.seed();
    }

    /** Lets there be so many commands for the children; no child runs. */
    void provide(final long wanted) throws IOException {
        final List<RandomTraffic.Step> steps = new ArrayList<>();
        for (; commands < wanted; commands++) {
            final RandomTraffic.Step step = traffic.next();
            partitions.get(step.partition()).add(step);
            steps.add(step);
        }
        CommandFile.add(commandFile(directory), steps);
    }

    static Path commandFile(final Path directory) {
        return directory.resolve("commands");
    }

    static Path stateFile(final Path directory) {
        return directory.resolve("state");
    }

    static Path endFile(final Path directory) {
        return directory.resolve("state-end");
    }

    /** The sequences up to which the journals are known, as a word. */
    String seen() {
        final List<String> seen = new ArrayList<>();
        partitions.forEach(partition -> seen.add(Long.toString(partition.sequence())));
        return String.join(",", seen);
    }

    /**
     * Looks at what a child has shown, if it came so far, and forgets it. State must be that of an engine that carried out
     * what the journal holds; the journal must go on where it was seen to end, and hold all answers that were kept before.
     */
    void judge(final AnswerFile answersBefore) throws IOException {
        if (judge(stateFile(directory))) {
            judgeAnswers(answersBefore);
        }
        judge(endFile(directory));
    }

    private boolean judge(final Path file) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        final List<StateFile.State> shown = StateFile.read(file, KillChild.PARTITIONS);
        Files.delete(file);
        for (int partition = 0; partition < KillChild.PARTITIONS; partition++) {
            final StateFile.State state = shown.get(partition);
            state.entries().forEach(partitions.get(partition)::follow);
            partitions.get(partition).checkImages(state.sequence(), state.images());
        }
        states++;
        return true;
    }

    private void judgeAnswers(final AnswerFile answers) {
        for (int partition = 0; partition < KillChild.PARTITIONS; partition++) {
            partitions.get(partition).checkAnswers(answers.codes(partition));
        }
    }

    /** All commands are answered, and all accounts what the reference says. */
    void judgeEnd(final AnswerFile answers) {
        for (int partition = 0; partition < KillChild.PARTITIONS; partition++) {
            final int expected = partitions.get(partition).commands();
            if (answers.codes(partition).length != expected) {
                throw new AssertionError("answers are missing: partition=" + partition + " answered="
                        + answers.codes(partition).length + " commands=" + expected);
            }
        }
        judgeAnswers(answers);
        for (final String account : traffic.accounts()) {
            partitions.get(traffic.partition(account)).checkAccount(account, traffic);
        }
    }

    String summary() {
        long entries = 0;
        for (final ExecutedPartition partition : partitions) {
            entries += partition.sequence();
        }
        return "states=" + states + " entries=" + entries + " accounts=" + ACCOUNTS + " catalogs="
                + traffic.catalogs().size() + " of seed=" + traffic.seed() + " traffic=" + traffic.counts();
    }
}
