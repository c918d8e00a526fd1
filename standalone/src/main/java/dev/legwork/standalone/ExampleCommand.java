package dev.legwork.standalone;

import java.io.PrintStream;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a request to begin with; needs nothing that runs. */
@Command(
    name = "./legwork example",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a conversion in TWX that './legwork up' can execute today: its expiry is one that the"
          + " generated market lists, its netLimit is what the strike comes to and a little more."
    },
    footer = {"%nExample:", "  ./legwork example > trade.json"})
final class ExampleCommand implements Callable<Integer> {
  private static final ZoneId VENUE = ZoneId.of("America/New_York");
  private static final int MONTHS_AHEAD = 2;
  private static final String TEXT =
      """
      { "id": "%1$s", "account": "DU1000001", "strategy": "SFR", "underlying": "TWX",
        "legs": [
          { "name": "stock", "action": "BUY",  "ratio": 100, "contract": { "type": "STOCK",  "symbol": "TWX" } },
          { "name": "put",   "action": "BUY",  "ratio": 1,   "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "%2$s", "strike": "70", "right": "PUT" } },
          { "name": "call",  "action": "SELL", "ratio": 1,   "contract": { "type": "OPTION", "symbol": "TWX", "expiry": "%2$s", "strike": "70", "right": "CALL" } } ],
        "quantity": 1, "netLimit": "70.20" }
      """;

  private final PrintStream out;

  @Option(names = "--id", paramLabel = "ID", description = "its id (default ${DEFAULT-VALUE})")
  private String id = "twx-0001";

  ExampleCommand(PrintStream out) {
    this.out = out;
  }

  /** Runs it; the exit code. */
  static int execute(PrintStream out, String... arguments) {
    return new CommandLine(new ExampleCommand(out)).execute(arguments);
  }

  @Override
  public Integer call() {
    out.print(text(id, LocalDate.now(VENUE)));
    return 0;
  }

  /** The request as it is on this date at the venue. */
  static String text(String id, LocalDate date) {
    LocalDate expiry =
        date.plusMonths(MONTHS_AHEAD).with(TemporalAdjusters.dayOfWeekInMonth(3, DayOfWeek.FRIDAY));
    return TEXT.formatted(id, expiry);
  }
}
