package io.ratinggrid.perf.failover;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Accounts as a file that a gateway reads, each with one line and one plan of the sample catalog. */
final class AccountFile {
    private AccountFile() {}

    static String name(final int account) {
        return "account-" + account;
    }

    static Path write(final Path file, final int accounts) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < accounts; i++) {
                out.write("{\"type\": \"open-account\", \"at\": \"2026-06-01T00:00:00Z\", \"account\": \"" + name(i)
                        + "\", \"currency\": \"EUR\", \"timezone\": \"Europe/London\", \"cycle-day\": 1,"
                        + " \"subscribers\": [{\"id\": \"line-1\"}], \"plans\": [\"mobile\"]}\n");
            }
        }
        return file;
    }
}
