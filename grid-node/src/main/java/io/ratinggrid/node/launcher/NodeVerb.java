package io.ratinggrid.node.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import io.ratinggrid.node.server.NodeServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ratinggrid node}: a node process of a cluster. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description = "Runs one node of a grid until it is stopped (Ctrl-C or SIGTERM).",
        footer = {
            "",
            "The file is YAML; docs/CLUSTER.md names every setting. Health, readiness and metrics are at /health,",
            "/ready and /metrics of its HTTP port, an account at /accounts/NAME.",
            "",
            "Example:",
            "  ratinggrid node --config node-1.yaml"
        })
final class NodeVerb implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings of the node.")
    private Path config;

    @Option(
            names = "--standby",
            description = {
                "Waits while another process runs the node, ready to take its place at once when that ends, however it"
                        + " ends."
            })
    private boolean standby;

    @Override
    public Integer call() throws InterruptedException {
        return ServerRun.untilStopped(config, standby ? Standby::run : NodeServer::run);
    }
}
