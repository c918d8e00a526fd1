package dev.legwork.worker;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for what is not there yet, and says for what. */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Patience() {}

  /** Something that may fail for now. */
  interface Step {
    void run() throws Exception;
  }

  /**
   * Repeats a step until it succeeds.
   *
   * @param what for the log: "PostgreSQL at …"
   * @throws InterruptedException if the process is stopping
   */
  static void untilDone(String what, Step step) throws InterruptedException {
    Duration pause = FIRST;
    while (true) {
      try {
        step.run();
        return;
      } catch (InterruptedException stopping) {
        throw stopping;
      } catch (Exception e) {
        LOG.warn("waiting for {}: {}", what, message(e));
        LOG.debug("waiting for {}", what, e);
        Thread.sleep(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
      }
    }
  }

  private static String message(Throwable failure) {
    String text = String.valueOf(failure.getMessage());
    int line = text.indexOf('\n');
    return line < 0 ? text : text.substring(0, line);
  }
}
