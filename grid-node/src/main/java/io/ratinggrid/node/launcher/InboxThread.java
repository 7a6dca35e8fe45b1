package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.ingest.Alarms;
import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.node.standalone.BooksJson;
import io.ratinggrid.node.standalone.Inbox;

/** Looks into the inbox of a gateway every half second, and settles what is committed, each file by itself while others' commands come. */
final class InboxThread implements AutoCloseable {
    private static final int POLL_MS = 500;

    private final Gateway gateway;
    private final Path directory;
    private final Alarms alarms;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "inbox");

    InboxThread(final Gateway gateway, final Path directory, final Alarms alarms) {
        this.gateway = gateway;
        this.directory = directory;
        this.alarms = alarms;
    }

    InboxThread start() throws IOException {
        thread.start();
        return this;
    }

    @Override
    public void close() {
        stop.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            final Inbox inbox = new Inbox(gateway, directory, System.out::println).make();
            boolean changed = true;
            while (!stop.await(POLL_MS, TimeUnit.MILLISECONDS)) {
                changed |= inbox.poll() > 0;
                if (changed && gateway.drain(POLL_MS)) {
                    inbox.settle();
                    System.out.println(
                            "books: " + BooksJson.sentence(gateway.progress().books()));
                    changed = false;
                } else {
                    inbox.settleCommitted();
                }
            }
        } catch (final InterruptedException e) {
            // Stopped; what was taken is read again at the next start.
        } catch (final IOException | RuntimeException e) {
            alarms.raise("the inbox cannot be read, nothing more is taken: " + e);
        }
    }
}
