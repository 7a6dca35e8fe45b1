package io.ratinggrid.perf.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.ratinggrid.node.cluster.AskAnswers;
import io.ratinggrid.node.cluster.CommandRoute;
import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.net.AskRoute;
import io.ratinggrid.node.output.AccountText;
import io.ratinggrid.node.output.IdentityText;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.CommandResult;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.FrameCodec;

/**
 * What is asked of a node: answered here if the partition is its own, else handed on, once, to the node with the first copy. Messages between
 * nodes may get lost, come twice and overtake.
 */
final class NodeAsks implements AskRoute, CommandRoute {
    private static final int RETRY_AFTER_MS = 50;
    private static final long TIMEOUT_US = 3_000_000;

    private final SimNode node;
    private final SimStores stores;
    private final Life life;
    private final Grid grid;
    private final Map<Long, Consumer<AskAnswer>> pending = new HashMap<>();
    private long ids;

    NodeAsks(final SimNode node, final SimStores stores, final Life life, final Grid grid) {
        this.node = node;
        this.stores = stores;
        this.life = life;
        this.grid = grid;
    }

    @Override
    public void submit(final int partition, final byte[] command, final Consumer<Answer<CommandResult>> handler) {
        ask(Ask.command(partition, command), answer -> handler.accept(AskAnswers.commandResult(partition, answer)));
    }

    @Override
    public void ask(final Ask ask, final Consumer<AskAnswer> handler) {
        if (grid.isOwned(ask.partition())) {
            answer(ask, handler);
            return;
        }
        final int owner = stores.members.seen(node.number()).primary()[ask.partition()];
        if (owner == Topology.NOBODY || owner == node.number()) {
            handler.accept(AskAnswer.refused(ask, AskAnswer.Outcome.NOT_OWNER, RETRY_AFTER_MS));
        } else {
            hand(owner, ask, handler);
        }
    }

    private void hand(final int owner, final Ask ask, final Consumer<AskAnswer> handler) {
        final long id = ++ids;
        pending.put(id, handler);
        life.at(TIMEOUT_US, () -> settle(id, ask, AskAnswer.lost(ask, RETRY_AFTER_MS)));
        final byte[] frame = FrameCodec.frame(sink -> FrameCodec.write(sink, ask.withId(id)));
        stores.network.send(node.number(), owner, () -> node.peer(owner)
                .asks()
                .ifPresent(asks -> asks.take(
                        frame,
                        answer -> stores.network.send(owner, node.number(), () -> {
                            if (life.isAlive()) {
                                settle(id, ask, readAnswer(answer));
                            }
                        }))));
    }

    private void settle(final long id, final Ask ask, final AskAnswer answer) {
        final Consumer<AskAnswer> handler = pending.remove(id);
        if (handler != null) {
            handler.accept(answer.withId(ask.id()));
        }
    }

    /** What another node hands on; never handed on again. */
    private void take(final byte[] frame, final Consumer<byte[]> reply) {
        final ByteSource source = FrameCodec.body(frame);
        FrameCodec.readKind(source);
        answer(
                FrameCodec.readAsk(source),
                answer -> reply.accept(FrameCodec.frame(sink -> FrameCodec.write(sink, answer))));
    }

    private static AskAnswer readAnswer(final byte[] frame) {
        final ByteSource source = FrameCodec.body(frame);
        FrameCodec.readKind(source);
        return FrameCodec.readAnswer(source);
    }

    private void answer(final Ask ask, final Consumer<AskAnswer> handler) {
        if (ask.isCommand()) {
            grid.submit(ask.partition(), ask.command(), answer -> handler.accept(AskAnswers.ofCommand(ask, answer)));
        } else {
            grid.query(
                    ask.partition(),
                    ask.atLeast(),
                    logic -> text((PartitionEngine) logic, ask),
                    answer -> handler.accept(
                            answer.outcome() == Answer.Outcome.GIVEN
                                    ? AskAnswer.given(ask, answer.sequence(), answer.value())
                                    : AskAnswers.refused(ask, answer)));
        }
    }

    private static String text(final PartitionEngine engine, final Ask ask) {
        final long key = AccountKey.of(ask.account());
        return ask.question().equals(Ask.ACCOUNT)
                ? AccountText.of(engine, key)
                : IdentityText.of(engine, key, ask.text());
    }
}
