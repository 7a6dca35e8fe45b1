package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A command of an account that a gateway is to carry out once, however often it is sent. One thread. */
final class SentCommand {
    @Mixin
    private final NodeClient node = new NodeClient();

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Tells it from others: the same again does nothing; default: one that is new each time.")
    private String id;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When it was received, the same each time it is sent, as in 2026-07-01T00:00:00Z; default: now.")
    private String at;

    /** Sends it with these fields; those that are null are left out. */
    int send(final String path, final ObjectNode fields) throws IOException {
        final String key =
                Objects.requireNonNullElseGet(id, () -> UUID.randomUUID().toString());
        final String received = Objects.requireNonNullElseGet(
                at, () -> Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        final ObjectNode command = NodeClient.object().put("at", received);
        command.setAll(NodeClient.given(fields));
        final ObjectNode result;
        try {
            result = (ObjectNode) node.post(path, key, command);
        } catch (final NodeClient.UnansweredException e) {
            throw new IOException(
                    e.getMessage() + "; if it was taken, the same with --id " + key + " --at " + received
                            + " does nothing, and says so",
                    e);
        }
        node.print(result.put("id", key).put("at", received), SentCommand::words);
        return 0;
    }

    private static List<String> words(final JsonNode result) {
        final String code = result.path("result").asString();
        return List.of(code + ("DUPLICATE".equals(code) ? ", it was done before" : "") + ": id "
                + result.path("id").asString() + ", at " + result.path("at").asString());
    }
}
