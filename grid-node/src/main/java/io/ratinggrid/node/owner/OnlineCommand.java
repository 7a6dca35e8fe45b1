package io.ratinggrid.node.owner;

import java.util.function.Consumer;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.NewSessions;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionLogic;

/** One command of a caller who waits, and its result until that is committed. */
final class OnlineCommand {
    private final byte[] command;
    private final Consumer<Answer<CommandResult>> handler;
    private CommandResult result;

    OnlineCommand(final byte[] command, final Consumer<Answer<CommandResult>> handler) {
        this.command = command;
        this.handler = handler;
    }

    void execute(final PartitionLogic logic) {
        final int before = logic.records().length();
        final ResultCode code = logic.execute(command, 0, command.length);
        final ByteSink records = logic.records();
        final byte[] record = new byte[records.length() - before];
        System.arraycopy(records.bytes(), before, record, 0, record.length);
        result = new CommandResult(code, record);
    }

    int bytes() {
        return command.length;
    }

    boolean beginsSession() {
        return NewSessions.isBegunBy(command);
    }

    CommandResult result() {
        return result;
    }

    void answer(final Answer<CommandResult> answer) {
        handler.accept(answer);
    }
}
