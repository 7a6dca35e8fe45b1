package io.ratinggrid.persistence.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.ratinggrid.persistence.journal.AppendOutcome;

/** A storage node in a process of its own, told what to do line by line. Says "started" or "refused" first. */
final class MemberChild {
    private final GridStorage storage;

    private MemberChild(final GridStorage storage) {
        this.storage = storage;
    }

    /** A node of a cluster of which {@code ports} are the discovery ports; its index may have a "v" behind it: a voter. */
    static ChildProcess start(
            final Path directory, final String index, final List<Integer> ports, final String founders)
            throws IOException {
        return ChildProcess.start(
                MemberChild.class,
                directory.resolve("node-" + index).toString(),
                index,
                String.join(",", ports.stream().map(String::valueOf).toList()),
                founders);
    }

    public static void main(final String[] args) throws Exception {
        final String index = args[1];
        final String[] ports = args[2].split(",");
        final GridStorageContext context = SmallGrid.in(Path.of(args[0]))
                .instanceName("node-" + index)
                .backups(1)
                .committerThreads(2)
                .voter(index.endsWith("v"))
                .discoveryPort(Integer.parseInt(ports[Integer.parseInt(index.replace("v", ""))]))
                .peers(Arrays.stream(ports).map(port -> "127.0.0.1:" + port).toList())
                .startTimeoutMs(120_000)
                .foundingNodes(Integer.parseInt(args[3]));
        try (GridStorage storage = new GridStorage(context, System.err::println).start()) {
            final Thread looking = new Thread(() -> look(storage.membership()), "looking");
            looking.setDaemon(true);
            looking.start();
            say("started");
            new MemberChild(storage).serve();
        } catch (final RuntimeException e) {
            say("refused " + e.getMessage());
        }
        System.exit(0);
    }

    /** What a node does besides, all the time. */
    private static void look(final Membership membership) {
        while (true) {
            try {
                membership.refresh();
            } catch (final IllegalStateException e) {
                return;
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private static void say(final String line) {
        System.out.println(line.replace('\n', ' '));
        System.out.flush();
    }

    private void serve() throws Exception {
        final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
            say(answer(line.split(" ")));
        }
    }

    private String answer(final String[] words) throws Exception {
        final Membership membership = storage.membership();
        membership.refresh();
        return switch (words[0]) {
            case "append" ->
                append(number(words[1]), number(words[2]), HexFormat.of().parseHex(words[3]))
                        .name();
            case "read" -> read(number(words[1]), number(words[2]));
            case "majority" -> String.valueOf(membership.isMajority());
            case "copies" -> String.valueOf(membership.copies(number(words[1])));
            case "fewest" -> String.valueOf(fewest());
            case "primaries" -> String.valueOf(membership.primaries().cardinality());
            case "lost" -> membership.lost().toString();
            case "isintheway" -> String.valueOf(membership.isInTheWay());
            case "agreed" -> membership.agreed().toString();
            case "agree" -> {
                membership.agree(membership.present());
                yield membership.agreed().toString();
            }
            case "mend" -> {
                final boolean mended = membership.isLossMended();
                if (mended) {
                    membership.takeBackLost();
                }
                yield String.valueOf(mended);
            }
            default -> "what?";
        };
    }

    private int fewest() {
        int fewest = Integer.MAX_VALUE;
        for (int partition = 0; partition < SmallGrid.PARTITIONS; partition++) {
            fewest = Math.min(fewest, storage.membership().copies(partition));
        }
        return fewest;
    }

    private AppendOutcome append(final int partition, final long sequence, final byte[] entry) throws Exception {
        final CompletableFuture<AppendOutcome> answer = new CompletableFuture<>();
        storage.journal().append(partition, sequence, entry, (p, s, outcome) -> answer.complete(outcome));
        return answer.get(30, TimeUnit.SECONDS);
    }

    private String read(final int partition, final long sequence) {
        try {
            final byte[] entry = storage.journal().read(partition, sequence);
            return entry == null ? "null" : HexFormat.of().formatHex(entry);
        } catch (final IllegalStateException e) {
            return "refused";
        }
    }

    private static int number(final String word) {
        return Integer.parseInt(word);
    }
}
