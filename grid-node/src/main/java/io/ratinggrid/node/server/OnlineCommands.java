package io.ratinggrid.node.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;

/**
 * Has commands of callers who wait carried out by the owners of their accounts, past the queue of any gateway. What is lost on its way is
 * asked again with its own id, which tells a repeat. Any thread; no call blocks.
 */
final class OnlineCommands {
    /** Beyond the time that a partition is closed when its node dies. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(8);

    private static final int RETRY_MS = 50;
    private static final int MOST_SUBSCRIBERS = 200_000;

    private final Asking asking;
    /** Ordinals, which never change, by account, line feed, name. */
    private final Map<String, Integer> subscribers = new ConcurrentHashMap<>();

    OnlineCommands(final Asking asking) {
        this.asking = asking;
    }

    /** Completes with the ordinal of a subscriber: 0 without a name, -1 if there is none, -2 if that cannot be said now. */
    CompletableFuture<Integer> subscriber(final String account, final String name) {
        final String place = account + "\n" + name;
        final Integer known = name.isEmpty() ? Integer.valueOf(0) : subscribers.get(place);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        final Ask ask = Ask.question(Ask.SUBSCRIBER, partition(account), account, 0, name);
        return patiently(ask).thenApply(answer -> {
            if (answer.outcome() != AskAnswer.Outcome.GIVEN) {
                return -2;
            }
            if (answer.text().isEmpty()) {
                return -1;
            }
            if (subscribers.size() >= MOST_SUBSCRIBERS) {
                subscribers.clear();
            }
            final int ordinal = Integer.parseInt(answer.text());
            subscribers.put(place, ordinal);
            return ordinal;
        });
    }

    /**
     * Completes with what the owner says, never exceptionally. Of a command that was carried out before that is the record of then; without a
     * record it is not kept any more.
     */
    CompletableFuture<AskAnswer> submit(
            final String account, final byte[] command, final String origin, final byte[] id) {
        return patiently(Ask.command(partition(account), command))
                .thenCompose(
                        answer -> answer.outcome() == AskAnswer.Outcome.GIVEN && answer.code() == ResultCode.DUPLICATE
                                ? first(account, origin, id, answer)
                                : CompletableFuture.completedFuture(answer));
    }

    /** The first answer stands. */
    private CompletableFuture<AskAnswer> first(
            final String account, final String origin, final byte[] id, final AskAnswer repeat) {
        final String text = origin + "\n" + new String(id, StandardCharsets.UTF_8);
        return patiently(Ask.question(Ask.RECORD, partition(account), account, repeat.sequence(), text))
                .thenApply(answer -> answer.outcome() == AskAnswer.Outcome.ABSENT ? repeat : answer);
    }

    /** Completes with what the owner says to a question. */
    CompletableFuture<AskAnswer> ask(final String question, final String account, final byte[] command) {
        return patiently(new Ask(0, partition(account), question, account, 0, "", command));
    }

    private int partition(final String account) {
        return AccountKey.partition(AccountKey.of(account), asking.partitions());
    }

    private CompletableFuture<AskAnswer> patiently(final Ask ask) {
        return patiently(ask, System.nanoTime() + PATIENCE_NS);
    }

    private CompletableFuture<AskAnswer> patiently(final Ask ask, final long untilNs) {
        return asking.ask(ask).thenCompose(answer -> {
            if (!isPassing(answer.outcome()) || isTurnedAway(answer, ask) || System.nanoTime() > untilNs) {
                return CompletableFuture.completedFuture(answer);
            }
            final Executor later =
                    CompletableFuture.delayedExecutor(Math.max(RETRY_MS, answer.retryAfterMs()), TimeUnit.MILLISECONDS);
            return CompletableFuture.supplyAsync(() -> ask, later).thenCompose(again -> patiently(again, untilNs));
        });
    }

    /** A session that would begin does not come again and again while others are waited for. */
    private static boolean isTurnedAway(final AskAnswer answer, final Ask ask) {
        return answer.outcome() == AskAnswer.Outcome.BUSY && ask.beginsSession();
    }

    private static boolean isPassing(final AskAnswer.Outcome outcome) {
        return switch (outcome) {
            case BUSY, NOT_OWNER, UNKNOWN, BEHIND, NOT_ENOUGH_COPIES -> true;
            default -> false;
        };
    }
}
