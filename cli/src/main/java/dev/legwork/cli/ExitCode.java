package dev.legwork.cli;

/** What a command's end means to a script. */
final class ExitCode {
  static final int DONE = 0;
  static final int BAD_INPUT = 2;
  static final int NOT_COMMITTED = 3;
  static final int UNREACHABLE = 4;

  private ExitCode() {}
}
