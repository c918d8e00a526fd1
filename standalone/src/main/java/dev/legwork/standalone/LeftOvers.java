package dev.legwork.standalone;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Processes that a killed parent left, when nothing of them is wanted any more. */
final class LeftOvers {

  private LeftOvers() {}

  /** Kills exactly the processes that the pid files of this folder name. */
  static void stop(HomeFolder home, Consumer<String> console) {
    for (String name : List.of("worker", "temporal", "postgres")) {
      home.pidFile(name).running().ifPresent(left -> stop(name, left.process(), console));
    }
  }

  private static void stop(String name, ProcessHandle left, Consumer<String> console) {
    console.accept(name + ": stopping the one left from before, pid " + left.pid());
    List<ProcessHandle> all = left.descendants().toList();
    left.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    left.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
