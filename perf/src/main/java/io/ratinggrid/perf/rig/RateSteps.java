package io.ratinggrid.perf.rig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rate after rate, from low to high, until an objective is missed; then two between the last two. The highest that keeps it must do so for six
 * times as long, in which images of all and checkpoints come, or the next lower one by an eighth must. The lowest goes before, for as long as
 * three, and does not count: images and checkpoints that events as fast as they go have left are made meanwhile; so does a hundredth of
 * it behind each rate that was too high. One thread.
 */
public final class RateSteps {
    private static final int[] PERCENT = {1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
    private static final int WHOLE = 100;
    /** Steps that halve what lies between the highest rate that keeps the objective and the next, which does not. */
    private static final int HALVINGS = 2;

    private static final int STEPS_BEFORE = 3;
    private static final int STEPS_HELD = 6;
    /** By this part of it a rate is lower than the one that was not held. */
    private static final int LOWER_PART = 8;

    /**
     * What was found at a rate.
     *
     * @param histogram its name
     */
    record Step(Pace pace, Figures found, String histogram) {
        double cpuUs() {
            return found.cpuUs(pace.events());
        }

        double generatorCpuUs() {
            return found.generatorCpuUs(pace.events());
        }
    }

    /** Sends events at a rate. */
    public interface Sending {
        Figures paced(Pace pace) throws InterruptedException;

        /** Name of the histogram of what is sent next. */
        String histogram(String how);
    }

    private final Objective objective;
    private final int seconds;
    private final Arrival arrival;
    private final List<Step> steps = new ArrayList<>();
    private int knee;

    /** {@code seconds}: at each rate. */
    public RateSteps(final Objective objective, final int seconds, final Arrival arrival) {
        this.objective = objective;
        this.seconds = seconds;
        this.arrival = arrival;
    }

    /** The rates are parts of {@code most}, events a second; {@code seen} is told each step. */
    RateSteps run(final Sending sending, final double most, final Consumer<Step> seen) throws InterruptedException {
        int missed = 0;
        rest(sending, part(most, PERCENT[0]), STEPS_BEFORE);
        for (int i = 0; i < PERCENT.length && missed == 0; i++) {
            final int rate = part(most, PERCENT[i]);
            missed = isKept(rate, sending, seen) ? 0 : rate;
        }
        for (int i = 0; i < HALVINGS && knee > 0 && missed - knee > 1; i++) {
            final int rate = knee + (missed - knee) / 2;
            missed = isKept(rate, sending, seen) ? missed : rate;
        }
        while (knee > 0 && !isKept(new Pace(knee, STEPS_HELD * seconds, arrival), sending, seen)) {
            knee -= Math.max(1, knee / LOWER_PART);
        }
        return this;
    }

    private void rest(final Sending sending, final int rate, final int times) throws InterruptedException {
        sending.paced(new Pace(rate, times * seconds, arrival));
    }

    private boolean isKept(final int rate, final Sending sending, final Consumer<Step> seen)
            throws InterruptedException {
        final boolean kept = isKept(new Pace(rate, seconds, arrival), sending, seen);
        knee = kept ? rate : knee;
        return kept;
    }

    private boolean isKept(final Pace pace, final Sending sending, final Consumer<Step> seen)
            throws InterruptedException {
        final String histogram = sending.histogram("paced");
        final Step step = new Step(pace, sending.paced(pace), histogram);
        steps.add(step);
        seen.accept(step);
        final boolean kept = objective.isKept(step.found());
        if (!kept) {
            rest(sending, part(pace.rate(), PERCENT[0]), 1);
        }
        return kept;
    }

    private static int part(final double most, final int percent) {
        return Math.max(1, (int) (most * percent / WHOLE));
    }

    /** The same with nobody told. */
    public RateSteps run(final Sending sending, final double most) throws InterruptedException {
        return run(sending, most, step -> {});
    }

    public Objective objective() {
        return objective;
    }

    /** The highest rate that keeps the objective all the time, 0 if none does. */
    public int knee() {
        return knee;
    }

    /** From low to high. */
    List<Step> steps() {
        return steps.stream()
                .sorted(Comparator.comparingInt((Step step) -> step.pace().rate())
                        .thenComparing(step -> step.pace().seconds()))
                .toList();
    }
}
