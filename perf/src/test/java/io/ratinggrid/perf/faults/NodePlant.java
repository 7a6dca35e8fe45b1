package io.ratinggrid.perf.faults;

import java.io.IOException;

/** What is planted into the source of real nodes. */
enum NodePlant {
    /**
     * An entry is answered as committed before it is put, and is not looked for behind its predecessor; what waits to be put while the node dies
     * is lost.
     */
    ANSWERS_BEFORE_COMMIT {
        @Override
        Plant into(final Plant sources) throws IOException {
            return sources.replace(
                            "persistence",
                            STORE,
                            "        if (!queue.offer(append)) {\n            answer(append, AppendOutcome.UNKNOWN);\n        }",
                            "        answer(append, AppendOutcome.MINE);\n"
                                    + "        queue.offer(new Append(partition, sequence, entry, (at, of, outcome) -> {}));")
                    .replace(
                            "persistence",
                            STORE,
                            "                answer(append, put(append));",
                            "                while (" + KillWhileHeld.HELD.isSet()
                                    + ") {\n                    Thread.sleep(5);\n                }\n"
                                    + "                answer(append, put(append));")
                    .replace(
                            "grid-node",
                            APPENDER,
                            "        final boolean isFollowed = stands(tip.sequence() + 1, JournalEntryCodec.checksum(entry));",
                            "        final boolean isFollowed = true;");
        }
    },

    /** The stream's number is not read from the entries: the next owner has forgotten what was carried out. */
    STREAM_NUMBERS_OUTSIDE_THE_ENTRY {
        @Override
        Plant into(final Plant sources) throws IOException {
            return sources.replace(
                    "grid-node", "io/ratinggrid/node/owner/Replay.java", "            streams.apply(entry);\n", "");
        }
    },

    /** An owner opens without an entry that says so: who was the owner before does not hear of it. */
    NO_OPENING_ENTRY {
        @Override
        Plant into(final Plant sources) throws IOException {
            return sources.replace(
                    "grid-node",
                    RECOVERY,
                    "        final EntryHeader header = new EntryHeader(\n                EntryKind.OPENING,",
                    "        if (tip.sequence() >= 0) {\n"
                            + "            seams.slots().releaseFirst();\n"
                            + "            handler.opened(replay.recovered());\n"
                            + "            return;\n        }\n"
                            + "        final EntryHeader header = new EntryHeader(\n                EntryKind.OPENING,");
        }
    },

    /** The journal's end is taken from the images, and what is behind them written over. */
    STALE_TAIL_TRUSTED {
        @Override
        Plant into(final Plant sources) throws IOException {
            return sources.replace(
                            "grid-node",
                            "io/ratinggrid/node/owner/Tail.java",
                            "            final byte[] entry = read.apply(from + entries.size());",
                            "            final byte[] entry = null;")
                    .replace(
                            "persistence",
                            STORE,
                            "            final boolean absent = Uncopied.putIfAbsent(cache, key, append.entry());",
                            "            cache.put(key, append.entry());\n            final boolean absent = true;");
        }
    },

    /**
     * A node that is left alone goes on to say that its appends are committed, and dies before the others hear of them. The
     * checks before and behind the append's own are taken away with it: before a write, of the share, and of the
     * read of what the entry follows, with its lease.
     */
    NO_MAJORITY_CHECK {
        @Override
        Plant into(final Plant sources) throws IOException {
            return sources.replace(
                            "persistence",
                            STORE,
                            "                return majority.getAsBoolean() ? AppendOutcome.MINE : AppendOutcome.UNKNOWN;",
                            "                return AppendOutcome.MINE;")
                    .replace(
                            "persistence",
                            STORE,
                            "cache.get(key);\n            if (!majority.getAsBoolean()) {",
                            "cache.get(key);\n            if (key == null) {")
                    .replace(
                            "persistence",
                            STORE,
                            "            if (!lease.getAsBoolean()) {",
                            "            if (key == null) {")
                    .replace(
                            "persistence",
                            STORE,
                            "doubtIfSlow(beganNs);\n            if (!majority.getAsBoolean()) {",
                            "doubtIfSlow(beganNs);\n            if (key == null) {")
                    .replace(
                            "grid-node",
                            "io/ratinggrid/node/cluster/Ownership.java",
                            "        final boolean majority = membership.awaitMajority(CONFIRM_MS);",
                            "        final boolean majority = true;")
                    .replace(
                            "persistence",
                            "io/ratinggrid/persistence/storage/MajorityOnly.java",
                            "        return here * 2 > agreed.consistentIds().size();",
                            "        return true;");
        }
    },

    /** Entries of rivals, tails that are gone, commands that throw, images, entries and openings that are damaged: each while its mark is set. */
    DAMAGE {
        @Override
        Plant into(final Plant sources) throws IOException {
            return sources.replace(
                            "persistence",
                            STORE,
                            "        final GridKey key = new GridKey(append.partition(), append.sequence());\n        try {\n",
                            "        final GridKey key = new GridKey(append.partition(), append.sequence());\n        try {\n"
                                    + "            if (" + DamageNodes.RIVAL.isSet() + "\n"
                                    + "                    && java.util.concurrent.ThreadLocalRandom.current().nextInt(3) == 0) {\n"
                                    + "                cache.putIfAbsent(key, rival(append.entry()));\n            }\n")
                    .replace(
                            "persistence",
                            STORE,
                            "    private void answer(final Append append,",
                            "    private static byte[] rival(final byte[] entry) {\n"
                                    + "        final var own = io.ratinggrid.rating.journal.JournalEntryCodec.decode(entry).header();\n"
                                    + "        final var opening = io.ratinggrid.rating.journal.EntryKind.OPENING;\n"
                                    + "        final var none = new io.ratinggrid.rating.ByteSink(0);\n"
                                    + "        return io.ratinggrid.rating.journal.JournalEntryCodec.encode(\n"
                                    + "                new io.ratinggrid.rating.journal.EntryHeader(opening, own.partition(),"
                                    + " own.sequence(), own.gridEpoch(),\n"
                                    + "                        own.kind() == opening ? own.ownerEpoch() : own.ownerEpoch() + 1,"
                                    + " own.batchId() + 1,\n"
                                    + "                        own.predecessor(), own.timeMs()),\n"
                                    + "                List.of(), none, 0, none);\n    }\n\n"
                                    + "    private void answer(final Append append,")
                    .replace(
                            "grid-node",
                            APPENDER,
                            "        final boolean stands = stands(tip.sequence(), tip.checksum());",
                            "        final boolean gone = " + DamageNodes.GONE.isSet()
                                    + " && java.util.concurrent.ThreadLocalRandom.current().nextInt(3) == 0;\n"
                                    + "        final boolean stands = !gone && stands(tip.sequence(), tip.checksum());")
                    .replace(
                            "grid-node",
                            "io/ratinggrid/node/owner/LivePartition.java",
                            "    private void fill(final boolean withBatches) {\n",
                            "    private void fill(final boolean withBatches) {\n        if ("
                                    + DamageNodes.THROWS.isSet()
                                    + ") {\n            throw new IllegalStateException(\"a command throws\");\n        }\n")
                    .replace(
                            "grid-node",
                            "io/ratinggrid/node/owner/ImageLoader.java",
                            "    private void onManifest(final byte[] bytes) {\n",
                            "    private void onManifest(final byte[] bytes) {\n        if (" + isDamaged(0)
                                    + ") {\n            throw new IllegalArgumentException(\"an image is damaged\");\n        }\n")
                    .replace(
                            "grid-node",
                            RECOVERY,
                            "            replay.apply(JournalEntryCodec.decode(bytes));\n",
                            "            if (" + isDamaged(1)
                                    + ") {\n                bytes[bytes.length / 2] ^= 1;\n            }\n"
                                    + "            replay.apply(JournalEntryCodec.decode(bytes));\n")
                    .replace(
                            "grid-node",
                            RECOVERY,
                            "            replay.apply(JournalEntryCodec.decode(opening));\n",
                            "            if (" + isDamaged(2)
                                    + ") {\n                throw new IllegalStateException(\"the opening is refused\");\n"
                                    + "            }\n            replay.apply(JournalEntryCodec.decode(opening));\n");
        }
    };

    private static final String STORE = "io/ratinggrid/persistence/storage/IgniteJournalStore.java";
    private static final String APPENDER = "io/ratinggrid/node/owner/EntryAppender.java";
    private static final String RECOVERY = "io/ratinggrid/node/owner/Recovery.java";

    abstract Plant into(Plant sources) throws IOException;

    /** Each kind of damage in a third of the partitions. */
    private static String isDamaged(final int kind) {
        return "partition % 3 == " + kind + " && " + DamageNodes.DAMAGED.isSet();
    }
}
