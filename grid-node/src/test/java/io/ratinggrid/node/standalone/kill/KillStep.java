package io.ratinggrid.node.standalone.kill;

/** Where a process is killed. */
enum KillStep {
    /** An event is in the queue, its sender does not know yet. */
    AFTER_QUEUE_APPEND("after-queue-append"),
    /** Commands are carried out, their entry is made and not put. */
    BEFORE_PUT("before-put"),
    /** The entry is put, nobody has heard. */
    AFTER_PUT_BEFORE_ANSWER("after-put-before-answer"),
    /** A round of images has begun and is not complete. */
    DURING_IMAGE("during-image"),
    /** Ignite writes a checkpoint. */
    DURING_CHECKPOINT("during-checkpoint"),
    /** The process starts: Ignite reads its files, or owners read images and journal or open. */
    DURING_RECOVERY("during-recovery"),
    /** Any time after the start. */
    RANDOM("random");

    private final String word;

    KillStep(final String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static KillStep ofWord(final String word) {
        for (final KillStep step : values()) {
            if (step.word.equals(word)) {
                return step;
            }
        }
        throw new IllegalArgumentException("step=" + word);
    }
}
