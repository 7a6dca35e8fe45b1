package io.ratinggrid.node.launcher;

import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.ingest.queue.Durability;
import io.ratinggrid.node.server.TlsFiles;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Part {@code gateway} of a gateway's file.
 *
 * @param name       in the logs of nodes
 * @param data       directory of this gateway alone: queue, directory of subscribers, books, inbox
 * @param catalog    directory, the same files as on the nodes; names of services and units come from it
 * @param nodes      host:port where some nodes take streams; the others are heard of from them
 * @param partitions of the grid
 * @param durability what an accepted event survives on this machine
 * @param tls        certificate and trust of all its connections, without which all is readable
 * @param tokenFile  file with the secret that the nodes ask for
 * @param httpTokenFile file with the secret that callers of its HTTP port must know; needed beyond loopback
 * @param batchesPerSecond batches that it sends in a second at most; those that wait grow meanwhile
 * @param pendingLimit commands accepted and not yet committed at most; files wait then, submissions are refused
 * @param bodyLimit  longest body of commands that its HTTP port takes
 */
@ConfigurationProperties("gateway")
record GatewayProperties(
        String name,
        Path data,
        Path catalog,
        List<String> nodes,
        @DefaultValue("256") int partitions,
        @DefaultValue("process") Durability durability,
        TlsFiles tls,
        Path tokenFile,
        Path httpTokenFile,
        @DefaultValue("2000") int batchesPerSecond,
        @DefaultValue("5000000") long pendingLimit,
        @DefaultValue("4MB") DataSize bodyLimit) {}
