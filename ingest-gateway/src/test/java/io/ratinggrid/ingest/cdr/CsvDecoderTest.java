package io.ratinggrid.ingest.cdr;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.ingest.TestUnits;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.RefusedFileException;
import io.ratinggrid.ingest.input.TextLine;
import io.ratinggrid.ingest.input.TextLines;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CsvDecoderTest {
    private static final String NOTIONAL_HEADER =
            "RecordID,SubscriberID,SubscriberRole,EventTimestamp,Direction,EventType,CallingNumber,CalledNumber,"
                    + "DurationSec,SMSLength,IMEI,IMSI,CellTowerID,TowerName,Latitude,Longitude,Country\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock =
                    """
            ID1,S,R,2026-03-27 06:57:06,MO,VOICE,+12137093109,+523915281049,264,,1,2,C,"Los, Angeles",34.0,-118.2,US | ID1 msisdn:12137093109 voice 2026-03-27T06:57:06Z 264000 523915281049
            ID2,S,R,2026-02-10 21:55:18,MO,SMS,+12137093109,+523915281049,,14,1,2,C,T,33.4,-112.0,US                  | ID2 msisdn:12137093109 sms 2026-02-10T21:55:18Z 1 523915281049
            ID3,S,R,2026-02-10 21:55:18,MT,SMS,+12137093109,+523915281049,,14,1,2,C,T,33.4,-112.0,US                  | filtered
            ID4,S,R,2026-02-10 21:55:18,MO,VOICE,+12137093109,+523915281049,-3,,1,2,C,T,33.4,-112.0,US                | field DurationSec '-3' is negative; 0 or more
            ID5,S,R,2026-02-30 21:55:18,MO,VOICE,+12137093109,+523915281049,3,,1,2,C,T,33.4,-112.0,US                 | field EventTimestamp '2026-02-30 21:55:18' names a day that does not exist; a time such as 2026-03-29T01:30:00Z
            ID6,S,R,1926-02-10 21:55:18,MO,VOICE,+12137093109,+523915281049,3,,1,2,C,T,33.4,-112.0,US                 | field EventTimestamp '1926-02-10 21:55:18' is no plausible time; from 2000-01-01T00:00:00Z to 2100-01-01T00:00:00Z
            ID7,S,R,2026-02-10 21:55:18,MO,FAX,+12137093109,+523915281049,3,,1,2,C,T,33.4,-112.0,US                   | field EventType 'FAX' is no service of mapping notional; one of VOICE, SMS
            ID8,S,R,2026-02-10 21:55:18,MO,VOICE,+12137093109,anonymous,3,,1,2,C,T,33.4,-112.0,US                     | field CalledNumber 'anonymous' is no telephone number; with plus and country code, such as +447700900123
            ID9,S,R,2026-02-10 21:55:18,MO,VOICE,+12137093109,+523915281049,3,,1,2,C,T,33.4                           | has 15 fields of 17
            IDa,S,R,2026-02-10 21:55:18,MO,VOICE,+12137093109,+523915281049,3,,1,2,C,"T,33.4,-112.0,US                | has a quote that is not closed, or text after it; quotes in pairs around a whole field
            IDb,S,R,2026-02-10 21:55:18,MO,VOICE,,+523915281049,3,,1,2,C,T,33.4,-112.0,US                             | field CallingNumber is missing; whose usage it was
            """,
            quoteCharacter = '~')
    void shouldReadNotionalRecord(final String record, final String expected) throws Exception {
        assertEquals(List.of(expected), read("notional", NOTIONAL_HEADER + record + "\n"));
    }

    @Test
    void shouldReadFreeSwitchRecords() throws Exception {
        final String csv =
                """
                "Ann","447700900123","442079460000","default","2026-01-05 10:00:00","2026-01-05 10:00:05","2026-01-05 10:01:05","65","60","NORMAL_CLEARING","16","u-1","u-2",""
                "Ann","447700900123","442079460000","default","2026-01-05 11:00:00","","2026-01-05 11:00:20","20","0","NO_ANSWER","19","u-3","",""
                """;
        assertEquals(
                List.of("u-1 msisdn:447700900123 voice 2026-01-05T10:00:05Z 60000 442079460000", "filtered"),
                read("freeswitch", csv));
    }

    @Test
    void shouldReadAsteriskRecords() throws Exception {
        final String csv = """
                "acc","447700900123","442079460000","from-internal","""
                + """
                "Ann" <447700900123>,"SIP/1","SIP/2","Dial","SIP/2,30","2026-01-05 10:00:00","2026-01-05 10:00:05","2026-01-05 10:01:05",65,60,"ANSWERED","DOCUMENTATION","1767607200.1",""
                """;
        final String proper = csv.replace("\"Ann\" <447700900123>", "\"\"\"Ann\"\" <447700900123>\"");
        assertEquals(
                List.of("1767607200.1 msisdn:447700900123 voice 2026-01-05T10:00:05Z 60000 442079460000"),
                read("asterisk", proper));
        assertEquals(List.of("filtered"), read("asterisk", proper.replace("ANSWERED", "NO ANSWER")));
    }

    @Test
    void shouldReadCucmRecords() throws Exception {
        final String csv =
                """
                "cdrRecordType","globalCallID_callManagerId","globalCallID_callId","origLegCallIdentifier","dateTimeOrigination","callingPartyNumber","finalCalledPartyNumber","dateTimeConnect","dateTimeDisconnect","duration"
                INTEGER,INTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER
                1,2,30001,7,1767607200,"+447700900123","+442079460000",1767607205,1767607265,60
                1,2,30002,8,1767607200,"+447700900123","+442079460000",0,1767607265,0
                2,2,30002,8,1767607200,"","",0,0,0
                """;
        assertEquals(
                List.of(
                        "2/30001/7 msisdn:447700900123 voice 2026-01-05T10:00:05Z 60000 442079460000",
                        "filtered",
                        "filtered"),
                read("cucm", csv));
    }

    @Test
    void shouldReadEverySettingOfMapping() throws Exception {
        final CdrMapping mapping = MappingFile.parse(
                "m.yaml",
                "own",
                """
                ratinggrid-mapping: 1
                origin: {column: switch}
                zone: Europe/London
                time: dd/MM/yyyy HH:mm
                region: GB
                dialect: {delimiter: ";", quote: "'", comment: "#", charset: ISO-8859-1}
                event:
                  id: [switch, seq]
                  account: acc
                  subscriber: line
                  service: {column: kind}
                  start: [day, time]
                  quantity: {column: n, unit: kB}
                  to: number
                  session: sess
                  last: {column: end, equals: [Y, y]}
                  amount: price
                  attributes: {cell: cell, network: {constant: home}}
                filtered:
                  - {column: seq, matches: "T.*", reason: test}
                """);
        final String csv = "switch;seq;acc;line;kind;day;time;n;number;sess;end;price;cell\n# comment\n\n"
                + "s1;7;A;x;data;29/03/2026;01:30;1.5;07700 900123;call 1;y;0.25;'c;1'\n"
                + "s1;T8;A;x;data;29/03/2026;01:30;1.5;07700 900123;call 1;y;0.25;c\n";
        final List<Command> commands = new ArrayList<>();
        assertEquals(
                List.of("s1/7 A/x data 2026-03-29T01:30:00Z 1500 447700900123", "filtered"),
                read(mapping, csv, commands));
        final Command command = commands.get(0);
        assertEquals(Symbol.of("s1"), command.origin);
        assertEquals(AttributeValue.hash("call 1"), command.session);
        assertTrue(command.sessionEnds);
        assertEquals(25, command.amountUnscaled);
        assertEquals(2, command.amountDecimals);
        assertEquals(AttributeValue.hash("c;1"), command.attribute(Symbol.of("cell")));
        assertEquals(AttributeValue.hash("home"), command.attribute(Symbol.of("network")));
        assertEquals(command.startMs, command.atMs);
    }

    @Test
    void shouldRefuseFileWithoutColumn() {
        final RefusedFileException e = assertThrows(
                RefusedFileException.class, () -> read("notional", "RecordId,EventTimestamp,Direction\n1,2,3\n"));
        assertEquals(
                "the file has no column 'RecordID', which mapping notional needs; did you mean 'RecordId'?",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ratinggrid-mapping: 2                                       | m.yaml:1:21: version 2 is not known; ratinggrid-mapping: 1
            origin: x                                                   | m.yaml:1:1: 'ratinggrid-mapping' is missing; ratinggrid-mapping: 1
            {ratinggrid-mapping: 1, zone: Mars}                         | m.yaml:1:31: 'Mars' is no time zone; an IANA name such as Europe/London
            {ratinggrid-mapping: 1, event: {id: a}}                     | m.yaml:1:32: 'service' is missing; service: {constant: voice}, or a column with values
            {ratinggrid-mapping: 1, event: {id: a, service: voice}}     | m.yaml:1:49: a service is either constant or in a column; {constant: voice} or {column: NAME}
            [a                                                          | m.yaml:1:3: not YAML: expected ',' or ']', but got <stream end>
            """)
    void shouldSayWhereMappingIsWrong(final String text, final String expected) {
        final MappingException e = assertThrows(MappingException.class, () -> MappingFile.parse("m.yaml", "m", text));
        assertEquals(expected, e.getMessage());
    }

    private static List<String> read(final String ready, final String csv) throws IOException, RefusedFileException {
        return read(MappingFile.ready(ready).orElseThrow(), csv, new ArrayList<>());
    }

    private static List<String> read(final CdrMapping mapping, final String csv, final List<Command> commands)
            throws IOException, RefusedFileException {
        final LineDecoder decoder = mapping.decoder(new TestUnits(), InputLimits.STANDARD);
        final TextLines lines =
                new TextLines(new ByteArrayInputStream(csv.getBytes(UTF_8)), mapping.charset(), 100_000);
        final List<String> found = new ArrayList<>();
        for (TextLine line = lines.next(); line != null; line = lines.next()) {
            final DecodedList decoded = new DecodedList();
            try {
                switch (decoder.decode(line, decoded)) {
                    case COMMANDS -> {
                        found.add(text(decoded.get(0)));
                        commands.add(decoded.get(0).command);
                    }
                    case FILTERED -> found.add("filtered");
                    case NOT_A_RECORD -> {}
                }
            } catch (final InvalidRecordException e) {
                found.add(e.sentence());
            }
        }
        return found;
    }

    private static String text(final Decoded decoded) {
        final Command command = decoded.command;
        final String owner =
                decoded.account == null ? decoded.identityText() : decoded.account + "/" + decoded.subscriber;
        final String service = new TestUnits()
                .services().stream()
                        .filter(name -> Symbol.of(name) == command.service)
                        .findFirst()
                        .orElse("?");
        return new String(command.id(), UTF_8) + " " + owner + " " + service + " "
                + Instant.ofEpochMilli(command.startMs) + " " + command.quantity + " "
                + Digits.text(command.number, command.numberLength);
    }
}
