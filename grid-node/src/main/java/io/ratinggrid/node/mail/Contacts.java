package io.ratinggrid.node.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/**
 * Who is told of which account, from a CSV file that others keep: {@code account,address,language}, an account in as many lines as it has addresses.
 * A line without an address says that nobody is told; the account {@code *} stands for all that have no line. The file is read again when it has
 * changed. Addresses are not kept in the journal, which forgets nothing.
 *
 * <p>One thread.
 */
final class Contacts {
    private static final String OTHERS = "*";
    private static final List<String> COLUMNS = List.of("account", "address", "language");

    /** What tells one state of the file from another. */
    private record Stamp(long modifiedMs, long bytes, Object key) {}

    private final Path file;
    private Map<String, List<Contact>> byAccount = Map.of();
    private Stamp stamp;

    Contacts(final Path file) {
        this.file = file;
    }

    /**
     * Those of an account, perhaps none; nothing if the file does not say.
     *
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if a line is wrong; it says which and what
     */
    Optional<List<Contact>> of(final String account) throws IOException {
        refresh();
        final List<Contact> own = byAccount.get(account);
        return Optional.ofNullable(own == null ? byAccount.get(OTHERS) : own);
    }

    /** Reads the file, if it has changed since. */
    void refresh() throws IOException {
        final BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        final Stamp now = new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
        if (!now.equals(stamp)) {
            byAccount = read();
            stamp = now;
        }
    }

    private Map<String, List<Contact>> read() throws IOException {
        final Map<String, List<Contact>> read = new HashMap<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (final NamedCsvRecord line : csv) {
                if (!line.getHeader().containsAll(COLUMNS)) {
                    throw new IllegalArgumentException(
                            file + " line 1: columns are " + line.getHeader() + ", not " + COLUMNS);
                }
                add(read, line);
            }
        } catch (final CsvParseException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        return read;
    }

    private void add(final Map<String, List<Contact>> read, final NamedCsvRecord line) {
        final String account = line.getField("account").strip();
        final String address = line.getField("address").strip();
        if (account.isEmpty()) {
            throw wrong(line, "account is empty; * stands for those that have no line");
        }
        final List<Contact> contacts = read.computeIfAbsent(account, missing -> new ArrayList<>(1));
        if (!address.isEmpty()) {
            contacts.add(new Contact(
                    address(line, address), line.getField("language").strip()));
        }
    }

    private InternetAddress address(final NamedCsvRecord line, final String address) {
        try {
            final InternetAddress parsed = new InternetAddress(address, true);
            parsed.validate();
            return parsed;
        } catch (final AddressException e) {
            throw wrong(line, "address '" + address + "' is none: " + e.getMessage());
        }
    }

    private IllegalArgumentException wrong(final NamedCsvRecord line, final String what) {
        return new IllegalArgumentException(file + " line " + line.getStartingLineNumber() + ": " + what);
    }
}
