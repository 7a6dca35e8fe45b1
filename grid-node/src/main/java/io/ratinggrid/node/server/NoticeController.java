package io.ratinggrid.node.server;

import java.util.concurrent.CompletableFuture;

import io.ratinggrid.node.cluster.ClusterNode;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Notices that nobody took as often as they are sent. */
@RestController
final class NoticeController {
    private static final int MOST_OF_PARTITION = 100;

    private final ClusterNode node;

    NoticeController(final ClusterNode node) {
        this.node = node;
    }

    /** Those of the partitions that are open on this node, of each the first hundred. */
    @GetMapping(value = "/notices/given-up", produces = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<String> givenUp() {
        return node.givenUpNotices(MOST_OF_PARTITION)
                .thenApply(notices -> "{\"notices\":[" + String.join(",", notices) + "]}");
    }
}
