package io.ratinggrid.node.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told of an account, by a file that changes. */
final class ContactsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldFindAllOfAnAccount() throws IOException {
        final Contacts contacts =
                contacts("anna,anna@example.org,de\nanna,boss@example.org,\nbert,bert@example.org,en\n");
        assertEquals(List.of("anna@example.org de", "boss@example.org "), told(contacts, "anna"));
        assertEquals(List.of("bert@example.org en"), told(contacts, "bert"));
        assertEquals(Optional.empty(), contacts.of("carl"));
    }

    @Test
    void shouldTellNobodyWhereTheLineHasNoAddress() throws IOException {
        assertEquals(List.of(), told(contacts("anna,,\n*,desk@example.org,en\n"), "anna"));
    }

    @Test
    void shouldTellTheOneForAllOthers() throws IOException {
        final Contacts contacts = contacts("anna,anna@example.org,de\n*,desk@example.org,en\n");
        assertEquals(List.of("desk@example.org en"), told(contacts, "carl"));
        assertEquals(List.of("anna@example.org de"), told(contacts, "anna"));
    }

    @Test
    void shouldReadTheFileAgainWhenItHasChanged() throws IOException {
        final Contacts contacts = contacts("anna,anna@example.org,de\n");
        assertEquals(Optional.empty(), contacts.of("bert"));
        write("anna,anna@example.org,de\nbert,bert@example.org,en\n");
        assertEquals(List.of("bert@example.org en"), told(contacts, "bert"));
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        final Contacts contacts = new Contacts(directory.resolve("none.csv"));
        assertThrows(NoSuchFileException.class, () -> contacts.of("anna"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'anna,annaexample.org,de'        | contacts.csv line 3: address 'annaexample.org' is none",
                "',anna@example.org,de'           | contacts.csv line 3: account is empty",
                "'anna,anna@example.org'          | contacts.csv: Record 3 has 2 fields, but first record had 3 fields"
            })
    void shouldSayWhichLineIsWrong(final String line, final String expected) throws IOException {
        write("bert,bert@example.org,en\n" + line + "\n");
        final Contacts contacts = new Contacts(directory.resolve("contacts.csv"));
        final String said = assertThrows(IllegalArgumentException.class, () -> contacts.of("bert"))
                .getMessage();
        assertEquals(
                expected,
                said.substring(
                        directory.toString().length() + 1, directory.toString().length() + 1 + expected.length()));
    }

    @Test
    void shouldSayWhichColumnsThereMustBe() throws IOException {
        Files.writeString(directory.resolve("contacts.csv"), "name,mail\nanna,anna@example.org\n");
        final Contacts contacts = new Contacts(directory.resolve("contacts.csv"));
        final String said = assertThrows(IllegalArgumentException.class, () -> contacts.of("anna"))
                .getMessage();
        assertEquals(
                directory.resolve("contacts.csv")
                        + " line 1: columns are [name, mail], not [account, address, language]",
                said);
    }

    private Contacts contacts(final String lines) throws IOException {
        write(lines);
        return new Contacts(directory.resolve("contacts.csv"));
    }

    private void write(final String lines) throws IOException {
        Files.writeString(directory.resolve("contacts.csv"), "account,address,language\n" + lines);
    }

    private static List<String> told(final Contacts contacts, final String account) throws IOException {
        return contacts.of(account).orElseThrow().stream()
                .map(contact -> contact.address().getAddress() + " " + contact.language())
                .toList();
    }
}
