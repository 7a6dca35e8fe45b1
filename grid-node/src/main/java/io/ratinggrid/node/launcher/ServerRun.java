package io.ratinggrid.node.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/** Runs a Spring Boot application from its file until the process is stopped. */
final class ServerRun {
    /** Tells of a failed start at length; held here, since loggers are held weakly. */
    private static final Logger BOOT = Logger.getLogger("org.springframework.boot.SpringApplication");

    private ServerRun() {}

    /** 0 when it was stopped, 1 when it could not start; then the reason is printed. */
    static int untilStopped(final Path config, final Function<Path, ConfigurableApplicationContext> application)
            throws InterruptedException {
        if (!Files.isReadable(config)) {
            System.err.println("ratinggrid: cannot read --config " + config + ": no such file");
            return 1;
        }
        BOOT.setLevel(Level.OFF);
        final CountDownLatch stopped = new CountDownLatch(1);
        try {
            application.apply(config).addApplicationListener(event -> {
                if (event instanceof ContextClosedEvent) {
                    stopped.countDown();
                }
            });
        } catch (final RuntimeException e) {
            System.err.println("ratinggrid: cannot start: " + StartFailure.words(e));
            return 1;
        }
        stopped.await();
        return 0;
    }
}
