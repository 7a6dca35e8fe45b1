package io.ratinggrid.ingest;

import java.nio.file.Path;

import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.ingest.stream.SenderSettings;
import net.openhft.chronicle.queue.RollCycles;

/**
 * Settings of one gateway process.
 *
 * @param data            directory of queue, directory, books, rejects and suspense; one gateway at a time has it
 * @param partitions      of the grid; fixed when the cluster is made
 * @param durability      what an accepted event survives
 * @param rollCycle       time that one queue file spans; a file is deleted when all of it is committed, so a shorter span
 *                        frees the disk sooner
 * @param blockBytes      how much of a queue file is mapped at a time; a file takes at least as much disk
 * @param chunkCommands   commands of a file appended at once; larger is faster, smaller resumes nearer to where it stopped
 * @param pendingLimit    commands accepted and not yet committed at most; files wait then, submissions are refused
 * @param retryAfterMs    what a refused submission is told to wait
 * @param freeDiskBytes   below that much free space nothing is taken: a full disk under a mapped file ends the process
 * @param input           limits of records
 * @param sender          limits of the sender
 */
public record GatewaySettings(
        Path data,
        int partitions,
        Durability durability,
        RollCycles rollCycle,
        int blockBytes,
        int chunkCommands,
        long pendingLimit,
        int retryAfterMs,
        long freeDiskBytes,
        InputLimits input,
        SenderSettings sender) {

    public static GatewaySettings standard(final Path data, final int partitions) {
        return new GatewaySettings(
                data,
                partitions,
                Durability.PROCESS,
                RollCycles.FAST_HOURLY,
                64 << 20,
                1_024,
                5_000_000,
                1_000,
                256L << 20,
                InputLimits.STANDARD,
                SenderSettings.standard(partitions));
    }

    public GatewaySettings {
        if (partitions < 1 || partitions > 65_536) {
            throw new IllegalArgumentException("partitions=" + partitions + " must be 1 to 65536");
        }
        if (chunkCommands < 1 || pendingLimit < 1 || retryAfterMs < 1 || freeDiskBytes < 0 || blockBytes < 1 << 16) {
            throw new IllegalArgumentException(
                    "chunkCommands=" + chunkCommands + " pendingLimit=" + pendingLimit + " retryAfterMs=" + retryAfterMs
                            + " freeDiskBytes=" + freeDiskBytes + " blockBytes=" + blockBytes);
        }
    }

    public GatewaySettings withDurability(final Durability other) {
        return copy(other, pendingLimit, sender);
    }

    /** Of the sender; at least 1. */
    public GatewaySettings withBatchesPerSecond(final int other) {
        return copy(durability, pendingLimit, sender.withBatchesPerSecond(other));
    }

    /** Of commands; at least 1. */
    public GatewaySettings withPendingLimit(final long other) {
        return copy(durability, other, sender);
    }

    private GatewaySettings copy(
            final Durability otherDurability, final long otherPendingLimit, final SenderSettings otherSender) {
        return new GatewaySettings(
                data,
                partitions,
                otherDurability,
                rollCycle,
                blockBytes,
                chunkCommands,
                otherPendingLimit,
                retryAfterMs,
                freeDiskBytes,
                input,
                otherSender);
    }

    boolean power() {
        return durability == Durability.POWER;
    }
}
