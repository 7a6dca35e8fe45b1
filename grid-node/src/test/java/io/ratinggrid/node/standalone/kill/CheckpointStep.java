package io.ratinggrid.node.standalone.kill;

import org.apache.ignite.Ignite;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.persistence.GridCacheDatabaseSharedManager;
import org.apache.ignite.internal.processors.cache.persistence.checkpoint.CheckpointListener;

/** Forces checkpoints and stops in one of them: at its mark, before its first page, or lets it be caught while it writes. */
final class CheckpointStep implements CheckpointListener {
    /** Where in a checkpoint. */
    enum Phase {
        MARK,
        BEGUN,
        WRITING
    }

    private final GridCacheDatabaseSharedManager database;
    private final KillPoints points;
    private final Phase phase;

    CheckpointStep(final Ignite ignite, final KillPoints points, final Phase phase) {
        database = (GridCacheDatabaseSharedManager)
                ((IgniteEx) ignite).context().cache().context().database();
        this.points = points;
        this.phase = phase;
    }

    void force() {
        points.arm(KillStep.DURING_CHECKPOINT, 1);
        database.addCheckpointListener(this);
        database.forceCheckpoint("kill");
    }

    @Override
    public void onMarkCheckpointBegin(final Context context) {
        if (phase == Phase.MARK) {
            points.pass(KillStep.DURING_CHECKPOINT);
        }
    }

    @Override
    public void onCheckpointBegin(final Context context) {
        if (phase == Phase.BEGUN) {
            points.pass(KillStep.DURING_CHECKPOINT);
        } else if (phase == Phase.WRITING) {
            points.passMoving(KillStep.DURING_CHECKPOINT);
        }
    }

    @Override
    public void afterCheckpointEnd(final Context context) {
        KillChild.say("CHECKPOINT-END");
    }

    @Override
    public void beforeCheckpointBegin(final Context context) {
        // Nothing is written yet.
    }
}
