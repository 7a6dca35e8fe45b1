package io.ratinggrid.rating.wire;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SourceFiles;

/**
 * What gateways and nodes say to each other, as bytes of a connection. Stateless.
 *
 * <pre>
 *  frame      i32 length of what follows   u8 kind   fields
 *  GREETING   i32 magic "RGRD"   var version   text name   text token
 *  WELCOME    var partitions   text node
 *  REFUSAL    text reason
 *  HELLO      i64 streamHigh   i64 streamLow   var session   var partitions
 *  BATCH      i64 streamHigh   i64 streamLow   var session   var partition   var firstNumber   var count
 *             i64 checksumBefore   i64 checksumAfter   var length, commands   var files, each: var number   text name
 *  RETIRE     as HELLO
 *  ROUTES     var addresses, each: text   var words, each: i64 of which bit b is partition 64 * index + b
 *  PING, PONG nothing
 *  ASK        var id   var partition   text question   text account   var atLeast   text text   var length, command
 *  ANSWER     var id   u8 outcome   var partition   var sequence   var retryAfterMs   u8 code   var length, record
 *             text text
 *  POSITIONS  as HELLO, then: u8 outcome   text message   var partitions, each: signed lastNumber, i64 checksum
 *  REPLY      i64 streamHigh   i64 streamLow   var session   var partition   var firstNumber   var count
 *             u8 outcome   var expectedNumber   var retryAfterMs   var length, codes
 * </pre>
 *
 * A kind's fields never change; a new kind or version is made instead.
 */
public final class FrameCodec {
    public static final int VERSION = 3;
    /** Longest frame in bytes that is read: a batch of {@link PartitionBatch#MOST_BYTES} or routes of 16,384 partitions. */
    public static final int MOST_BYTES = 1 << 20;

    private static final int MAGIC = 0x52475244;
    private static final int LENGTH_BYTES = 4;
    private static final int STANDARD_BYTES = 256;
    private static final PartitionReply.Outcome[] REPLIES = PartitionReply.Outcome.values();
    private static final StreamPositions.Outcome[] POSITIONS = StreamPositions.Outcome.values();
    private static final AskAnswer.Outcome[] ANSWERS = AskAnswer.Outcome.values();

    private FrameCodec() {}

    /** The bytes of one frame, its length before it. */
    public static byte[] frame(final Consumer<ByteSink> write) {
        final ByteSink sink = new ByteSink(STANDARD_BYTES);
        write.accept(sink);
        return sink.copy();
    }

    /** What a frame says behind its length, from its kind on. */
    public static ByteSource body(final byte[] frame) {
        return new ByteSource().wrap(frame, LENGTH_BYTES, frame.length - LENGTH_BYTES);
    }

    public static void write(final ByteSink sink, final Greeting greeting) {
        final int start = begin(sink, FrameKind.GREETING);
        sink.putInt(MAGIC);
        sink.putVar(greeting.version());
        sink.putText(greeting.name());
        sink.putText(greeting.token());
        end(sink, start);
    }

    public static Greeting readGreeting(final ByteSource source) {
        final int magic = source.getInt();
        if (magic != MAGIC) {
            throw new IllegalArgumentException("magic=" + Integer.toHexString(magic) + " is not of a gateway");
        }
        return new Greeting((int) source.getVar(), source.getText(), source.getText());
    }

    public static void writeWelcome(final ByteSink sink, final int partitions, final String node) {
        final int start = begin(sink, FrameKind.WELCOME);
        sink.putVar(partitions);
        sink.putText(node);
        end(sink, start);
    }

    public static void writeRefusal(final ByteSink sink, final String reason) {
        final int start = begin(sink, FrameKind.REFUSAL);
        sink.putText(reason);
        end(sink, start);
    }

    public static void write(final ByteSink sink, final StreamHello hello) {
        write(sink, FrameKind.HELLO, hello);
    }

    public static void writeRetire(final ByteSink sink, final StreamHello hello) {
        write(sink, FrameKind.RETIRE, hello);
    }

    /** The fields of a hello or a retirement, and the first ones of positions. */
    public static StreamHello readHello(final ByteSource source) {
        return new StreamHello(source.getLong(), source.getLong(), (int) source.getVar(), (int) source.getVar());
    }

    public static void write(final ByteSink sink, final StreamPositions positions) {
        final int start = begin(sink, FrameKind.POSITIONS);
        putHello(sink, positions.hello());
        sink.putByte(positions.outcome().ordinal());
        sink.putText(positions.message());
        sink.putVar(positions.lastNumbers().length);
        for (int i = 0; i < positions.lastNumbers().length; i++) {
            sink.putSigned(positions.lastNumbers()[i]);
            sink.putLong(positions.checksums()[i]);
        }
        end(sink, start);
    }

    public static StreamPositions readPositions(final ByteSource source) {
        final StreamHello hello = readHello(source);
        final StreamPositions.Outcome outcome = POSITIONS[source.getByte()];
        final String message = source.getText();
        final int partitions = count(source);
        final long[] lastNumbers = new long[partitions];
        final long[] checksums = new long[partitions];
        for (int i = 0; i < partitions; i++) {
            lastNumbers[i] = source.getSigned();
            checksums[i] = source.getLong();
        }
        return new StreamPositions(hello, outcome, lastNumbers, checksums, message);
    }

    public static void write(final ByteSink sink, final PartitionBatch batch) {
        final int start = begin(sink, FrameKind.BATCH);
        sink.putLong(batch.streamHigh());
        sink.putLong(batch.streamLow());
        sink.putVar(batch.session());
        sink.putVar(batch.partition());
        sink.putVar(batch.firstNumber());
        sink.putVar(batch.count());
        sink.putLong(batch.checksumBefore());
        sink.putLong(batch.checksumAfter());
        sink.putVar(batch.bytes());
        sink.putBytes(batch.commands(), 0, batch.bytes());
        SourceFiles.write(sink, batch.sources());
        end(sink, start);
    }

    public static PartitionBatch readBatch(final ByteSource source) {
        return readBatch(source, byte[]::new);
    }

    /** The same, with the commands in an array of {@code room}, which is asked for at least so many bytes. */
    public static PartitionBatch readBatch(final ByteSource source, final IntFunction<byte[]> room) {
        final long streamHigh = source.getLong();
        final long streamLow = source.getLong();
        final int session = (int) source.getVar();
        final int partition = (int) source.getVar();
        final long firstNumber = source.getVar();
        final int count = (int) source.getVar();
        final long checksumBefore = source.getLong();
        final long checksumAfter = source.getLong();
        final int bytes = count(source);
        final byte[] commands = room.apply(bytes);
        source.getBytes(commands, bytes);
        return new PartitionBatch(
                streamHigh,
                streamLow,
                session,
                partition,
                firstNumber,
                count,
                checksumBefore,
                checksumAfter,
                commands,
                bytes,
                SourceFiles.read(source));
    }

    public static void write(final ByteSink sink, final PartitionReply reply) {
        final int start = begin(sink, FrameKind.REPLY);
        sink.putLong(reply.streamHigh());
        sink.putLong(reply.streamLow());
        sink.putVar(reply.session());
        sink.putVar(reply.partition());
        sink.putVar(reply.firstNumber());
        sink.putVar(reply.count());
        sink.putByte(reply.outcome().ordinal());
        sink.putVar(reply.expectedNumber());
        sink.putVar(reply.retryAfterMs());
        sink.putVar(reply.codes().length);
        sink.putBytes(reply.codes(), 0, reply.codes().length);
        end(sink, start);
    }

    public static PartitionReply readReply(final ByteSource source) {
        return new PartitionReply(
                source.getLong(),
                source.getLong(),
                (int) source.getVar(),
                (int) source.getVar(),
                source.getVar(),
                (int) source.getVar(),
                REPLIES[source.getByte()],
                source.getVar(),
                (int) source.getVar(),
                bytes(source));
    }

    public static void write(final ByteSink sink, final Routes routes) {
        final int start = begin(sink, FrameKind.ROUTES);
        sink.putVar(routes.addresses().size());
        routes.addresses().forEach(sink::putText);
        final long[] words = routes.open().toLongArray();
        sink.putVar(words.length);
        for (final long word : words) {
            sink.putLong(word);
        }
        end(sink, start);
    }

    public static Routes readRoutes(final ByteSource source) {
        final List<String> addresses = new ArrayList<>();
        for (int left = count(source); left > 0; left--) {
            addresses.add(source.getText());
        }
        final long[] words = new long[count(source)];
        for (int i = 0; i < words.length; i++) {
            words[i] = source.getLong();
        }
        return new Routes(addresses, BitSet.valueOf(words));
    }

    public static void write(final ByteSink sink, final Ask ask) {
        final int start = begin(sink, FrameKind.ASK);
        sink.putVar(ask.id());
        sink.putVar(ask.partition());
        sink.putText(ask.question());
        sink.putText(ask.account());
        sink.putVar(ask.atLeast());
        sink.putText(ask.text());
        sink.putVar(ask.command().length);
        sink.putBytes(ask.command(), 0, ask.command().length);
        end(sink, start);
    }

    public static Ask readAsk(final ByteSource source) {
        return new Ask(
                source.getVar(),
                (int) source.getVar(),
                source.getText(),
                source.getText(),
                source.getVar(),
                source.getText(),
                bytes(source));
    }

    public static void write(final ByteSink sink, final AskAnswer answer) {
        final int start = begin(sink, FrameKind.ANSWER);
        sink.putVar(answer.id());
        sink.putByte(answer.outcome().ordinal());
        sink.putVar(answer.partition());
        sink.putVar(answer.sequence());
        sink.putVar(answer.retryAfterMs());
        sink.putByte(answer.code().number());
        sink.putVar(answer.record().length);
        sink.putBytes(answer.record(), 0, answer.record().length);
        sink.putText(answer.text());
        end(sink, start);
    }

    public static AskAnswer readAnswer(final ByteSource source) {
        return new AskAnswer(
                source.getVar(),
                ANSWERS[source.getByte()],
                (int) source.getVar(),
                source.getVar(),
                (int) source.getVar(),
                ResultCode.of(source.getByte()),
                bytes(source),
                source.getText());
    }

    /** A frame without fields. */
    public static void write(final ByteSink sink, final FrameKind kind) {
        end(sink, begin(sink, kind));
    }

    /** The kind of a frame, behind its length. */
    public static FrameKind readKind(final ByteSource source) {
        return FrameKind.of(source.getByte());
    }

    private static void write(final ByteSink sink, final FrameKind kind, final StreamHello hello) {
        final int start = begin(sink, kind);
        putHello(sink, hello);
        end(sink, start);
    }

    private static void putHello(final ByteSink sink, final StreamHello hello) {
        sink.putLong(hello.streamHigh());
        sink.putLong(hello.streamLow());
        sink.putVar(hello.session());
        sink.putVar(hello.partitions());
    }

    private static int begin(final ByteSink sink, final FrameKind kind) {
        final int start = sink.length();
        sink.putInt(0);
        sink.putByte(kind.number());
        return start;
    }

    private static void end(final ByteSink sink, final int start) {
        Bytes.putInt(sink.bytes(), start, sink.length() - start - LENGTH_BYTES);
    }

    private static int count(final ByteSource source) {
        final long count = source.getVar();
        if (count < 0 || count > source.remaining()) {
            throw new IllegalArgumentException("count=" + count + " remaining=" + source.remaining());
        }
        return (int) count;
    }

    private static byte[] bytes(final ByteSource source) {
        final byte[] bytes = new byte[count(source)];
        source.getBytes(bytes, bytes.length);
        return bytes;
    }
}
