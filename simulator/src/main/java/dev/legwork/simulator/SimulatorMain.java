package dev.legwork.simulator;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A simulated gateway in a process of its own. */
public final class SimulatorMain {
  private static final Logger log = LoggerFactory.getLogger(SimulatorMain.class);
  private static final int BAD_USAGE = 2;

  private SimulatorMain() {}

  /** Runs until the process is told to stop. Exit code 2: the arguments cannot be used. */
  public static void main(String[] args) throws InterruptedException {
    try {
      run(SimulatorArguments.parse(args));
    } catch (IllegalArgumentException | IOException e) {
      log.error("the simulated gateway cannot start: {}", e.getMessage());
      System.exit(BAD_USAGE);
    }
  }

  private static void run(SimulatorOptions options) throws IOException, InterruptedException {
    Simulator simulator = Simulator.start(options);
    var stop = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stop::countDown));
    log.info(
        "simulated gateway: TWS protocol on port {}, control on http://127.0.0.1:{}, market {}",
        simulator.port(),
        simulator.controlPort(),
        options.market());
    // the line that scripts wait for; the log may go elsewhere
    System.out.printf(
        "LISTENING port=%d control-port=%d%n", simulator.port(), simulator.controlPort());
    stop.await();
    simulator.close();
  }
}
