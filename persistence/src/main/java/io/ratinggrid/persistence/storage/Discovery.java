package io.ratinggrid.persistence.storage;

/** How the nodes of a grid find each other. */
public enum Discovery {
    /** At the addresses that are listed as peers. */
    STATIC,
    /** By multicast in one network, group and port from the one peer "group:port"; that address is not a node's. */
    MULTICAST,
    /** At all addresses that the peers' names have now: a headless service of Kubernetes, for example. */
    DNS
}
