package dev.legwork.worker;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/** What this process is called beside others of its kind. */
final class ProcessName {
  private static final String OWN = make();

  private ProcessName() {}

  /** Host, process id and a mark that no other process has: {@code desk-1/4711/1f3a}. */
  static String own() {
    return OWN;
  }

  private static String make() {
    String mark = UUID.randomUUID().toString().substring(0, 8);
    return host() + "/" + ProcessHandle.current().pid() + "/" + mark;
  }

  /** This machine. */
  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
