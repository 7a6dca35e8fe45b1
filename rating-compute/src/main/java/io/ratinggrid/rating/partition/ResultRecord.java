package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;

/**
 * What the journal holds of one command: its result, itself, and its effects. Decodes one after the other; reused.
 *
 * <pre>
 *  u8 result code   var length, command (CommandCodec)   var length, effects (Effect)
 * </pre>
 */
public final class ResultRecord {
    private final Command command = new Command();
    private final ByteSource commandSource = new ByteSource();
    private ResultCode code;
    private byte[] bytes;
    private int effectsOffset;
    private int effectsLength;

    static void write(
            final ByteSink sink,
            final ResultCode code,
            final byte[] command,
            final int offset,
            final int length,
            final ByteSink effects) {
        sink.putByte(code.number());
        sink.putVar(length);
        sink.putBytes(command, offset, length);
        sink.putVar(effects.length());
        sink.putBytes(effects.bytes(), 0, effects.length());
    }

    /** Decodes the next record of a source. */
    public ResultRecord decode(final ByteSource source) {
        code = ResultCode.of(source.getByte());
        bytes = source.bytes();
        final int commandLength = (int) source.getVar();
        CommandCodec.decode(commandSource.wrap(bytes, source.position(), commandLength), command);
        source.skip(commandLength);
        effectsLength = (int) source.getVar();
        effectsOffset = source.position();
        source.skip(effectsLength);
        return this;
    }

    public ResultCode code() {
        return code;
    }

    /** The command as it came; valid until the next decode. */
    public Command command() {
        return command;
    }

    /** Points a source at its effects. */
    public ByteSource effects(final ByteSource source) {
        return source.wrap(bytes, effectsOffset, effectsLength);
    }

    byte[] bytes() {
        return bytes;
    }

    int effectsOffset() {
        return effectsOffset;
    }

    int effectsLength() {
        return effectsLength;
    }
}
