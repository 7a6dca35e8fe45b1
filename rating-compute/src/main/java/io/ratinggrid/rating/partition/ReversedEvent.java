package io.ratinggrid.rating.partition;

import java.nio.charset.StandardCharsets;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;

/**
 * What the journal says of an event that is to be taken back.
 *
 * @param answer  {@link ResultCode#DONE}: it can be; else why not
 * @param event   its command, encoded, not to be changed; empty: it is not kept
 * @param source  name of its source file, empty if it is not known
 * @param effects what is to be taken back, not to be changed
 */
public record ReversedEvent(ResultCode answer, byte[] event, String source, byte[] effects) {
    static final ReversedEvent NOT_KEPT = new ReversedEvent(ResultCode.NO_LONGER_KEPT, new byte[0], "", new byte[0]);

    void toReverse(final Command command) {
        command.name = "";
        if (event.length > 0) {
            final Command decoded = command();
            command.subscriber = decoded.subscriber;
            command.origin = decoded.origin;
            command.sourceFile = decoded.sourceFile;
            command.sourceLine = decoded.sourceLine;
            command.name = new String(decoded.id(), StandardCharsets.UTF_8);
        }
        command.source = source;
        command.answer = answer.number();
        command.reversal = effects;
    }

    /** The event as it came; it has to be kept. */
    Command command() {
        final Command command = new Command();
        CommandCodec.decode(new ByteSource().wrap(event, 0, event.length), command);
        return command;
    }
}
