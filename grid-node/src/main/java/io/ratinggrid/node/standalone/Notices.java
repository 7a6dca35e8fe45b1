package io.ratinggrid.node.standalone;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Says what is in the way of a file once, and again when it is something else. One thread. */
final class Notices {
    private final Consumer<String> messages;
    private final Map<Path, String> said = new HashMap<>();

    Notices(final Consumer<String> messages) {
        this.messages = messages;
    }

    void say(final Path path, final String message) {
        if (!message.equals(said.put(path, message))) {
            messages.accept(message);
        }
    }

    void forget(final Path path) {
        said.remove(path);
    }
}
