package io.ratinggrid.node.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Runs a Spring Boot application from its file until the process is stopped. */
final class ServerRun {
    private ServerRun() {}

    /** 0 when it was stopped, 1 when it could not start; then the reason is printed. */
    static int untilStopped(final Path config, final Function<Path, ConfigurableApplicationContext> application)
            throws InterruptedException {
        if (!Files.isReadable(config)) {
            System.err.println("ratinggrid: cannot read --config " + config + ": no such file");
            return 1;
        }
        final CountDownLatch stopped = new CountDownLatch(1);
        try {
            application.apply(config).addApplicationListener(event -> {
                if (event instanceof ContextClosedEvent) {
                    stopped.countDown();
                }
            });
        } catch (final RuntimeException e) {
            System.err.println("ratinggrid: cannot start: " + rootOf(e).getMessage());
            return 1;
        }
        stopped.await();
        return 0;
    }

    private static Throwable rootOf(final Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }
}
