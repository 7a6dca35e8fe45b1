package io.ratinggrid.ingest.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LocalZone;
import io.ratinggrid.ingest.json.JsonCommandReader;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.ResultCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose usage a record is: what it says of account, subscriber and identity must agree. */
class AccountResolverTest {
    private static final String IDENTITY = "msisdn:447700900123";

    @TempDir
    private Path files;

    private final DecodedList decoded = new DecodedList();
    private SubscriberDirectory directory;

    @BeforeEach
    void open() {
        directory = SubscriberDirectory.open(files.resolve("directory"));
        directory.addAccount("anna");
        directory.addSubscriber("anna", "line-1");
        directory.addSubscriber("anna", "line-2");
        directory.addAccount("ben");
        directory.addSubscriber("ben", "line-1");
        directory.addIdentity(IDENTITY, "anna", 2, SubscriberDirectory.ALWAYS_FROM, SubscriberDirectory.ALWAYS_UNTIL);
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private Resolution resolve(final String members) throws InvalidRecordException {
        final String line = "{\"type\":\"usage\",\"id\":\"1\",\"service\":\"voice\",\"start\":\"2026-06-01T00:00:00Z\","
                + "\"quantity\":\"3m\"," + members + "}";
        JsonCommandReader.ofCommands(LocalZone.utc(), new TestUnits(), InputLimits.STANDARD)
                .read(line.toCharArray(), line.length(), decoded);
        return new AccountResolver(directory).resolve(decoded.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            "identity":"msisdn:447700900123"
            "identity":"msisdn:447700900123","account":"anna"
            "identity":"msisdn:447700900123","subscriber":"line-2"
            "identity":"msisdn:447700900123","subscriber":"#2"
            "identity":"msisdn:447700900123","account":"anna","subscriber":"line-2"
            "account":"anna","subscriber":"line-2"
            """)
    void shouldFindTheSubscriberOfWhatAgrees(final String members) throws InvalidRecordException {
        assertTrue(resolve(members).found());
        final Decoded record = decoded.get(0);
        assertEquals(AccountKey.of("anna"), record.command.account);
        assertEquals(2, record.command.subscriber);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            "account":"ben"                        | belonged to another account than 'ben' at that time
            "account":"ben","subscriber":"line-1"  | belonged to another account than 'ben' at that time
            "account":"anna","subscriber":"line-1" | belonged to another subscriber than 'line-1' at that time
            "subscriber":"line-1"                  | belonged to another subscriber than 'line-1' at that time
            "subscriber":"line-9"                  | belonged to another subscriber than 'line-9' at that time
            """)
    void shouldSuspendWhatDoesNot(final String members, final String message) throws InvalidRecordException {
        assertEquals(
                new Resolution(ResultCode.UNKNOWN_SUBSCRIBER, "identity", IDENTITY, message),
                resolve("\"identity\":\"" + IDENTITY + "\"," + members));
    }

    @Test
    void shouldNameASubscriberThatIsNone() throws InvalidRecordException {
        assertEquals(
                "is no subscriber of account 'anna'",
                resolve("\"account\":\"anna\",\"subscriber\":\"line-9\"").message());
    }
}
