package dev.legwork.cli;

import java.util.Locale;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the report of an ended execution, or what the trades of some days were worth. */
@Command(
    name = "report",
    description = "Print the report of an ended execution, or of the trades of some days.",
    mixinStandardHelpOptions = true,
    footer = {
      "%nExamples:",
      "  ./legwork report twx-0001 --level=debug",
      "  ./legwork report twx-0001 --format=html > twx-0001.html",
      "  ./legwork report --daily 2014-06-06",
      "  ./legwork report --statistics --from=2014-06-01 --account DU1000001",
      "  ./legwork report --export=csv > trades.csv"
    })
final class Report implements Runnable {
  private static final String TODAY = "";

  private final Output out;

  @Mixin private Connection connection;

  @ArgGroup(multiplicity = "1")
  private What what;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "of ID: summary, detailed, comprehensive (unless another is named) or debug")
  private String level;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (unless another is named), json or html; a page stands alone")
  private String format;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "first day, by UTC; 29 days before the last unless another is named")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "last day, by UTC; today unless another is named")
  private String to;

  @Option(names = "--account", paramLabel = "ACCOUNT", description = "only trades of this account")
  private String account;

  @Spec private CommandSpec spec;

  /** What to report. */
  static final class What {
    @Parameters(paramLabel = "ID", description = "id of the execution")
    private String id;

    @Option(
        names = "--daily",
        arity = "0..1",
        fallbackValue = TODAY,
        paramLabel = "DATE",
        description = "the trades of a day, by UTC; today unless another is named")
    private String daily;

    @Option(
        names = "--statistics",
        description = "several days: by strategy and mode, what was taken back, what was refused")
    private boolean statistics;

    @Option(
        names = "--export",
        paramLabel = "FORM",
        description = "the trades of several days, a line each: csv or json")
    private String export;
  }

  Report(Output out) {
    this.out = out;
  }

  @Override
  public void run() {
    if (what.id != null) {
      refuse("is of --statistics and --export", "--from", from, "--to", to);
      refuse("is not of an ID", "--account", account);
      print("/api/executions/" + Api.encoded(what.id) + "/report?", "level", level);
    } else if (what.daily != null) {
      refuse("is of an ID", "--level", level);
      refuse("is of --statistics and --export", "--from", from, "--to", to);
      print("/api/reports/daily?", "date", what.daily, "account", account);
    } else if (what.statistics) {
      refuse("is of an ID", "--level", level);
      print("/api/reports/statistics?", "from", from, "to", to, "account", account);
    } else {
      export();
    }
  }

  private void export() {
    refuse("is of an ID", "--level", level);
    refuse("is not of --export: the form is its own value", "--format", format);
    if (!what.export.equals("csv") && !what.export.equals("json")) {
      throw new ParameterException(
          spec.commandLine(), "--export " + what.export + ": must be csv or json");
    }
    String path = "/api/reports/export." + what.export + "?";
    String query = query("from", from, "to", to, "account", account);
    if (what.export.equals("json")) {
      out.json(connection.api().get(path + query));
    } else {
      out.text(connection.api().text(path + query, "*/*"));
    }
  }

  private void print(String path, String... parameters) {
    String form =
        connection.json ? "json" : format == null ? "text" : format.toLowerCase(Locale.ROOT);
    String query = query(parameters);
    String whole = path + query + (query.isEmpty() ? "" : "&") + "format=" + Api.encoded(form);
    if (form.equals("json")) {
      out.json(connection.api().get(whole));
    } else {
      out.text(connection.api().text(whole, "*/*"));
    }
  }

  /**
   * @param options each with its name before it
   */
  private void refuse(String why, String... options) {
    for (int i = 0; i < options.length; i += 2) {
      if (options[i + 1] != null) {
        throw new ParameterException(
            spec.commandLine(), options[i] + " " + options[i + 1] + ": " + why);
      }
    }
  }

  /**
   * @param parameters each with its name before it; null and blank ones are left out
   */
  private static String query(String... parameters) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < parameters.length; i += 2) {
      if (parameters[i + 1] != null && !parameters[i + 1].isBlank()) {
        query.append(query.isEmpty() ? "" : "&").append(parameters[i]).append("=");
        query.append(Api.encoded(parameters[i + 1]));
      }
    }
    return query.toString();
  }
}
