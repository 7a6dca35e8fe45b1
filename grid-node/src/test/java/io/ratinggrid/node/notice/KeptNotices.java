package io.ratinggrid.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PendingNotice;

/** A partition that keeps notices and settles them, and what was heard of them. Number {@code n} is of account {@code n / 1000}. */
final class KeptNotices implements NoticeSource {
    static final int PARTITION = 5;

    /** By number; the value: it is given up. */
    final Map<Integer, Boolean> kept = new TreeMap<>();

    final List<String> heard = new ArrayList<>();
    boolean readable = true;
    boolean isSlow;
    Answer.Outcome committed = Answer.Outcome.GIVEN;

    private final Steps steps;
    private final List<Runnable> slow = new ArrayList<>();
    private List<NoticeCourier> couriers = List.of();
    private NoticeEnds ends;

    KeptNotices(final Steps steps) {
        this.steps = steps;
    }

    List<NoticeCourier> couriers(final PacedChannel... channels) {
        ends = new NoticeEnds(
                channels.length, 100, (partition, command, handler) -> submit(command, handler), steps, listener());
        couriers = Stream.of(channels)
                .map(channel -> new NoticeCourier(channel, this, ends, steps, listener()))
                .toList();
        return couriers;
    }

    void raise(final int... numbers) {
        for (final int number : numbers) {
            kept.put(number, false);
        }
        couriers.forEach(courier -> courier.pending(PARTITION));
    }

    void close() {
        ends.closed(PARTITION);
        couriers.forEach(courier -> courier.closed(PARTITION));
    }

    /** Answers what was asked for while it was slow, as of then. */
    void answerSlow() {
        slow.forEach(Runnable::run);
        slow.clear();
    }

    @Override
    public void read(
            final int partition,
            final int most,
            final Predicate<PendingNotice> wanted,
            final Consumer<Optional<List<Notice>>> handler) {
        assertEquals(PARTITION, partition);
        final Optional<List<Notice>> found = readable ? Optional.of(find(most, wanted)) : Optional.empty();
        if (isSlow) {
            slow.add(() -> handler.accept(found));
        } else {
            handler.accept(found);
        }
    }

    private List<Notice> find(final int most, final Predicate<PendingNotice> wanted) {
        return kept.entrySet().stream()
                .filter(one -> !one.getValue())
                .map(one -> notice(one.getKey()))
                .filter(wanted)
                .limit(most)
                .map(one -> new Notice(one, "{}"))
                .toList();
    }

    private static PendingNotice notice(final int number) {
        return new PendingNotice(number / 1_000, "a", number, 1, "", 0, 0, 0, 50, 1, 1, 2, false);
    }

    private void submit(final byte[] bytes, final Consumer<Answer<CommandResult>> handler) {
        final Command command = new Command();
        CommandCodec.decode(new ByteSource().wrap(bytes, 0, bytes.length), command);
        assertEquals(CommandType.SETTLE_NOTICE, command.type);
        if (committed == Answer.Outcome.GIVEN) {
            if (command.answer == 0) {
                kept.remove((int) command.item);
            } else {
                kept.put((int) command.item, true);
            }
        }
        handler.accept(new Answer<>(committed, PARTITION, 1, 0, new CommandResult(ResultCode.DONE, new byte[0])));
    }

    private NoticeListener listener() {
        return new NoticeListener() {
            @Override
            public void delivered(final PendingNotice notice) {
                heard.add("delivered " + notice.number());
            }

            @Override
            public void givenUp(final PendingNotice notice, final String why) {
                heard.add("given up " + notice.number() + ": " + why);
            }
        };
    }
}
