package io.ratinggrid.rating.partition;

import java.util.Arrays;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;

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
    private String source = "";
    private byte[] bytes;
    private int commandOffset;
    private int commandLength;
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
        this.source = "";
        code = ResultCode.of(source.getByte());
        bytes = source.bytes();
        commandLength = (int) source.getVar();
        commandOffset = source.position();
        CommandCodec.decode(commandSource.wrap(bytes, commandOffset, commandLength), command);
        source.skip(commandLength);
        effectsLength = (int) source.getVar();
        effectsOffset = source.position();
        source.skip(effectsLength);
        return this;
    }

    public ResultCode code() {
        return code;
    }

    /**
     * What it says of single events: itself, or, of one that replaced an event, first what took that back and then what the other
     * would have left had it come by itself. Others than itself are new, and stay.
     */
    public List<ResultRecord> split() {
        return command.replacement.length > 0 && code.kind() == ResultCode.Kind.RATED ? parts() : List.of(this);
    }

    private List<ResultRecord> parts() {
        final int end = endOfReversal();
        final Command reverse = new Command();
        CommandCodec.decode(new ByteSource().wrap(bytes, commandOffset, commandLength), reverse);
        reverse.replacement = new byte[0];
        final ByteSink reverseBytes = new ByteSink(256);
        CommandCodec.encode(reverse, reverseBytes);
        final ResultRecord replaced = part(code, command.replacement, end, effectsOffset + effectsLength);
        replaced.source(command.replacementSource);
        return List.of(part(ResultCode.DONE, reverseBytes.copy(), effectsOffset, end), replaced);
    }

    private int endOfReversal() {
        final ByteSource effects = effects(new ByteSource());
        final Effect effect = new Effect();
        while (effects.remaining() > 0) {
            if (effect.decode(effects).kind() == EffectKind.REVERSAL_SETTLED) {
                return effects.position();
            }
        }
        throw new IllegalStateException("account=" + command.account + " item=" + command.item + " is not settled");
    }

    private ResultRecord part(final ResultCode partCode, final byte[] partCommand, final int from, final int to) {
        final ByteSink effects = new ByteSink(Math.max(16, to - from));
        effects.putBytes(bytes, from, to - from);
        final ByteSink sink = new ByteSink(256);
        write(sink, partCode, partCommand, 0, partCommand.length, effects);
        return new ResultRecord().decode(new ByteSource().wrap(sink.bytes(), 0, sink.length()));
    }

    void source(final String name) {
        source = name;
    }

    /** Name of the file that its command came from, or the event that is taken back did; empty if it is not known. */
    public String source() {
        return command.source.isEmpty() ? source : command.source;
    }

    /** The command as it came; valid until the next decode. */
    public Command command() {
        return command;
    }

    /** The command as it came, encoded; a copy. */
    byte[] commandBytes() {
        return Arrays.copyOfRange(bytes, commandOffset, commandOffset + commandLength);
    }

    /** Its bytes, a copy. */
    public byte[] encoded() {
        final ByteSink itsEffects = new ByteSink(Math.max(16, effectsLength));
        itsEffects.putBytes(bytes, effectsOffset, effectsLength);
        final ByteSink sink = new ByteSink(64 + commandLength + effectsLength);
        write(sink, code, bytes, commandOffset, commandLength, itsEffects);
        return sink.copy();
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
