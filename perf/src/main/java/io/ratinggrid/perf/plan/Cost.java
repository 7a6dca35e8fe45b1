package io.ratinggrid.perf.plan;

/** What a part of the path costs, by its name in {@code costs.properties}. */
enum Cost {
    OWNER_EVENT("owner.event.us", "us", "CPU of the owner for an event"),
    OWNER_ENTRY("owner.entry.us", "us", "CPU of the owner for an entry, whatever is in it"),
    GATEWAY_EVENT("gateway.event.us", "us", "CPU of the gateway for an event"),
    GATEWAY_BATCH("gateway.batch.us", "us", "CPU of the gateway for a batch that it sends to a partition"),
    COPY_EVENT("copy.event.us", "us", "CPU of both nodes to copy an event"),
    COPY_ENTRY("copy.entry.us", "us", "CPU of both nodes to copy an entry, whatever is in it"),
    COMMIT_P10("commit.p10.ms", "ms", "from the end of rating to the committed entry, 10th percentile"),
    COMMIT_P50("commit.p50.ms", "ms", "the same, median"),
    COMMIT_P90("commit.p90.ms", "ms", "the same, 90th percentile"),
    COMMIT_P99("commit.p99.ms", "ms", "the same, 99th percentile"),
    COMMIT_P999("commit.p99.9.ms", "ms", "the same, 99.9th percentile"),
    COMMIT_MOST("commit.most.ms", "ms", "the same, the limit of the class that has the longest"),
    COPIED_P10("commit.copied.p10.ms", "ms", "the same with copies, 10th percentile"),
    COPIED_P50("commit.copied.p50.ms", "ms", "the same with copies, median"),
    COPIED_P90("commit.copied.p90.ms", "ms", "the same with copies, 90th percentile"),
    COPIED_P99("commit.copied.p99.ms", "ms", "the same with copies, 99th percentile"),
    COPIED_P999("commit.copied.p99.9.ms", "ms", "the same with copies, 99.9th percentile"),
    COPIED_MOST("commit.copied.most.ms", "ms", "the same with copies, the limit of the class that has the longest"),
    JOURNAL_EVENT("journal.event.bytes", "bytes", "of entries, an event"),
    DISK_EVENT("disk.event.bytes", "bytes", "written to disks by a node and its gateway, an event, as fast as it goes"),
    DISK_STEADY_EVENT("disk.steady.event.bytes", "bytes", "the same at a steady rate"),
    WIRE_EVENT("wire.event.bytes", "bytes", "between gateway and node, an event and its answer"),
    ACCOUNT_MEMORY("account.memory.bytes", "bytes", "of an account on its owner's heap"),
    ACCOUNT_IMAGE("account.image.bytes", "bytes", "of an account in the images of each copy"),
    CLAIM_MEMORY("claim.memory.bytes", "bytes", "of an event in the duplicate window on its owner's heap"),
    CLAIM_IMAGE("claim.image.bytes", "bytes", "of the same in the images of each copy"),
    RECOVERY_START("recovery.start.s", "s", "of a killed node's recovery, whatever it has"),
    RECOVERY_ACCOUNTS("recovery.million.accounts.s", "s", "the same, for each million accounts"),
    RECOVERY_CLAIMS("recovery.million.claims.s", "s", "the same, for each million events in the duplicate window"),
    POWER_CPU("power.cpu.ratio", "times", "CPU with power durability over that with process durability"),
    POWER_FORCE("power.force.ms", "ms", "until bytes are forced to the device");

    private final String key;
    private final String unit;
    private final String what;

    Cost(final String key, final String unit, final String what) {
        this.key = key;
        this.unit = unit;
        this.what = what;
    }

    String key() {
        return key;
    }

    String unit() {
        return unit;
    }

    /** In some words. */
    String what() {
        return what;
    }
}
