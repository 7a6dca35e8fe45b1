package io.ratinggrid.node.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.ratinggrid.persistence.storage.Discovery;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Part {@code node} of a node's file: what is this node's own.
 *
 * @param name          in the grid, in logs and in metrics
 * @param data          directory of this node alone
 * @param catalog       directory, the same files on every node
 * @param address       of this machine, where it listens
 * @param announce      name or address by which other nodes and gateways reach it on the same ports; none: by {@code address}
 * @param discoveryPort where the other nodes find it
 * @param communicationPort where they send it entries and images; 0 any free port
 * @param gatewayPort   where it takes streams of gateways
 * @param peers         host:port of the discovery of all nodes, this one included
 * @param memory        for journal and images that Ignite keeps, beside the heap
 * @param failureDetection how long another node may say nothing until it is taken for dead
 * @param tls           certificate and trust of all its ports, without which all is readable
 * @param webhook       where notices are delivered; none of these: they stay where they are
 * @param kafka         topic that notices are written to
 * @param mail          server by which notices are written as e-mail
 * @param discovery     how nodes find each other: {@code static}, {@code multicast} or {@code dns}
 * @param voter         holds no partition, only counts for the majority
 * @param leaveAfter    on the minority side, until this process ends, to be started again; 0 never
 * @param journalKeepEntries of each partition's journal, the last ones stay though images contain them; 0 all
 * @param journalKeepFor how long entries stay in any case
 * @param tick          after how long a quiet partition looks again what is due: cycles, reservations; 0 time moves by commands alone
 * @param followAfter   after how long a partition of which it has a copy that is not the first is kept ready to be opened; 0 never
 * @param httpAfter     how long HTTP waits at most for its partitions to open, which it would slow down
 * @param tokenFile     file with the secret that gateways must know; needed beyond loopback
 * @param httpTokenFile file with the secret that callers of its HTTP port must know; without it nothing is asked for
 */
@ConfigurationProperties("node")
public record NodeProperties(
        String name,
        Path data,
        Path catalog,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("") String announce,
        int discoveryPort,
        @DefaultValue("0") int communicationPort,
        int gatewayPort,
        List<String> peers,
        @DefaultValue("1GB") DataSize memory,
        @DefaultValue("10s") Duration failureDetection,
        TlsFiles tls,
        WebhookProperties webhook,
        KafkaProperties kafka,
        MailProperties mail,
        @DefaultValue("static") Discovery discovery,
        @DefaultValue("false") boolean voter,
        @DefaultValue("30s") Duration leaveAfter,
        @DefaultValue("0") int journalKeepEntries,
        @DefaultValue("1h") Duration journalKeepFor,
        @DefaultValue("1s") Duration tick,
        @DefaultValue("10s") Duration followAfter,
        @DefaultValue("10s") Duration httpAfter,
        Path tokenFile,
        Path httpTokenFile) {}
