package io.ratinggrid.perf.simulator;

import java.util.List;
import java.util.Set;

import io.ratinggrid.perf.simulator.PlantedBug.Part;

/** The bugs that prove that the simulator can find any. */
final class PlantedBugs {
    private static final String NODE = "grid-node";
    private static final String GATEWAY = "ingest-gateway";
    private static final String CORE = "rating-compute";
    private static final String PERF = "perf";
    private static final String OWNER = "io/ratinggrid/node/owner/";
    private static final String SIMULATOR = "io/ratinggrid/perf/simulator/";
    private static final String STREAM = "io/ratinggrid/ingest/stream/";
    private static final String ENGINE = "io/ratinggrid/rating/partition/PartitionEngine.java";

    /** How streams show that the grid does not know what it answered. */
    private static final Set<String> FORGOTTEN = Set.of("lost", "stream stopped", "stream repeated", "no rest");

    static final List<PlantedBug> ALL = List.of(
            bug(
                    "answers before the commit",
                    FORGOTTEN,
                    new Part(
                            NODE,
                            OWNER + "LivePartition.java",
                            "        appender.append(tip, entry, isFirst, new EntryAppender.Handler() {",
                            "        builder.takeBatches().forEach(this::answer);\n"
                                    + "        appender.append(tip, entry, isFirst, new EntryAppender.Handler() {")),
            bug(
                    "stream numbers outside the entry",
                    Set.of("stream repeated", "stream stopped", "done twice"),
                    new Part(NODE, OWNER + "Replay.java", "            streams.apply(entry);\n", "")),
            bug(
                    "stale tail trusted",
                    Set.of("lost", "journal", "stream stopped", "stream repeated", "no rest", "state", "copies"),
                    new Part(
                            NODE,
                            OWNER + "Tail.java",
                            "            final byte[] entry = read.apply(from + entries.size());",
                            "            final byte[] entry = null;"),
                    new Part(
                            PERF,
                            SIMULATOR + "Put.java",
                            "if (present != null && !Arrays.equals(present, entry)) {",
                            "if (present == entry) {"),
                    new Part(
                            PERF,
                            SIMULATOR + "Copy.java",
                            "final byte[] present = entries.putIfAbsent(sequence, entry);",
                            "final byte[] present = entries.put(sequence, entry) == null ? null : entry;")),
            bug(
                    "no opening entry",
                    Set.of("no opening entry"),
                    new Part(
                            NODE,
                            OWNER + "Recovery.java",
                            "        final EntryHeader header = new EntryHeader(\n                EntryKind.OPENING,",
                            "        if (tip.sequence() >= 0) {\n"
                                    + "            seams.slots().release();\n"
                                    + "            handler.opened(replay.recovered());\n"
                                    + "            return;\n        }\n"
                                    + "        final EntryHeader header = new EntryHeader(\n                EntryKind.OPENING,")),
            bug(
                    "no majority check after the append",
                    FORGOTTEN,
                    new Part(
                            PERF,
                            SIMULATOR + "Put.java",
                            "        return stores.members.knowsMinority(node)",
                            "        return stores.members.agreed().version() < 0"),
                    new Part(
                            PERF,
                            SIMULATOR + "SimStores.java",
                            "        if (members.knowsMinority(node)) {",
                            "        if (node < 0) {"),
                    new Part(PERF, SIMULATOR + "SimNode.java", "partition = 0; !isMinority && ", "partition = 0; ")),
            bug(
                    "predecessor not looked at",
                    FORGOTTEN,
                    new Part(
                            NODE,
                            OWNER + "OwnerContext.java",
                            "predecessorCheckEvery = 1;",
                            "predecessorCheckEvery = 0;")),
            bug(
                    "last entry not put again",
                    Set.of(
                            "copies",
                            "lost",
                            "journal",
                            "stream stopped",
                            "stream repeated",
                            "no rest",
                            "state",
                            "thrown"),
                    new Part(
                            NODE,
                            OWNER + "Recovery.java",
                            "        if (sequence == 0) {\n            seams.slots()",
                            "        if (sequence >= 0) {\n            seams.slots()")),
            bug(
                    "image ahead of its journal",
                    Set.of("state", "result", "records", "account", "journal", "reference", "no rest"),
                    new Part(
                            NODE,
                            OWNER + "LivePartition.java",
                            "        if (!dropped && step != Step.APPENDING) {",
                            "        if (!dropped) {")),
            bug(
                    "effects applied twice over an image",
                    Set.of("state", "result", "records", "account", "reference", "no rest"),
                    new Part(
                            CORE,
                            ENGINE,
                            "        if (!chunks.isLoaded(command.account, sequence)) {",
                            "        if (sequence > 0) {"),
                    new Part(NODE, OWNER + "ImageLoader.java", "from = manifest.tip().sequence();", "from = 0;")),
            bug(
                    "number derived again after a crash",
                    Set.of("lost", "stream stopped", "no rest", "thrown"),
                    new Part(
                            GATEWAY,
                            STREAM + "NumberedQueue.java",
                            "        if (number != numbers[partition] + 1 || checksum != QueueRecord.checksum(bytes)) {",
                            "        if (number < 0) {"),
                    new Part(
                            GATEWAY,
                            STREAM + "NumberedQueue.java",
                            "        numbers[partition] = number;\n        checksums[partition] = checksum;\n"
                                    + "        appended.incrementAndGet();\n        visitor.visit(",
                            "        appended.incrementAndGet();\n        visitor.visit(")),
            bug(
                    "repeat answered from nothing",
                    Set.of("answer"),
                    new Part(
                            NODE,
                            OWNER + "RepeatLookup.java",
                            "            read(stream.lastSequence());",
                            "            finish(codes);")),
            bug(
                    "expiry by the wrong clock",
                    Set.of("reference", "account"),
                    new Part(
                            CORE,
                            "io/ratinggrid/rating/charging/Quote.java",
                            "BucketSlot.holdsAt(record, slot, event.startMs)",
                            "BucketSlot.holdsAt(record, slot, event.atMs)")),
            bug(
                    "transfer half done",
                    Set.of("item", "reference", "account"),
                    new Part(
                            NODE,
                            "io/ratinggrid/node/courier/Courier.java",
                            "            rest(target, answer.retryAfterMs());",
                            "            if (answer.outcome() == Answer.Outcome.UNKNOWN) {\n"
                                    + "                one.toSettle(ResultCode.DONE, 0, command);\n"
                                    + "                submit(lane.partition, settled -> onSettled(lane, one, settled));\n"
                                    + "                return;\n            }\n"
                                    + "            rest(target, answer.retryAfterMs());")),
            bug(
                    "suspense lost between owner and gateway",
                    Set.of("no rest"),
                    new Part(
                            PERF,
                            SIMULATOR + "SimGateway.java",
                            "                    suspended.add(number);",
                            "                    suspended.remove(number);")),
            bug(
                    "poison event that stops a partition",
                    Set.of("no rest"),
                    new Part(
                            CORE,
                            ENGINE,
                            "        final ResultCode code = execute();",
                            "        if (command.quantity == 38_000_000) {\n"
                                    + "            throw new IllegalStateException(\"poison\");\n        }\n"
                                    + "        final ResultCode code = execute();")),
            bug(
                    "grid restored behind its queues",
                    FORGOTTEN,
                    new Part(
                            PERF,
                            SIMULATOR + "Members.java",
                            "        if (agreed.has(node)) {\n            meet(node);",
                            "        if (agreed.has(node)) {\n"
                                    + "            final boolean alone = java.util.Arrays.stream(lives)"
                                    + ".filter(one -> one != null && one.isAlive()).count() == 1;\n"
                                    + "            for (int p = 0; alone && time.nowUs() > 0 && p < scale.partitions(); p++) {\n"
                                    + "                for (int n = 0; n < scale.nodes(); n++) {\n"
                                    + "                    final var all = copies[n][p].entries;\n"
                                    + "                    if (all.size() > 20) {\n"
                                    + "                        copies[n][p].chunks.clear();\n"
                                    + "                        copies[n][p].manifest = null;\n"
                                    + "                        all.tailMap(all.lastKey() - 5).clear();\n"
                                    + "                    }\n                }\n            }\n"
                                    + "            meet(node);")),
            bug(
                    "two senders on one stream",
                    Set.of("stream stopped"),
                    new Part(
                            PERF,
                            SIMULATOR + "SimGateway.java",
                            "new SimStream(chance.nextLong(), chance.nextLong(), ",
                            "new SimStream(1, 2, ")),
            bug(
                    "duplicate window forgotten at a move",
                    Set.of("done twice", "result", "records", "state", "reference"),
                    new Part(
                            CORE,
                            ENGINE,
                            "        ChunkImage.readClaims(bytes, image, accounts, firstOwner, restored);\n",
                            "        ChunkImage.readClaims(bytes, image, accounts, firstOwner, (owner, high, low, content, tail) -> {});\n")),
            bug(
                    "read answered before the commit",
                    Set.of("read"),
                    new Part(
                            NODE,
                            OWNER + "LivePartition.java",
                            "        if (step != Step.APPENDING) {\n            query.run(",
                            "        if (!dropped) {\n            query.run(")),
            bug(
                    "truncated key used again",
                    FORGOTTEN,
                    new Part(
                            NODE,
                            OWNER + "EntryAppender.java",
                            "        } else if (!predecessor.stands()) {",
                            "        } else if (false && !predecessor.stands()) {"),
                    new Part(
                            NODE,
                            OWNER + "Recovery.java",
                            "        if (manifest.isPresent()\n",
                            "        if (false && manifest.isPresent()\n"),
                    new Part(
                            PERF,
                            SIMULATOR + "World.java",
                            "keepMs = kept.between(LEAST_KEPT_MS, MOST_KEPT_MS);",
                            "keepMs = 0;"),
                    new Part(
                            PERF,
                            SIMULATOR + "World.java",
                            "kept.permille(KEEPING_PERMILLE) ? kept.between(1, MOST_KEPT) : 0;",
                            "1;"),
                    new Part(
                            PERF,
                            SIMULATOR + "SimNode.java",
                            "imageAfterEntries(chance.between(3, 40))",
                            "imageAfterEntries(2)"),
                    new Part(
                            PERF,
                            SIMULATOR + "FaultMaker.java",
                            "world.nodes.get(target).stopFor(fault.durationMs() * 1_000L);",
                            "{\n                world.nodes.get(target).stopFor(fault.durationMs() * 1_000L);\n"
                                    + "                for (int p = 0; p < world.scale.partitions(); p++) {\n"
                                    + "                    if (world.members.agreed().primary()[p] == target) {\n"
                                    + "                        world.members.movePrimary(p);\n"
                                    + "                    }\n                }\n            }")),
            bug(
                    "bytes of a batch free before it is carried out",
                    Set.of("stream stopped", "lost", "no rest", "thrown"),
                    new Part(
                            NODE,
                            "io/ratinggrid/node/grid/LocalTransport.java",
                            "        final Optional<Withheld> reason = grid.withheld(batch.partition());",
                            "        free.run();\n"
                                    + "        final Optional<Withheld> reason = grid.withheld(batch.partition());")),
            bug(
                    "way to a partition lost when words cross",
                    Set.of("no rest"),
                    new Part(
                            GATEWAY,
                            "io/ratinggrid/ingest/net/GridTransport.java",
                            "                    .ifPresent(other -> opened(partition, other));",
                            "                    .ifPresent(other -> {});")));

    private PlantedBugs() {}

    private static PlantedBug bug(final String name, final Set<String> kinds, final Part... parts) {
        return new PlantedBug(name, kinds, List.of(parts));
    }
}
