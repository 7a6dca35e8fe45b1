package io.ratinggrid.node.output;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.explain.Names;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.core.JsonGenerator;

/**
 * What became of an event after it was rated.
 *
 * @param cancelled whether it is taken back, or about to be
 * @param by        the record of the command that says so, if it is known
 */
public record Cancellation(boolean cancelled, Optional<ResultRecord> by) {
    static final Cancellation NONE = new Cancellation(false, Optional.empty());

    void write(final JsonGenerator json, final Names names) {
        if (!cancelled) {
            return;
        }
        json.writeBooleanProperty("cancelled", true);
        by.map(ResultRecord::command).ifPresent(command -> {
            json.writeStringProperty(word(command) + "-by", id(command));
            if (command.origin != 0) {
                json.writeStringProperty("cancelled-by-origin", names.origin(command.origin));
            }
        });
    }

    /** Sentences of the explanation, in order. */
    List<String> words() {
        if (!cancelled) {
            return List.of();
        }
        return List.of(by.map(ResultRecord::command).map(Cancellation::words).orElse("it was cancelled")
                + ": what it was charged, had counted and drawn is taken back");
    }

    private static String words(final Command command) {
        return "it was " + word(command) + " by " + id(command) + " at " + Instant.ofEpochMilli(command.atMs);
    }

    private static String word(final Command command) {
        return switch (command.type) {
            case REPLACE_EVENT -> "replaced";
            case MOVE_EVENT -> "moved";
            default -> "cancelled";
        };
    }

    private static String id(final Command command) {
        return new String(command.id, 0, command.idLength, StandardCharsets.UTF_8);
    }
}
