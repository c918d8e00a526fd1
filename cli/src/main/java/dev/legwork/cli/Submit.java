package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Posts a request; with {@code --wait} stays until the trade has ended. */
@Command(
    name = "submit",
    description = "Execute the trade in FILE (JSON; - reads standard input).",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  legwork submit conversion.json --wait",
      "  generate-trade | legwork submit - --id 2014-06-06-17",
      "Repeating a request with its id is safe: a trade is executed once."
    })
final class Submit implements Callable<Integer> {
  private static final Set<String> ENDINGS =
      Set.of("REJECTED", "NOT_FILLED", "COMMITTED", "UNWOUND", "RESIDUAL");
  private static final String PATH = "/api/executions";

  private final InputStream in;
  private final Output out;

  @Mixin private Connection connection;

  @Parameters(paramLabel = "FILE", description = "the request, or - for standard input")
  private String file;

  @Option(names = "--wait", description = "stay until the trade has ended and print its report")
  private boolean wait;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "idempotency key, where the request has no id")
  private String id;

  Submit(InputStream in, Output out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() {
    byte[] body = body();
    Api api = connection.api();
    JsonNode view = api.post(wait ? PATH + "?wait=20s" : PATH, body, id);
    while (wait && !isOver(view)) {
      view = api.post(PATH + "?wait=20s", body, view.path("id").asText());
    }
    if (wait) {
      return ended(api, view);
    }
    show(view);
    return ExitCode.DONE;
  }

  private int ended(Api api, JsonNode view) {
    // What never became a trade has no legs, and no report.
    if (connection.json || !view.has("legs")) {
      show(view);
    } else {
      String report = PATH + "/" + Api.encoded(view.path("id").asText()) + "/report";
      out.text(api.text(report, "text/plain"));
    }
    boolean committed = view.path("state").asText().equals("COMMITTED");
    return committed ? ExitCode.DONE : ExitCode.NOT_COMMITTED;
  }

  private void show(JsonNode view) {
    if (connection.json) {
      out.json(view);
    } else {
      out.execution(view);
    }
  }

  private static boolean isOver(JsonNode view) {
    return ENDINGS.contains(view.path("state").asText());
  }

  private byte[] body() {
    try {
      return file.equals("-") ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
    } catch (NoSuchFileException | InvalidPathException e) {
      throw Failure.badInput("FILE " + file + ": no such file; - reads standard input");
    } catch (IOException e) {
      throw Failure.badInput("FILE " + file + ": cannot be read: " + e.getMessage());
    }
  }
}
