package io.ratinggrid.persistence.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import javax.net.ssl.SSLContext;

/**
 * Settings of a {@link GridStorage}: set what differs from the default, then {@link #conclude()}, which checks them all
 * and closes them to change. Not thread-safe before that.
 *
 * <p>Partitions, backups, durability and what is {@link #shared} belong to the grid; the rest to this process.
 */
public final class GridStorageContext {
    private static final long MIB = 1024 * 1024;
    /** What the pages that describe a partition can take at a checkpoint; with less the node runs out of memory. */
    private static final long PARTITION_BYTES = MIB / 4;

    private static final int MAX_COMMITTERS = 16;

    private boolean concluded;

    private int partitions = 256;
    private int backups = 0;
    private Durability durability = Durability.PROCESS;

    private Path dataDirectory;
    private String instanceName = "ratinggrid";
    private long regionBytes = 1024 * MIB;
    private long walBytes = 1024 * MIB;
    private long checkpointIntervalMs = 5_000;
    private int committerThreads = Math.min(MAX_COMMITTERS, Runtime.getRuntime().availableProcessors());
    private long appendTimeoutMs = 10_000;
    private long startTimeoutMs = 60_000;
    private long failureDetectionMs = 10_000;
    private String localAddress = "127.0.0.1";
    private String announcedAddress = "";
    private int discoveryPort = 0;
    private int communicationPort = 0;
    private List<String> peers = List.of();
    private Optional<SSLContext> tls = Optional.empty();
    private int foundingNodes = 1;
    private Discovery discovery = Discovery.STATIC;
    private boolean voter = false;
    private long clockToleranceMs = 1_000;
    private final Map<String, String> shared = new TreeMap<>();
    private final Map<String, String> attributes = new TreeMap<>();

    /** Partitions of the grid, a power of two, default 256. Fixed when the grid is created. */
    public GridStorageContext partitions(final int partitions) {
        changeable().partitions = partitions;
        return this;
    }

    public int partitions() {
        return partitions;
    }

    /** Copies of each partition besides the first, default 0. Fixed when the grid is created. */
    public GridStorageContext backups(final int backups) {
        changeable().backups = backups;
        return this;
    }

    public int backups() {
        return backups;
    }

    /** What an acknowledged write survives, default {@link Durability#PROCESS}; the same on all nodes of a grid. */
    public GridStorageContext durability(final Durability durability) {
        changeable().durability = durability;
        return this;
    }

    public Durability durability() {
        return durability;
    }

    /** Where everything is kept; no default, created if missing, of one process at a time. */
    public GridStorageContext dataDirectory(final Path dataDirectory) {
        changeable().dataDirectory = dataDirectory.toAbsolutePath().normalize();
        return this;
    }

    public Path dataDirectory() {
        return dataDirectory;
    }

    /** Name of this node, unique in the grid and the same at every start, default "ratinggrid". */
    public GridStorageContext instanceName(final String instanceName) {
        changeable().instanceName = instanceName;
        return this;
    }

    public String instanceName() {
        return instanceName;
    }

    /** Memory for journal and images in bytes, default 1 GiB; what does not fit is read from disk when wanted. */
    public GridStorageContext regionBytes(final long regionBytes) {
        changeable().regionBytes = regionBytes;
        return this;
    }

    public long regionBytes() {
        return regionBytes;
    }

    /** Most write-ahead log kept on disk in bytes, default 1 GiB; a node away for longer than that is copied in full. */
    public GridStorageContext walBytes(final long walBytes) {
        changeable().walBytes = walBytes;
        return this;
    }

    public long walBytes() {
        return walBytes;
    }

    /** Time between checkpoints in milliseconds, default 5,000; longer writes somewhat less, all at once, and recovers more slowly. */
    public GridStorageContext checkpointIntervalMs(final long checkpointIntervalMs) {
        changeable().checkpointIntervalMs = checkpointIntervalMs;
        return this;
    }

    public long checkpointIntervalMs() {
        return checkpointIntervalMs;
    }

    /** Threads that commit appends, so the most that are under way at once; default the number of cores, at most 16. */
    public GridStorageContext committerThreads(final int committerThreads) {
        changeable().committerThreads = committerThreads;
        return this;
    }

    public int committerThreads() {
        return committerThreads;
    }

    /** After how many milliseconds an append is given up as unknown, default 10,000. */
    public GridStorageContext appendTimeoutMs(final long appendTimeoutMs) {
        changeable().appendTimeoutMs = appendTimeoutMs;
        return this;
    }

    public long appendTimeoutMs() {
        return appendTimeoutMs;
    }

    /** How long a start waits for the grid to be active, in milliseconds, default 60,000. */
    public GridStorageContext startTimeoutMs(final long startTimeoutMs) {
        changeable().startTimeoutMs = startTimeoutMs;
        return this;
    }

    public long startTimeoutMs() {
        return startTimeoutMs;
    }

    /** How long a node may say nothing until the others take it for dead, in milliseconds, default 10,000. */
    public GridStorageContext failureDetectionMs(final long failureDetectionMs) {
        changeable().failureDetectionMs = failureDetectionMs;
        return this;
    }

    public long failureDetectionMs() {
        return failureDetectionMs;
    }

    /** Address that this node binds to, default 127.0.0.1; it is reached there unless {@link #announcedAddress} says otherwise. */
    public GridStorageContext localAddress(final String localAddress) {
        changeable().localAddress = localAddress;
        return this;
    }

    public String localAddress() {
        return localAddress;
    }

    /**
     * Name or address by which other nodes reach this one, on the same ports, default empty: by {@link #localAddress}. Each of them looks a name up
     * by itself.
     */
    public GridStorageContext announcedAddress(final String announcedAddress) {
        changeable().announcedAddress = announcedAddress;
        return this;
    }

    public String announcedAddress() {
        return announcedAddress;
    }

    /** Port by which nodes find each other, default 0: any free one, for a grid of one node only. */
    public GridStorageContext discoveryPort(final int discoveryPort) {
        changeable().discoveryPort = discoveryPort;
        return this;
    }

    public int discoveryPort() {
        return discoveryPort;
    }

    /** Port by which nodes send data to each other, default 0: any free one. */
    public GridStorageContext communicationPort(final int communicationPort) {
        changeable().communicationPort = communicationPort;
        return this;
    }

    public int communicationPort() {
        return communicationPort;
    }

    /** Discovery addresses ("host:port") of all nodes of the grid, default none: this node is a grid of its own. */
    public GridStorageContext peers(final List<String> peers) {
        changeable().peers = List.copyOf(peers);
        return this;
    }

    public List<String> peers() {
        return peers;
    }

    /** What other nodes are spoken to with, who must have certificates that it trusts; default none, and all is readable. */
    public GridStorageContext tls(final Optional<SSLContext> tls) {
        changeable().tls = tls;
        return this;
    }

    public Optional<SSLContext> tls() {
        return tls;
    }

    /** How many nodes must be present before a new grid is created, default 1. */
    public GridStorageContext foundingNodes(final int foundingNodes) {
        changeable().foundingNodes = foundingNodes;
        return this;
    }

    public int foundingNodes() {
        return foundingNodes;
    }

    /** What {@link #peers} are, default {@link Discovery#STATIC}. */
    public GridStorageContext discovery(final Discovery discovery) {
        changeable().discovery = discovery;
        return this;
    }

    public Discovery discovery() {
        return discovery;
    }

    /** True for a node that holds no partition and only counts for the majority, default false. */
    public GridStorageContext voter(final boolean voter) {
        changeable().voter = voter;
        return this;
    }

    public boolean voter() {
        return voter;
    }

    /** How far a clock may be off before a node may not join or stay, in milliseconds, default 1,000. */
    public GridStorageContext clockToleranceMs(final long clockToleranceMs) {
        changeable().clockToleranceMs = clockToleranceMs;
        return this;
    }

    public long clockToleranceMs() {
        return clockToleranceMs;
    }

    /** A setting that all nodes of the grid must have alike, by the name that people know it by. */
    public GridStorageContext shared(final String name, final Object value) {
        changeable().shared.put(name, value.toString());
        return this;
    }

    Map<String, String> shared() {
        return Map.copyOf(shared);
    }

    /** Tells the other nodes something of this one, by name; see {@link Membership#attributes}. */
    public GridStorageContext attribute(final String name, final String value) {
        changeable().attributes.put(name, value);
        return this;
    }

    Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /**
     * Checks the settings and closes them to change; once.
     *
     * @throws IllegalArgumentException naming the setting that cannot be used
     */
    public GridStorageContext conclude() {
        changeable();
        Objects.requireNonNull(dataDirectory, "dataDirectory must be set");
        Objects.requireNonNull(durability, "durability must be set");
        check(
                Integer.bitCount(partitions) == 1 && partitions > 0 && partitions <= 16_384,
                "partitions",
                partitions,
                "a power of two up to 16384");
        check(backups >= 0 && backups <= 7, "backups", backups, "0 to 7");
        check(
                instanceName.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}"),
                "instanceName",
                instanceName,
                "1 to 64 letters, digits, '-' or '_', a letter or digit first");
        check(
                regionBytes >= Math.max(64 * MIB, partitions * PARTITION_BYTES),
                "regionBytes",
                regionBytes,
                "at least 64 MiB, and at least 256 KiB for each partition");
        check(walBytes >= 256 * MIB, "walBytes", walBytes, "at least 256 MiB");
        check(checkpointIntervalMs >= 100, "checkpointIntervalMs", checkpointIntervalMs, "at least 100");
        check(
                committerThreads >= 1 && committerThreads <= MAX_COMMITTERS,
                "committerThreads",
                committerThreads,
                "1 to " + MAX_COMMITTERS);
        check(appendTimeoutMs >= 100, "appendTimeoutMs", appendTimeoutMs, "at least 100");
        check(startTimeoutMs >= 100, "startTimeoutMs", startTimeoutMs, "at least 100");
        check(failureDetectionMs >= 500, "failureDetectionMs", failureDetectionMs, "at least 500");
        check(!localAddress.isBlank(), "localAddress", localAddress, "an address of this machine");
        check(
                announcedAddress.matches("[A-Za-z0-9._:-]*"),
                "announcedAddress",
                announcedAddress,
                "a name or an address, without a port");
        check(
                isPort(discoveryPort) && (discoveryPort > 0 || peers.isEmpty()),
                "discoveryPort",
                discoveryPort,
                "1024 to 65535, or 0 without peers");
        check(isPort(communicationPort), "communicationPort", communicationPort, "1024 to 65535, or 0");
        check(
                foundingNodes >= 1 && (discovery != Discovery.STATIC || foundingNodes <= Math.max(1, peers.size())),
                "foundingNodes",
                foundingNodes,
                "1 to the number of peers");
        check(
                peers.stream().allMatch(peer -> peer.matches(".+:[0-9]{1,5}"))
                        && (discovery != Discovery.MULTICAST || peers.size() == 1),
                "peers",
                peers,
                "host:port each, and one group:port with multicast");
        check(clockToleranceMs >= 1, "clockToleranceMs", clockToleranceMs, "at least 1");
        concluded = true;
        return this;
    }

    private GridStorageContext changeable() {
        if (concluded) {
            throw new IllegalStateException("settings are concluded");
        }
        return this;
    }

    private static boolean isPort(final int port) {
        return port == 0 || (port >= 1024 && port <= 65_535);
    }

    private static void check(final boolean ok, final String name, final Object value, final String rule) {
        if (!ok) {
            throw new IllegalArgumentException(name + "=" + value + " must be " + rule);
        }
    }
}
