package io.ratinggrid.node.server;

import java.time.Duration;

import io.ratinggrid.persistence.storage.Durability;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Part {@code grid} of a node's file: what all nodes of a grid must agree on.
 *
 * @param partitions          a power of two, fixed when the grid is created
 * @param backups             copies of each partition besides the first
 * @param durability          what an answer survives on each node: {@code process} or {@code power}
 * @param foundingNodes       how many nodes must be there before a grid is created
 * @param duplicateWindowDays days back that duplicates are found
 * @param minCopies           with how many copies a partition still takes commands: 1 or 2
 * @param clockTolerance      how far a clock may jump or be off before its node leaves
 * @param replaceAfter        after how long a node that is gone is replaced by others; 0 never
 */
@ConfigurationProperties("grid")
public record GridProperties(
        @DefaultValue("256") int partitions,
        @DefaultValue("1") int backups,
        @DefaultValue("process") Durability durability,
        @DefaultValue("1") int foundingNodes,
        @DefaultValue("35") int duplicateWindowDays,
        @DefaultValue("1") int minCopies,
        @DefaultValue("1s") Duration clockTolerance,
        @DefaultValue("10m") Duration replaceAfter) {}
