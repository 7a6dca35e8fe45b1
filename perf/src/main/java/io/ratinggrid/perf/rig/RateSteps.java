package io.ratinggrid.perf.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rate after rate, from low to high, until an objective is missed. The lowest goes before, for as long as three, and does not count:
 * images and checkpoints that events as fast as they go have left are made meanwhile. One thread.
 */
public final class RateSteps {
    private static final int[] PERCENT = {5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};
    private static final int WHOLE = 100;
    private static final int STEPS_BEFORE = 3;

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
        boolean within = true;
        sending.paced(new Pace(part(most, PERCENT[0]), STEPS_BEFORE * seconds, arrival));
        for (int i = 0; i < PERCENT.length && within; i++) {
            final Pace pace = new Pace(part(most, PERCENT[i]), seconds, arrival);
            final String histogram = sending.histogram("paced");
            final Step step = new Step(pace, sending.paced(pace), histogram);
            steps.add(step);
            within = objective.isKept(step.found());
            knee = within ? pace.rate() : knee;
            seen.accept(step);
        }
        return this;
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

    /** The highest rate that keeps the objective, 0 if none does. */
    public int knee() {
        return knee;
    }

    List<Step> steps() {
        return steps;
    }
}
