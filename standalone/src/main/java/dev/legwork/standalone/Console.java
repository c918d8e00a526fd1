package dev.legwork.standalone;

import java.io.PrintStream;
import java.util.function.Consumer;

/** What the user reads while everything runs: one line an event, in the order of events. */
final class Console implements Consumer<String> {

  private final PrintStream out;

  Console(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void accept(String line) {
    out.println(line);
    out.flush();
  }

  /** A heading, set off by an empty line. */
  void heading(String text) {
    accept("\n== " + text);
  }
}
