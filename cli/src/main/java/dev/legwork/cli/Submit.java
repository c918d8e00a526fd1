package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Posts a request; with {@code --wait} stays until the trade has ended. */
@Command(
    name = "submit",
    description = "Execute the trade in FILE (JSON; - reads standard input).",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./legwork submit conversion.json --wait",
      "  generate-trade | ./legwork submit - --id 2014-06-06-17",
      "Repeating a request with its id is safe: a trade is executed once. A request without one"
          + " gets",
      "one, which is told on standard error before anything is sent."
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
      description = "idempotency key, where the request has no id; without both, one is made")
  private String id;

  @Spec private CommandSpec spec;

  Submit(InputStream in, Output out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() {
    byte[] body = body();
    Key key = key(body);
    Api api = connection.api();
    JsonNode view = api.submit(wait ? PATH + "?wait=2s" : PATH, body, key.header(), key.again());
    String told = "";
    while (wait && !isOver(view)) {
      told = tell(view, told);
      view = api.submit(PATH + "?wait=20s", body, view.path("id").asText(), key.again());
    }
    if (wait) {
      return ended(api, view);
    }
    show(view);
    return ExitCode.DONE;
  }

  /** Says what it waits for whenever that has changed, beside the report. */
  private String tell(JsonNode view, String before) {
    JsonNode timeline = view.path("timeline");
    JsonNode last = timeline.path(timeline.size() - 1);
    String detail = last.path("detail").asText("");
    String now =
        "%s is %s%s"
            .formatted(
                view.path("id").asText(),
                view.path("state").asText(),
                detail.isEmpty() ? "" : ": " + detail);
    if (!now.equals(before)) {
      spec.commandLine().getErr().println("legwork: " + now);
    }
    return now;
  }

  /**
   * Under which id the request goes out.
   *
   * @param header what is sent as Idempotency-Key, null where the body has its own
   * @param again what repeats it
   */
  private record Key(String header, String again) {}

  private Key key(byte[] body) {
    Object own = idOf(body);
    if (id != null || own != null) {
      return new Key(id, again(id != null ? id : own));
    }
    String made = UUID.randomUUID().toString();
    spec.commandLine().getErr().println("legwork: the request has no id; it goes out as " + made);
    return new Key(made, "repeat the same request with --id " + made + "; it is safe");
  }

  /** What writes a stream may write another request, or another id, the next time. */
  private String again(Object known) {
    return isFile()
        ? "repeat the same command, its id is " + known + "; it is safe"
        : "repeat the same request with --id " + known + "; it is safe";
  }

  /** A pipe that has a name, such as {@code /dev/stdin}, is none. */
  private boolean isFile() {
    return !file.equals("-") && Files.isRegularFile(Path.of(file));
  }

  /** Read as the api reads it, so that both agree on whether there is one. */
  private Object idOf(byte[] body) {
    try {
      return StrictJson.read(body) instanceof Map<?, ?> fields ? fields.get("id") : null;
    } catch (StrictJson.Malformed e) {
      String name = file.equals("-") ? "standard input" : "FILE " + file;
      throw Failure.badInput(name + " is not the JSON it must be: " + e.getMessage());
    }
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
