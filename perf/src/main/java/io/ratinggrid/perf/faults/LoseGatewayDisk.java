package io.ratinggrid.perf.faults;

import java.util.Random;

/** A gateway is killed and its directory deleted: what it had accepted and not committed may be gone, and nothing else. */
final class LoseGatewayDisk implements Fault {
    @Override
    public String name() {
        return "loss of a gateway disk";
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public void strike(final Scene scene, final Random random) throws InterruptedException {
        final Member gateway = scene.gateway(random);
        scene.kill(gateway);
        scene.ledger().diskLost(gateway.name());
        Directories.delete(gateway.data());
        scene.begin();
        gateway.start();
        scene.openKeys(gateway);
    }
}
