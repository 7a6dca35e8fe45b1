package io.ratinggrid.persistence.storage;

/**
 * Ports are settled before the node starts: Ignite reports a port in use late and leaves threads behind. Free ones are taken
 * by each kind from a range of its own: one that is settled and not opened yet is not taken by the other.
 */
enum NodePort {
    DISCOVERY("discoveryPort", 20_000),
    COMMUNICATION("communicationPort", 26_000);

    private static final int FREE_PORTS = 6_000;

    /** For messages. */
    private final String setting;

    private final int firstFree;

    NodePort(final String setting, final int firstFree) {
        this.setting = setting;
        this.firstFree = firstFree;
    }

    /** The wanted port, or any free one for 0. */
    int settle(final int wanted, final String localAddress) {
        if (wanted != 0) {
            if (!FreePorts.isFree(wanted, localAddress)) {
                throw new IllegalStateException("port is in use: " + setting + "=" + wanted + " localAddress="
                        + localAddress + "; stop what listens there or choose another");
            }
            return wanted;
        }
        return FreePorts.find(firstFree, FREE_PORTS, localAddress);
    }
}
