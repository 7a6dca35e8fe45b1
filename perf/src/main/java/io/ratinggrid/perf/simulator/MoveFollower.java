package io.ratinggrid.perf.simulator;

import java.util.Optional;
import java.util.function.Consumer;

import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows identities that have moved for one process of a gateway: asks the account that refused a record where its identity has gone, enters
 * that, and takes the record again. A record leaves suspense when it is in the queue once more, forced.
 */
final class MoveFollower {
    private static final long LOOK_US = 200_000;
    private static final int TIMEOUT_MS = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final World world;
    private final SimGateway gateway;
    private final Life life;

    MoveFollower(final World world, final SimGateway gateway, final Life life) {
        this.world = world;
        this.gateway = gateway;
        this.life = life;
    }

    void start() {
        life.at(LOOK_US, this::look);
    }

    private void look() {
        final Optional<Integer> waiting = gateway.suspended().stream().findFirst();
        if (waiting.isEmpty()) {
            life.at(LOOK_US, this::look);
        } else {
            follow(world.events.get(waiting.get()));
        }
    }

    private void follow(final SimEvent event) {
        final String account = gateway.directory().account(event.holder(), event.startMs());
        ask(account, event, marks -> onMarks(event, marks));
    }

    private void onMarks(final SimEvent event, final Optional<JsonNode> marks) {
        if (marks.isEmpty()) {
            later(event);
            return;
        }
        JsonNode last = null;
        for (final JsonNode mark : marks.get()) {
            last = mark.path("from").asLong() <= event.startMs() ? mark : last;
        }
        if (last == null || last.path("state").asString("").equals("came")) {
            gateway.take(event, () -> gateway.suspended().remove(event.number()));
            later(event);
        } else if (last.path("state").asString("").equals("left")) {
            learn(event, last.path("from").asLong(), last.path("account").asString(""));
        } else {
            later(event);
        }
    }

    /** Only what has come there has moved. */
    private void learn(final SimEvent event, final long fromMs, final String account) {
        ask(account, event, marks -> {
            if (marks.isPresent()) {
                for (final JsonNode mark : marks.get()) {
                    if (mark.path("from").asLong() == fromMs
                            && mark.path("state").asString("").equals("came")) {
                        gateway.directory().enter(event.holder(), fromMs, account);
                    }
                }
            }
            later(event);
        });
    }

    /** Others first; what is still in suspense comes again. */
    private void later(final SimEvent event) {
        if (gateway.suspended().remove(event.number())) {
            gateway.suspended().add(event.number());
        }
        life.at(LOOK_US / 10, this::look);
    }

    private void ask(final String account, final SimEvent event, final Consumer<Optional<JsonNode>> handler) {
        final int partition = AccountKey.partition(AccountKey.of(account), world.scale.partitions());
        gateway.transport()
                .ask(Ask.question(Ask.IDENTITY, partition, account, 0, event.holder()), TIMEOUT_MS)
                .thenAccept(answer -> life.at(
                        0,
                        () -> handler.accept(
                                answer.outcome() == AskAnswer.Outcome.GIVEN
                                        ? Optional.of(
                                                JSON.readTree(answer.text()).path("marks"))
                                        : Optional.empty())));
    }
}
