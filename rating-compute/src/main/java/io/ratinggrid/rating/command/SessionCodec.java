package io.ratinggrid.rating.command;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;

/** The body of reserve, commit and release as bytes; its layout is with {@link CommandCodec}'s. */
final class SessionCodec {
    private static final int USED = 1;
    private static final int REQUEST = 2;

    private SessionCodec() {}

    static void encode(final Command command, final ByteSink sink) {
        sink.putText(command.name);
        sink.putLong(command.session);
        sink.putVar(command.startMs);
        sink.putVar(command.requestNumber);
        sink.putVar(command.validitySeconds);
        sink.putByte(command.groups);
        for (int i = 0; i < command.groups; i++) {
            encode(command.group(i), sink);
        }
    }

    private static void encode(final SessionGroup group, final ByteSink sink) {
        sink.putByte((group.hasUsed ? USED : 0) | (group.hasRequest ? REQUEST : 0));
        sink.putInt(group.group);
        sink.putInt(group.service);
        if (group.hasUsed) {
            sink.putVar(group.used);
        }
        if (group.hasRequest) {
            sink.putVar(group.requested);
        }
        sink.putByte(group.numberLength);
        if (group.numberLength > 0) {
            sink.putLong(group.number);
        }
        sink.putByte(group.attributes);
        for (int i = 0; i < group.attributes; i++) {
            sink.putInt(group.attributeNames[i]);
            sink.putLong(group.attributeValues[i]);
        }
    }

    static void decode(final ByteSource source, final Command command) {
        command.name = source.getText();
        command.session = source.getLong();
        command.startMs = source.getVar();
        command.requestNumber = source.getVar();
        command.validitySeconds = source.getVar();
        final int groups = source.getByte();
        for (int i = 0; i < groups; i++) {
            decode(source, command.addGroup());
        }
    }

    private static void decode(final ByteSource source, final SessionGroup group) {
        final int flags = source.getByte();
        group.group = source.getInt();
        group.service = source.getInt();
        group.hasUsed = (flags & USED) != 0;
        group.used = group.hasUsed ? source.getVar() : 0;
        group.hasRequest = (flags & REQUEST) != 0;
        group.requested = group.hasRequest ? source.getVar() : 0;
        group.numberLength = source.getByte();
        group.number = group.numberLength > 0 ? source.getLong() : 0;
        final int attributes = source.getByte();
        for (int i = 0; i < attributes; i++) {
            group.attribute(source.getInt(), source.getLong());
        }
    }
}
