package io.ratinggrid.ingest.intake;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.ingest.store.FileLine;
import io.ratinggrid.rating.command.ResultCode;

/**
 * Which suspended records to take again, and what to mend in them first.
 *
 * @param reason only these; empty: all
 * @param file   name or path of the file that they came from; empty: any
 * @param line   of that file; 0: any
 * @param set    fields of the event with their new value, {@code attributes.NAME} for an attribute; an empty value takes the
 *               field away
 */
public record ReplayRequest(Optional<ResultCode> reason, String file, long line, Map<String, String> set) {
    public ReplayRequest {
        set = Map.copyOf(set);
    }

    /** Whether a record's reason and place are those asked for. */
    public boolean asksFor(final ResultCode why, final FileLine place) {
        return reason.map(why::equals).orElse(true) && asksFor(place);
    }

    boolean asksFor(final FileLine place) {
        return (file.isEmpty() || isFile(place.name())) && (line == 0 || line == place.line());
    }

    private boolean isFile(final String path) {
        return path.equals(file)
                || !path.isEmpty() && Path.of(path).getFileName().toString().equals(file);
    }
}
