package io.ratinggrid.node.launcher;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Collectors;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.web.server.PortInUseException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Why a server could not start, in words that say what to mend. */
final class StartFailure {
    private StartFailure() {}

    static String words(final Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            final String words = known(cause);
            if (!words.isEmpty()) {
                return words;
            }
        }
        final Throwable root = rootOf(failure);
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static String known(final Throwable cause) {
        if (cause instanceof PortInUseException port) {
            return "server.port=" + port.getPort() + " is in use; stop what listens there or choose another";
        }
        if (cause instanceof BindException bind && bind.getProperty() != null) {
            return bind.getProperty().getName() + "=" + bind.getProperty().getValue()
                    + place(bind.getProperty().getOrigin()) + " cannot be taken: "
                    + rootOf(bind).getMessage();
        }
        if (cause instanceof CatalogRefusedException refused) {
            return refused.problems().stream()
                    .map(problem -> "\n" + problem)
                    .collect(Collectors.joining("", refused.getMessage(), ""));
        }
        if (cause instanceof MarkedYAMLException yaml) {
            return "the file is no YAML: line " + (yaml.getProblemMark().getLine() + 1) + " column "
                    + (yaml.getProblemMark().getColumn() + 1) + ": " + yaml.getProblem();
        }
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        return cause instanceof AccessDeniedException denied
                ? denied.getFile() + " must not be read or written by this user"
                : "";
    }

    private static String place(final Origin origin) {
        return origin == null ? "" : " (" + origin + ")";
    }

    private static Throwable rootOf(final Throwable failure) {
        return failure.getCause() == null ? failure : rootOf(failure.getCause());
    }
}
