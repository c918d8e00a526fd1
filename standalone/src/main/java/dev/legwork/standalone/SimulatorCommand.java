package dev.legwork.standalone;

import picocli.CommandLine.Command;

/** The simulated gateway alone. */
@Command(
    name = "./legwork simulator",
    description =
        "Runs the simulated IB Gateway alone: TWS protocol on --legwork.simulator.port (4002),"
            + " control and ledger over HTTP on --legwork.simulator.control-port (4080).")
final class SimulatorCommand extends StartCommand {

  @Override
  int run(Settings settings) {
    settings.home().create();
    Logs.toConsole();
    Ports.requireFree(settings.simulatorPort(), "the simulated gateway", Settings.SIMULATOR_PORT);
    Ports.requireFree(
        settings.controlPort(), "the simulated gateway's control", Settings.CONTROL_PORT);
    AutoCloseable simulator = Hosts.simulator(settings, options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(simulator), "stop"));
    console.accept(
        "TWS protocol on port %d, control and ledger on http://localhost:%d; Ctrl-C stops"
            .formatted(settings.simulatorPort(), settings.controlPort()));
    return UpCommand.stay();
  }

  private static void close(AutoCloseable simulator) {
    try {
      simulator.close();
    } catch (Exception e) {
      throw new IllegalStateException("the simulated gateway did not stop in order", e);
    }
  }
}
