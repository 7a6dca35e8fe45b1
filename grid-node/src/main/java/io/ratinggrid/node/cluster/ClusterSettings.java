package io.ratinggrid.node.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLContext;

import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.rating.partition.PartitionSettings;

/**
 * Settings of a node among others. All nodes of a grid must have the same partitions, backups, durability, rating settings and
 * catalog; the rest is each node's own.
 *
 * @param name          of the node, in the grid and in logs
 * @param dataDirectory of this node alone
 * @param partitions    of the grid, a power of two, fixed when it is created
 * @param backups       copies of each partition besides the first
 * @param durability    what an answer survives on each node that holds a copy
 * @param rating        what every owner of a partition must share
 * @param regionBytes   memory for the journal and images that Ignite keeps
 * @param place         where this node is in the network
 * @param peers         host:port of the discovery of all nodes, this one included
 * @param failureDetectionMs how long another node may say nothing until it is taken for dead
 * @param foundingNodes how many nodes must be there before a grid is created
 * @param token         the secret that gateways must know, empty for none
 * @param tls           what nodes and gateways are spoken to with, who must have certificates that it trusts; empty for none
 * @param members       how the nodes live together
 * @param journal       how much of the journal stays
 * @param tickMs        after how long a quiet partition looks again what is due, milliseconds; 0 time moves by commands alone
 * @param followMs      after how long a partition is followed of which this node has a copy that is not the first, milliseconds; 0 never
 */
public record ClusterSettings(
        String name,
        Path dataDirectory,
        int partitions,
        int backups,
        Durability durability,
        PartitionSettings rating,
        long regionBytes,
        NodePlace place,
        List<String> peers,
        long failureDetectionMs,
        int foundingNodes,
        String token,
        Optional<SSLContext> tls,
        MemberSettings members,
        KeptJournal journal,
        int tickMs,
        int followMs) {}
