package io.ratinggrid.node.server;

import java.util.Map;
import java.util.Set;

import io.ratinggrid.node.cluster.ClusterNode;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Partitions without any copy: what is lost, and the operator's word that it will not come back. */
@RestController
final class LostPartitionsController {
    private final ClusterNode node;

    LostPartitionsController(final ClusterNode node) {
        this.node = node;
    }

    /** Each with the nodes that had the last copies; started again, they bring it back. */
    @GetMapping("/partitions/lost")
    Map<Integer, Set<String>> lost() {
        return node.lostPartitions();
    }

    /** Gives up what they held; answers which. */
    @PostMapping("/partitions/lost/accept")
    Set<Integer> accept() {
        return node.acceptLoss();
    }
}
