package io.ratinggrid.rating.command;

import io.ratinggrid.rating.ByteSource;

/**
 * Who is turned away first when there is too much to do: a session that does not run yet loses nothing. Any thread; to be asked under
 * load alone, for it reads the whole command.
 */
public final class NewSessions {
    /** Numbers of requests begin with 0 (RFC 8506, CC-Request-Number) or with 1 (3GPP TS 32.290, invocationSequenceNumber). */
    private static final long LAST_FIRST_NUMBER = 1;

    private NewSessions() {}

    /** True if what is left of some room is for others: its last quarter. */
    public static boolean isKeptFree(final int free, final int room) {
        return free <= room / 4;
    }

    /**
     * True of a command that reserves, reports nothing as used and has the number of a first request: an update that reports nothing
     * either and is the second one of a sender who begins with 0 is taken for one. False if it cannot be read.
     *
     * @param command as encoded by {@link CommandCodec}
     */
    public static boolean isBegunBy(final byte[] command) {
        final Command read = new Command();
        try {
            CommandCodec.decode(new ByteSource().wrap(command, 0, command.length), read);
        } catch (final RuntimeException unreadable) {
            return false;
        }
        return read.type == CommandType.RESERVE && read.requestNumber <= LAST_FIRST_NUMBER && !hasUsed(read);
    }

    private static boolean hasUsed(final Command command) {
        boolean used = false;
        for (int i = 0; i < command.groups; i++) {
            used |= command.group(i).hasUsed;
        }
        return used;
    }
}
