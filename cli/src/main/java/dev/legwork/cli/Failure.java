package dev.legwork.cli;

/** Ends a command with a line for the user and an exit code. */
final class Failure extends RuntimeException {
  private final int exitCode;

  Failure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  static Failure badInput(String message) {
    return new Failure(ExitCode.BAD_INPUT, message);
  }

  static Failure unreachable(String message) {
    return new Failure(ExitCode.UNREACHABLE, message);
  }
}
