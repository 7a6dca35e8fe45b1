package io.ratinggrid.rating.command;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Hash64;

/**
 * Commands as bytes, the same in the queue, on the wire and in the journal's suspense records.
 *
 * <pre>
 *  u8 format (1)  u8 type  u8 flags  i64 account  var subscriber  var atMs  i32 origin
 *  var idLength, id   i64 content   var sourceFile   var sourceLine
 *  [amount]   signed unscaled, var decimals
 *  usage:     signed startMs - atMs, i32 service, var quantity, u8 numberLength, [i64 number], [i64 session],
 *             [signed untilMs - startMs], u8 attributes, (i32 name, i64 value)*, [i64 identity]
 *  reserve, commit, release: text session id, i64 session, var startMs, var requestNumber, var validitySeconds, u8 groups,
 *             (u8 flags: 1 used, 2 requested, i32 rating group, i32 service, [var used], [var requested], u8 numberLength,
 *             [i64 number], u8 attributes, (i32 name, i64 value)*)*
 *  others:    text name, text text, text zone, var cycleRule, var fromMs, var untilMs, signed quantity,
 *             [var amounts, (text bucket, signed unscaled, var decimals)*]
 *  receive-transfer: var item, var sourcePartition, i64 sourceAccount, var settledBelow, i32 bucket, i64 receiver, signed quantity,
 *             var untilMs
 *  receive-identity: var item, var sourcePartition, i64 sourceAccount, var settledBelow, i64 receiver, i64 identity, var fromMs
 *  assign-number: var item, var sourcePartition, i64 sourceAccount, var settledBelow, i32 legal entity, var year
 *  settle-transfer, settle-identity:  var item, var answer
 *  settle-notice, retry-notice: var number, var answer
 *  settle-number: var item, var answer, var number
 *  replace-event: as usage, then text name, text text
 *  reverse-event: var item, var answer, text name, var length, effects, [var length, usage], [text file, text file of the usage]
 *  flags      1 amount, 2 session, 4 session ends, 8 online, 16 retroactive, 32 end of the time used, 64 identity,
 *             128 at the cycle's end; of usage and move-event, 16 to unbilled, 128 to prepaid; of reverse-event, 2 usage,
 *             4 names of files; of subscribe and change-plan, 2 amounts
 * </pre>
 */
public final class CommandCodec {
    private static final int FORMAT = 1;
    private static final int AMOUNT = 1;
    private static final int SESSION = 2;
    /** Of reverse-event. */
    private static final int REPLACEMENT = 2;
    /** Of a command that subscribes. */
    private static final int AMOUNTS = 2;

    private static final int SESSION_ENDS = 4;
    /** Of reverse-event. */
    private static final int SOURCES = 4;

    private static final int ONLINE = 8;
    private static final int RETROACTIVE = 16;
    private static final int USED_UNTIL = 32;
    private static final int IDENTITY = 64;
    private static final int AT_CYCLE_END = 128;
    /** Of usage and move-event. */
    private static final int UNBILLED = 16;
    /** Of usage and move-event. */
    private static final int PREPAID = 128;

    private CommandCodec() {}

    public static void encode(final Command command, final ByteSink sink) {
        sink.putByte(FORMAT);
        sink.putByte(command.type.number());
        final boolean found = command.type == CommandType.USAGE && command.identity != 0;
        sink.putByte(flags(command) | (found ? IDENTITY : 0));
        sink.putLong(command.account);
        sink.putVar(command.subscriber);
        sink.putVar(command.atMs);
        sink.putInt(command.origin);
        sink.putVar(command.idLength);
        sink.putBytes(command.id, 0, command.idLength);
        sink.putLong(command.content);
        sink.putVar(command.sourceFile);
        sink.putVar(command.sourceLine);
        encodeBody(command, sink);
        if (found) {
            sink.putLong(command.identity);
        }
    }

    /**
     * Decodes one command; {@code command} is reused.
     *
     * @throws IllegalArgumentException if the bytes are no command of this format
     */
    public static void decode(final ByteSource source, final Command command) {
        final int format = source.getByte();
        if (format != FORMAT) {
            throw new IllegalArgumentException("commandFormat=" + format + " known=" + FORMAT);
        }
        command.reset(CommandType.of(source.getByte()));
        final int flags = source.getByte();
        command.account = source.getLong();
        command.subscriber = (int) source.getVar();
        command.atMs = source.getVar();
        command.origin = source.getInt();
        command.idLength = (int) source.getVar();
        source.getBytes(command.id, command.idLength);
        command.content = source.getLong();
        command.sourceFile = (int) source.getVar();
        command.sourceLine = source.getVar();
        decodeBody(source, command, flags);
        if ((flags & IDENTITY) != 0) {
            command.identity = source.getLong();
        }
    }

    /**
     * Checksum of what a command says, whoever carried it and whenever it came: all of it but receipt time, the
     * identity that led to its account, source file and line. Set {@link Command#content} to it before encoding.
     */
    public static long contentOf(final Command command, final ByteSink scratch) {
        scratch.truncate(0);
        scratch.putByte(command.type.number());
        scratch.putByte(flags(command));
        scratch.putLong(command.account);
        scratch.putVar(command.subscriber);
        final long atMs = command.atMs;
        command.atMs = 0;
        encodeBody(command, scratch);
        command.atMs = atMs;
        return Hash64.hash(scratch.bytes(), 0, scratch.length(), command.type.number());
    }

    private static void encodeBody(final Command command, final ByteSink sink) {
        if (command.hasAmount) {
            sink.putSigned(command.amountUnscaled);
            sink.putVar(command.amountDecimals);
        }
        if (command.type.isUsage()) {
            encodeUsage(command, sink);
            if (command.type == CommandType.REPLACE_EVENT) {
                sink.putText(command.name);
                sink.putText(command.text);
            }
        } else if (command.type.ofSession()) {
            SessionCodec.encode(command, sink);
        } else if (command.type == CommandType.RECEIVE_TRANSFER) {
            encodeReceive(command, sink);
        } else if (command.type == CommandType.RECEIVE_IDENTITY) {
            encodeReceiveIdentity(command, sink);
        } else if (command.type == CommandType.ASSIGN_NUMBER) {
            encodeAssign(command, sink);
        } else if (command.type.settlesItem() || command.type.ofNotice()) {
            sink.putVar(command.item);
            sink.putVar(command.answer);
            if (command.type == CommandType.SETTLE_NUMBER) {
                sink.putVar(command.quantity);
            }
        } else if (command.type == CommandType.REVERSE_EVENT) {
            sink.putVar(command.item);
            sink.putVar(command.answer);
            sink.putText(command.name);
            sink.putVar(command.reversal.length);
            sink.putBytes(command.reversal, 0, command.reversal.length);
            if (command.replacement.length > 0) {
                sink.putVar(command.replacement.length);
                sink.putBytes(command.replacement, 0, command.replacement.length);
            }
            if (namesSources(command)) {
                sink.putText(command.source);
                sink.putText(command.replacementSource);
            }
        } else {
            sink.putText(command.name);
            sink.putText(command.text);
            sink.putText(command.zone);
            sink.putVar(command.cycleRule);
            sink.putVar(command.fromMs);
            sink.putVar(command.untilMs);
            sink.putSigned(command.quantity);
            if (!command.grantAmounts.isEmpty()) {
                encodeAmounts(command, sink);
            }
        }
    }

    private static void encodeAmounts(final Command command, final ByteSink sink) {
        sink.putVar(command.grantAmounts.size());
        for (final GrantAmount amount : command.grantAmounts) {
            sink.putText(amount.bucket());
            sink.putSigned(amount.unscaled());
            sink.putVar(amount.decimals());
        }
    }

    private static List<GrantAmount> decodeAmounts(final ByteSource source) {
        final long count = source.getVar();
        if (count < 1 || count > GrantAmount.LIMIT) {
            throw new IllegalArgumentException("amounts=" + count + " limit=" + GrantAmount.LIMIT);
        }
        final List<GrantAmount> amounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            amounts.add(new GrantAmount(source.getText(), source.getSigned(), (int) source.getVar()));
        }
        return List.copyOf(amounts);
    }

    private static void encodeReceive(final Command command, final ByteSink sink) {
        sink.putVar(command.item);
        sink.putVar(command.sourcePartition);
        sink.putLong(command.sourceAccount);
        sink.putVar(command.settledBelow);
        sink.putInt(command.bucket);
        sink.putLong(command.receiver);
        sink.putSigned(command.quantity);
        sink.putVar(command.untilMs);
    }

    private static void decodeReceive(final ByteSource source, final Command command) {
        command.item = source.getVar();
        command.sourcePartition = (int) source.getVar();
        command.sourceAccount = source.getLong();
        command.settledBelow = source.getVar();
        command.bucket = source.getInt();
        command.receiver = source.getLong();
        command.quantity = source.getSigned();
        command.untilMs = source.getVar();
    }

    private static void encodeReceiveIdentity(final Command command, final ByteSink sink) {
        sink.putVar(command.item);
        sink.putVar(command.sourcePartition);
        sink.putLong(command.sourceAccount);
        sink.putVar(command.settledBelow);
        sink.putLong(command.receiver);
        sink.putLong(command.identity);
        sink.putVar(command.fromMs);
    }

    private static void decodeReceiveIdentity(final ByteSource source, final Command command) {
        command.item = source.getVar();
        command.sourcePartition = (int) source.getVar();
        command.sourceAccount = source.getLong();
        command.settledBelow = source.getVar();
        command.receiver = source.getLong();
        command.identity = source.getLong();
        command.fromMs = source.getVar();
    }

    private static void encodeAssign(final Command command, final ByteSink sink) {
        sink.putVar(command.item);
        sink.putVar(command.sourcePartition);
        sink.putLong(command.sourceAccount);
        sink.putVar(command.settledBelow);
        sink.putInt(command.bucket);
        sink.putVar(command.quantity);
    }

    private static void decodeAssign(final ByteSource source, final Command command) {
        command.item = source.getVar();
        command.sourcePartition = (int) source.getVar();
        command.sourceAccount = source.getLong();
        command.settledBelow = source.getVar();
        command.bucket = source.getInt();
        command.quantity = source.getVar();
    }

    private static void encodeUsage(final Command command, final ByteSink sink) {
        sink.putSigned(command.startMs - command.atMs);
        sink.putInt(command.service);
        sink.putVar(command.quantity);
        sink.putByte(command.numberLength);
        if (command.numberLength > 0) {
            sink.putLong(command.number);
        }
        if (command.session != 0) {
            sink.putLong(command.session);
        }
        if (command.untilMs != 0) {
            sink.putSigned(command.untilMs - command.startMs);
        }
        sink.putByte(command.attributes);
        for (int i = 0; i < command.attributes; i++) {
            sink.putInt(command.attributeNames[i]);
            sink.putLong(command.attributeValues[i]);
        }
    }

    private static void decodeBody(final ByteSource source, final Command command, final int flags) {
        if ((flags & AMOUNT) != 0) {
            command.hasAmount = true;
            command.amountUnscaled = source.getSigned();
            command.amountDecimals = (int) source.getVar();
        }
        command.sessionEnds = (flags & SESSION_ENDS) != 0 && command.type != CommandType.REVERSE_EVENT;
        command.online = (flags & ONLINE) != 0;
        if (saysPayer(command.type)) {
            command.payer = payer(flags);
        } else {
            command.retroactive = (flags & RETROACTIVE) != 0;
            command.atCycleEnd = (flags & AT_CYCLE_END) != 0;
        }
        if (command.type.isUsage()) {
            decodeUsage(source, command, flags);
            if (command.type == CommandType.REPLACE_EVENT) {
                command.name = source.getText();
                command.text = source.getText();
            }
        } else if (command.type.ofSession()) {
            SessionCodec.decode(source, command);
        } else if (command.type == CommandType.RECEIVE_TRANSFER) {
            decodeReceive(source, command);
        } else if (command.type == CommandType.RECEIVE_IDENTITY) {
            decodeReceiveIdentity(source, command);
        } else if (command.type == CommandType.ASSIGN_NUMBER) {
            decodeAssign(source, command);
        } else if (command.type.settlesItem() || command.type.ofNotice()) {
            command.item = source.getVar();
            command.answer = (int) source.getVar();
            if (command.type == CommandType.SETTLE_NUMBER) {
                command.quantity = source.getVar();
            }
        } else if (command.type == CommandType.REVERSE_EVENT) {
            command.item = source.getVar();
            command.answer = (int) source.getVar();
            command.name = source.getText();
            command.reversal = bytes(source);
            if ((flags & REPLACEMENT) != 0) {
                command.replacement = bytes(source);
            }
            final boolean named = (flags & SOURCES) != 0;
            command.source = named ? source.getText() : "";
            command.replacementSource = named ? source.getText() : "";
        } else {
            command.name = source.getText();
            command.text = source.getText();
            command.zone = source.getText();
            command.cycleRule = (int) source.getVar();
            command.fromMs = source.getVar();
            command.untilMs = source.getVar();
            command.quantity = source.getSigned();
            if ((flags & AMOUNTS) != 0) {
                command.grantAmounts = decodeAmounts(source);
            }
        }
    }

    private static byte[] bytes(final ByteSource source) {
        final int length = (int) source.getVar();
        if (length < 0 || length > source.remaining()) {
            throw new IllegalArgumentException("length=" + length + " remaining=" + source.remaining());
        }
        final byte[] bytes = new byte[length];
        source.getBytes(bytes, length);
        return bytes;
    }

    private static void decodeUsage(final ByteSource source, final Command command, final int flags) {
        command.startMs = command.atMs + source.getSigned();
        command.service = source.getInt();
        command.quantity = source.getVar();
        command.numberLength = source.getByte();
        if (command.numberLength > 0) {
            command.number = source.getLong();
        }
        if ((flags & SESSION) != 0) {
            command.session = source.getLong();
        }
        if ((flags & USED_UNTIL) != 0) {
            command.untilMs = command.startMs + source.getSigned();
        }
        final int attributes = source.getByte();
        for (int i = 0; i < attributes; i++) {
            command.attribute(source.getInt(), source.getLong());
        }
    }

    private static int flags(final Command command) {
        return (command.hasAmount ? AMOUNT : 0)
                | (command.session != 0 ? SESSION : 0)
                | (command.sessionEnds ? SESSION_ENDS : 0)
                | (command.online ? ONLINE : 0)
                | (command.retroactive ? RETROACTIVE : 0)
                | (command.atCycleEnd ? AT_CYCLE_END : 0)
                | (command.payer == Payer.UNBILLED ? UNBILLED : 0)
                | (command.payer == Payer.PREPAID ? PREPAID : 0)
                | (command.type.isUsage() && command.untilMs != 0 ? USED_UNTIL : 0)
                | (command.replacement.length > 0 ? REPLACEMENT : 0)
                | (command.grantAmounts.isEmpty() ? 0 : AMOUNTS)
                | (namesSources(command) ? SOURCES : 0);
    }

    private static boolean saysPayer(final CommandType type) {
        return type == CommandType.USAGE || type == CommandType.MOVE_EVENT;
    }

    /** @throws IllegalArgumentException if they say two */
    private static Payer payer(final int flags) {
        if ((flags & (UNBILLED | PREPAID)) == (UNBILLED | PREPAID)) {
            throw new IllegalArgumentException("commandFlags=" + flags + " say both unbilled and prepaid");
        }
        if ((flags & UNBILLED) != 0) {
            return Payer.UNBILLED;
        }
        return (flags & PREPAID) != 0 ? Payer.PREPAID : Payer.ANY;
    }

    private static boolean namesSources(final Command command) {
        return command.type == CommandType.REVERSE_EVENT
                && !(command.source.isEmpty() && command.replacementSource.isEmpty());
    }
}
