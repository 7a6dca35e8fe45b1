package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/**
 * What the journal says of an event that is to be taken back.
 *
 * @param answer     {@link ResultCode#DONE}: it can be; else why not
 * @param subscriber whose event it is
 * @param origin     symbol of its origin
 * @param sourceFile number of its source file, 0: none
 * @param source     name of that file, empty if it is not known
 * @param effects    what is to be taken back, not to be changed
 */
public record ReversedEvent(
        ResultCode answer,
        int subscriber,
        int origin,
        String id,
        int sourceFile,
        long sourceLine,
        String source,
        byte[] effects) {
    static final ReversedEvent NOT_KEPT = new ReversedEvent(ResultCode.NO_LONGER_KEPT, 0, 0, "", 0, 0, "", new byte[0]);

    void toReverse(final Command command) {
        command.subscriber = subscriber;
        command.origin = origin;
        command.sourceFile = sourceFile;
        command.sourceLine = sourceLine;
        command.source = source;
        command.name = id;
        command.answer = answer.number();
        command.reversal = effects;
    }
}
