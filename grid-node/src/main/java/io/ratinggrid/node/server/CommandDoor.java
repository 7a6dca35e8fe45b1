package io.ratinggrid.node.server;

/**
 * Whether a process takes commands at its HTTP port.
 *
 * @param objection why it does not, empty: it does
 */
public record CommandDoor(String objection) {
    /** It does. */
    public static final CommandDoor OPEN = new CommandDoor("");
}
