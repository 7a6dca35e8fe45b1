package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All on loopback, and between any two places a proxy: each place looks the names of the others up in a file of its own, where they have addresses at
 * which proxies listen for that place alone. Needs no rights, only that all of 127.0.0.0/8 are addresses of this machine, as on Linux.
 */
final class Proxies implements Network {
    private static final String PREFIX = "127.77.";
    private static final String HERE = "127.0.0.1";
    /** Of places: gateways and the harness; nodes follow. */
    private static final int OUTSIDE = 0;

    private final Path directory;
    private final Way[][] ways;
    private final List<Relay> relays = new ArrayList<>();

    /** {@code directory}: for the files with names. */
    Proxies(final Path directory, final int nodes) {
        this.directory = directory;
        this.ways = new Way[nodes + 1][nodes + 1];
        for (final Way[] from : ways) {
            Arrays.setAll(from, to -> new Way());
        }
    }

    /** True if it can be made here. */
    static boolean isPossible() {
        try (ServerSocket tried = new ServerSocket(0, 1, InetAddress.getByName(PREFIX + "0.1"))) {
            return tried.isBound();
        } catch (final IOException e) {
            return false;
        }
    }

    /** Writes the files with names. */
    Proxies make() throws IOException {
        Files.createDirectories(directory);
        for (int place = 0; place < ways.length; place++) {
            final List<String> names = new ArrayList<>();
            names.add(HERE + " localhost " + InetAddress.getLocalHost().getHostName());
            for (int node = 1; node < ways.length; node++) {
                names.add((node == place ? HERE : address(place, node)) + " " + name(node));
            }
            Files.write(file(place), names);
        }
        return this;
    }

    @Override
    public Place node(final int index) {
        return place(index + 1);
    }

    @Override
    public Place outside() {
        return place(OUTSIDE);
    }

    @Override
    public void reach(final int node, final List<Integer> ports) {
        final int to = node + 1;
        for (int from = 0; from < ways.length; from++) {
            for (final int port : ports) {
                if (from != to) {
                    relays.add(relay(from, to, port).start());
                }
            }
        }
    }

    private Relay relay(final int from, final int to, final int port) {
        try {
            return new Relay(
                    InetAddress.getByName(address(from, to)),
                    port,
                    new InetSocketAddress(HERE, port),
                    ways[from][to],
                    ways[to][from]);
        } catch (final IOException e) {
            throw new UncheckedIOException("no proxy to node-" + to + " port=" + port, e);
        }
    }

    @Override
    public boolean canCut() {
        return true;
    }

    @Override
    public void lose(final int from, final int to) {
        ways[from + 1][to + 1].cut(true);
    }

    @Override
    public void isolate(final int node) {
        for (int other = 0; other < ways.length; other++) {
            ways[node + 1][other].cut(true);
            ways[other][node + 1].cut(true);
        }
    }

    @Override
    public void heal() {
        for (final Way[] from : ways) {
            for (final Way way : from) {
                way.cut(false);
            }
        }
    }

    @Override
    public void close() {
        relays.forEach(Relay::close);
    }

    private Place place(final int index) {
        return new Place(
                HERE, index == OUTSIDE ? HERE : name(index), List.of(), List.of("-Djdk.net.hosts.file=" + file(index)));
    }

    private Path file(final int place) {
        return directory.resolve("names-" + place);
    }

    private static String name(final int node) {
        return "node-" + node + ".faults.invalid";
    }

    private static String address(final int from, final int to) {
        return PREFIX + from + "." + to;
    }
}
