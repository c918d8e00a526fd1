package dev.legwork.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.legwork.report.TextTable;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists trading sessions, shows one, or asks something of it. */
@Command(
    name = "sessions",
    description = {
      "Trading sessions: list them, show or watch one, pause, resume or stop it.",
      "A trade that runs goes on: ./legwork cancel ends that."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./legwork sessions list",
      "  ./legwork sessions watch morning",
      "  ./legwork sessions pause morning --operator ann --reason \"earnings tonight\"",
      "  ./legwork sessions stop morning --operator ann --reason \"enough\""
    })
final class Sessions implements Callable<Integer> {
  private static final String PATH = "/api/sessions";

  /** What to do. */
  enum What {
    LIST,
    SHOW,
    WATCH,
    PAUSE,
    RESUME,
    STOP
  }

  private final Output out;

  @Mixin private Connection connection;

  @Parameters(
      index = "0",
      paramLabel = "list|show|watch|pause|resume|stop",
      description = "what to do")
  private What what;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "of the session")
  private String name;

  @Option(
      names = "--account",
      paramLabel = "ACCOUNT",
      defaultValue = "",
      description = "list only sessions of this account")
  private String account;

  @Option(
      names = "--operator",
      paramLabel = "NAME",
      description = "who; needed to pause, resume and stop")
  private String operator;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "why; needed to pause, resume and stop")
  private String reason;

  @Spec private CommandSpec spec;

  Sessions(Output out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (what != What.LIST && name == null) {
      throw bad("which session? ./legwork sessions list tells their names");
    }
    Api api = connection.api();
    return switch (what) {
      case LIST -> list(api);
      case SHOW -> show(api.get(path()));
      case WATCH -> new SessionScreen(api, out, connection.json).follow(name, false);
      case PAUSE, RESUME, STOP -> ask(api);
    };
  }

  private int list(Api api) {
    JsonNode answer = api.get(PATH + (account.isEmpty() ? "" : "?account=" + Api.encoded(account)));
    if (connection.json) {
      out.json(answer);
      return ExitCode.DONE;
    }
    TextTable table =
        new TextTable("SESSION", "ACCOUNT", "PHASE", "WATCHES", "PASSES>", "TRADES>", "STARTED");
    for (JsonNode session : answer.path("sessions")) {
      table.add(
          session.path("name").asText(),
          session.path("account").asText(),
          session.path("phase").asText(),
          SessionText.symbols(session),
          session.path("passes").asText(),
          session.at("/counts/trades").asText(),
          session.path("startedAt").asText());
    }
    out.text(answer.path("sessions").isEmpty() ? "no session was ever started" : table.render());
    return ExitCode.DONE;
  }

  private int show(JsonNode session) {
    if (connection.json) {
      out.json(session);
    } else {
      out.text(SessionText.whole(session));
    }
    return ExitCode.DONE;
  }

  private int ask(Api api) {
    if (operator == null || reason == null) {
      throw bad("--operator and --reason are needed: every change is audited");
    }
    JsonNode session =
        api.post(
            path() + "/" + what.name().toLowerCase(Locale.ROOT),
            Api.MAPPER.createObjectNode().put("operator", operator).put("reason", reason));
    if (connection.json) {
      out.json(session);
    } else if (session.isEmpty()) {
      out.text(name + "  is told; no worker answers for it now");
    } else {
      out.text(SessionText.line(session));
    }
    return ExitCode.DONE;
  }

  private String path() {
    return PATH + "/" + Api.encoded(name);
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
