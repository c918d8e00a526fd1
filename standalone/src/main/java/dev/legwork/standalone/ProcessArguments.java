package dev.legwork.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings that api and worker are started with: those the user gave, and what the embedded
 * set-up knows better.
 */
final class ProcessArguments {

  private static final int SIMULATED_ACCOUNTS = 10;

  private final Settings settings;
  private final Map<String, String> shared = new LinkedHashMap<>();

  ProcessArguments(
      Settings settings, Database database, TemporalHost temporal, List<String> given) {
    this.settings = settings;
    given.forEach(this::take);
    shared.remove(Settings.API_PORT);
    shared.remove(Settings.WORKER_PORT);
    shared.put("legwork.database.url", database.url());
    shared.put("legwork.database.user", database.user());
    shared.put("legwork.database.password", database.password());
    shared.put("legwork.temporal.target", temporal.target());
    temporal.webUi().ifPresent(address -> shared.put("legwork.temporal.ui", address));
    shared.put("legwork.broker.host", "127.0.0.1");
    shared.put("legwork.broker.port", Integer.toString(settings.simulatorPort()));
    // Its ports may change from one start to the next, and it stays the only one of this folder.
    shared.putIfAbsent("legwork.broker.gateway-name", "simulator");
    // The simulated gateway never resets itself, and the demonstration runs at any hour.
    shared.putIfAbsent("legwork.desk.reset-windows", "none");
    if (!settings.accountsConfigured()) {
      nameSimulatedAccounts();
    }
  }

  /** Arguments of the api, which logs to a file: the console belongs to the parent. */
  String[] api(Path log) {
    Map<String, String> all = new LinkedHashMap<>(shared);
    all.put(Settings.API_PORT, Integer.toString(settings.apiPort()));
    all.put(Settings.WORKER_PORT, Integer.toString(settings.apiPort()));
    all.put("spring.main.register-shutdown-hook", "false");
    all.put("logging.file.name", log.toString());
    all.put("logging.threshold.console", "off");
    return written(all).toArray(String[]::new);
  }

  /** Arguments of the worker. */
  List<String> worker() {
    Map<String, String> all = new LinkedHashMap<>(shared);
    all.put(Settings.WORKER_PORT, Integer.toString(settings.workerPort()));
    all.put(Settings.API_PORT, Integer.toString(settings.workerPort()));
    all.put("spring.main.banner-mode", "off");
    return written(all);
  }

  private void take(String argument) {
    int equals = argument.indexOf('=');
    String name = argument.substring(2, equals < 0 ? argument.length() : equals);
    shared.put(name, equals < 0 ? "true" : argument.substring(equals + 1));
  }

  private void nameSimulatedAccounts() {
    for (int n = 0; n < SIMULATED_ACCOUNTS; n++) {
      shared.put("legwork.broker.accounts[" + n + "].account", "DU" + (1_000_001 + n));
      shared.put("legwork.broker.accounts[" + n + "].client-id", Integer.toString(n + 1));
    }
  }

  private static List<String> written(Map<String, String> all) {
    List<String> arguments = new ArrayList<>();
    all.forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return arguments;
  }
}
