package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.ratinggrid.ingest.intake.ReplayRequest;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.text.DidYouMean;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A replay request as a file of {@code in/replay}: {@code {"v": 1, "reason": ..., "file": ..., "line": ..., "set": {...}}}. */
public final class ReplayFile {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final List<String> FIELDS = List.of("v", "reason", "file", "line", "set");

    private ReplayFile() {}

    /** The file is no replay request; the message says why. */
    public static final class InvalidException extends Exception {
        private static final long serialVersionUID = 1;

        InvalidException(final String message) {
            super(message);
        }
    }

    /** Writes a request under its final name at once. */
    public static void write(final Path file, final ReplayRequest request) throws IOException {
        final ObjectNode json = JSON.createObjectNode().put("v", FORMAT);
        request.reason().ifPresent(reason -> json.put("reason", reason.name()));
        if (!request.file().isEmpty()) {
            json.put("file", request.file());
        }
        if (request.line() > 0) {
            json.put("line", request.line());
        }
        if (!request.set().isEmpty()) {
            final ObjectNode set = json.putObject("set");
            request.set().forEach(set::put);
        }
        final Path beside = file.resolveSibling("." + file.getFileName());
        Files.writeString(beside, JSON.writeValueAsString(json) + "\n", StandardCharsets.UTF_8);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static ReplayRequest read(final Path file) throws IOException, InvalidException {
        final JsonNode json;
        try {
            json = JSON.readTree(Files.readString(file));
        } catch (final JacksonException | java.nio.charset.CharacterCodingException e) {
            throw new InvalidException("is no JSON: " + e.getMessage());
        }
        if (!json.isObject() || json.path("v").asInt(0) != FORMAT) {
            throw new InvalidException("is no replay request of version 1; {\"v\": 1, \"reason\": ...}");
        }
        for (final String name : json.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw new InvalidException("field " + name + " is not known; " + DidYouMean.phrase(name, FIELDS));
            }
        }
        return new ReplayRequest(reason(json), text(json, "file"), line(json), set(json));
    }

    /** Empty if it is not there; what is there and no text would otherwise ask for everything. */
    private static String text(final JsonNode json, final String name) throws InvalidException {
        final JsonNode text = json.path(name);
        if (!text.isMissingNode() && !text.isString()) {
            throw new InvalidException("field " + name + " is " + text + "; a text is expected");
        }
        return text.asString("");
    }

    private static long line(final JsonNode json) throws InvalidException {
        final JsonNode line = json.path("line");
        if (!line.isMissingNode() && !(line.isIntegralNumber() && line.canConvertToLong() && line.asLong() > 0)) {
            throw new InvalidException("field line is " + line + "; a whole number from 1 is expected");
        }
        return line.asLong(0);
    }

    private static Optional<ResultCode> reason(final JsonNode json) throws InvalidException {
        final String reason = text(json, "reason");
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        if (!reasons().contains(reason)) {
            throw new InvalidException("reason '" + reason + "' is none; " + DidYouMean.phrase(reason, reasons()));
        }
        return Optional.of(ResultCode.valueOf(reason));
    }

    /** Reasons that records are suspended for. */
    public static List<String> reasons() {
        return Stream.of(ResultCode.values())
                .filter(code -> code.kind() == ResultCode.Kind.SUSPENDED)
                .map(ResultCode::name)
                .toList();
    }

    private static Map<String, String> set(final JsonNode json) throws InvalidException {
        final JsonNode fields = json.path("set");
        if (!fields.isMissingNode() && !fields.isObject()) {
            throw new InvalidException("field set is " + fields + "; an object of fields and values is expected");
        }
        final Map<String, String> set = new LinkedHashMap<>();
        for (final String name : fields.propertyNames()) {
            final JsonNode value = fields.path(name);
            if (!value.isValueNode() || value.isNull()) {
                throw new InvalidException(
                        "field set." + name + " is " + value + "; a value is expected, \"\" to take the field away");
            }
            set.put(name, value.asString());
        }
        return set;
    }
}
