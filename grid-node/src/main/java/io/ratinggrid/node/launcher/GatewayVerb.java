package io.ratinggrid.node.launcher;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ratinggrid gateway}: a gateway process of a cluster. */
@Command(
        name = "gateway",
        mixinStandardHelpOptions = true,
        description = "Runs a gateway to the nodes of a grid until it is stopped (Ctrl-C or SIGTERM).",
        footer = {
            "",
            "Takes files from its inbox as standalone does: DATA/in/accounts, DATA/in/commands and",
            "DATA/in/cdr/NAME. The file is YAML; docs/CLUSTER.md names every setting. Health, readiness and",
            "metrics are at /health, /ready and /metrics of its HTTP port.",
            "",
            "Example:",
            "  ratinggrid gateway --config gateway.yaml"
        })
final class GatewayVerb implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings of the gateway.")
    private Path config;

    @Override
    public Integer call() throws InterruptedException {
        return ServerRun.untilStopped(config, GatewayServer::run);
    }
}
