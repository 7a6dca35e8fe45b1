package io.ratinggrid.node.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.ingest.Gateway;
import io.ratinggrid.ingest.intake.ReplayRequest;
import io.ratinggrid.ingest.reject.RejectStore;
import io.ratinggrid.ingest.suspense.SuspenseItem;
import io.ratinggrid.ingest.suspense.SuspenseStore;
import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.embedded.NodeSettings;
import io.ratinggrid.node.standalone.ReplayFile;
import io.ratinggrid.node.standalone.Standalone;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.text.DidYouMean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ratinggrid suspense}: what could not be rated yet, and its way back in. */
@Command(
        name = "suspense",
        mixinStandardHelpOptions = true,
        description = "Lists records that could not be rated yet, and replays them.")
final class SuspenseVerb implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** Which records. */
    static final class Choice {
        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "Data directory of a standalone or a gateway.")
        private Path data;

        @Option(
                names = "--reason",
                paramLabel = "CODE",
                description = "Only these, as UNKNOWN_SUBSCRIBER or NO_TARIFF; list says which there are.")
        private String reason;

        @Option(names = "--file", paramLabel = "NAME", description = "Only records of this file, by name or path.")
        private String file = "";

        @Option(names = "--line", paramLabel = "N", description = "Only this line of the file.")
        private long line;

        private ReplayRequest request(final CommandSpec spec, final Map<String, String> set) {
            if (!Files.isDirectory(Standalone.gatewayOf(data))) {
                throw wrong(spec, "--data: " + data + " is no data directory of a standalone or a gateway");
            }
            if (reason != null && !ReplayFile.reasons().contains(reason)) {
                throw wrong(
                        spec, "--reason '" + reason + "' is none; " + DidYouMean.phrase(reason, ReplayFile.reasons()));
            }
            if (line != 0 && file.isEmpty()) {
                throw wrong(spec, "--line needs the --file that it is of");
            }
            return new ReplayRequest(Optional.ofNullable(reason).map(ResultCode::valueOf), file, line, set);
        }

        private static ParameterException wrong(final CommandSpec spec, final String message) {
            return new ParameterException(spec.commandLine(), message);
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Shows what is in suspense, with file, line and reason. Works while a standalone runs, too.",
            footer = {"", "Example:", "  ratinggrid suspense list --data data --reason NO_TARIFF"})
    int list(@Mixin final Choice choice) {
        final ReplayRequest asked = choice.request(spec, Map.of());
        final Path gateway = Standalone.gatewayOf(choice.data);
        final Map<ResultCode, Long> counts = new EnumMap<>(ResultCode.class);
        SuspenseStore.forEach(Gateway.suspenseFile(gateway), (item, open) -> {
            if (open && asked.asksFor(item.reason(), item.place())) {
                System.out.println(text(item));
                counts.merge(item.reason(), 1L, Long::sum);
            }
        });
        final long[] rejects = new long[1];
        RejectStore.forEach(Gateway.rejectFile(gateway), record -> rejects[0]++);
        System.out.println(counts.isEmpty() ? "Nothing is in suspense." : "In suspense: " + text(counts) + ".");
        if (rejects[0] > 0) {
            System.out.println("Beside them " + rejects[0] + (rejects[0] == 1 ? " record was" : " records were")
                    + " rejected, which cannot be replayed: " + Gateway.rejectFile(gateway));
        }
        return 0;
    }

    private static String text(final SuspenseItem item) {
        final String place = item.place().name().isEmpty()
                ? "(no file)"
                : Path.of(item.place().name()).getFileName() + ":"
                        + item.place().line();
        final String field = item.field().isEmpty() ? "" : item.field() + " '" + item.value() + "' ";
        return place + ": " + item.reason() + ": " + field + item.message() + "\n    " + item.event();
    }

    private static String text(final Map<ResultCode, Long> counts) {
        final StringBuilder text = new StringBuilder();
        counts.forEach((reason, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(reason));
        return text.toString();
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Takes suspended records again, each once, under the file and line it came from.",
            footer = {
                "",
                "Without --reason and --file, all of them. A running standalone or gateway does",
                "it (the request lies in DIR/in/replay until then). Where no standalone runs",
                "this process does, and holds the data directory meanwhile; a gateway's is left",
                "to the gateway, which must run. Run again, or killed and run again, it charges",
                "nothing twice. Rejected records cannot be replayed.",
                "",
                "Examples:",
                "  ratinggrid suspense replay --data data --reason UNKNOWN_SUBSCRIBER",
                "  ratinggrid suspense replay --data data --file june.jsonl --line 7 \\",
                "    --set service=voice --set attributes.quality=hd"
            })
    int replay(
            @Mixin final Choice choice,
            @Option(
                            names = "--set",
                            paramLabel = "FIELD=VALUE",
                            description = "Mends a field of each event first; no value takes it away.")
                    final Map<String, String> set,
            @Option(
                            names = "--duplicate-window",
                            paramLabel = "DAYS",
                            defaultValue = "35",
                            description = "As the standalone has it, for when none runs. Default ${DEFAULT-VALUE}.")
                    final int duplicateDays)
            throws IOException, InterruptedException {
        final ReplayRequest request = choice.request(spec, set == null ? Map.of() : new LinkedHashMap<>(set));
        final NodeSettings settings = NodeSettings.standard(choice.data).duplicateWindowDays(duplicateDays);
        try {
            return new ReplayRun(settings, request, System.out, System.err).run() ? 0 : 1;
        } catch (final CatalogRefusedException e) {
            CatalogArgument.print(choice.data, e);
            return 1;
        }
    }
}
