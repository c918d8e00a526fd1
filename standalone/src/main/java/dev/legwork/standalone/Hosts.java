package dev.legwork.standalone;

import dev.legwork.api.ApiApplication;
import dev.legwork.simulator.Simulator;
import java.io.IOException;

/** Components that live in our own process. */
final class Hosts {

  private Hosts() {}

  /** Starts the simulated gateway; both of its ports answer when this returns. */
  static AutoCloseable simulator(Settings settings, StartOptions options) {
    try {
      return Simulator.start(options.simulator(settings));
    } catch (IOException e) {
      throw new CannotStart("cannot start the simulated gateway: " + e.getMessage(), e);
    }
  }

  /** Starts the api; its port answers when this returns. */
  static AutoCloseable api(String[] arguments) {
    return ApiApplication.start(arguments);
  }
}
