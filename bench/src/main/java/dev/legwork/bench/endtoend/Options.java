package dev.legwork.bench.endtoend;

import java.util.HashMap;
import java.util.Map;

/** Arguments of the form {@code --name=value}. */
final class Options {
  private Options() {}

  static Map<String, String> of(String... arguments) {
    Map<String, String> options = new HashMap<>();
    for (String argument : arguments) {
      String[] parts = argument.substring(2).split("=", 2);
      options.put(parts[0], parts[1]);
    }
    return options;
  }
}
