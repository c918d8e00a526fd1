package dev.legwork.standalone;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything, executes three conversions, stays until it is stopped. */
@Command(
    name = "./legwork demo",
    description =
        "Starts everything as 'up' does, then executes three conversions on the simulated gateway:"
            + " one commits, one has to be unwound, and in the third the worker is killed with kill"
            + " -9 while its legs are in the market. Prints the reports and stays until"
            + " Ctrl-C.%nSettings are given as --legwork.NAME=VALUE; see docs/configuration.md.")
final class DemoCommand extends UpCommand {

  private static final int OTHER_THAN_EXPECTED = 3;

  @Option(
      names = "--exit",
      description = "stop when the trades have ended; 0 only if all ended as they should")
  boolean exit;

  /**
   * One of the three trades is undone each time, and the demonstration may be run at once again.
   */
  @Override
  List<String> ownSettings() {
    return List.of(
        "--legwork.limits.cooldown=0s",
        "--legwork.limits.rollbacks-per-account=1000",
        "--legwork.limits.rollbacks-per-underlying=1000");
  }

  @Override
  int whileRunning(Standalone all) {
    List<String> disappointments = new Demo(all, console).run();
    console.heading(
        disappointments.isEmpty() ? "All three ended as they should" : "Not as it should be");
    disappointments.forEach(console);
    if (exit) {
      return disappointments.isEmpty() ? 0 : OTHER_THAN_EXPECTED;
    }
    printAddresses(all);
    return stay();
  }
}
