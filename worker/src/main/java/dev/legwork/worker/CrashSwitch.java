package dev.legwork.worker;

import dev.legwork.fault.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets this process die at a {@link CrashPoint}, for tests. Only the JVM's system property {@value
 * #PROPERTY} turns it on: {@code CP3}, {@code CP3:2} for the second time, with {@code :halt} (as
 * {@code kill -9}, the default) or {@code :stop} (SIGSTOP). {@code @FOLDER} arms it while it runs:
 * a file of a point's code in that folder holds the action; when the point is reached the file is
 * renamed to {@code .reached}, once. There {@code hold} lets the thread wait until that is deleted.
 */
final class CrashSwitch {
  static final String PROPERTY = "legwork.crash-at";

  private static final Logger LOG = LoggerFactory.getLogger(CrashSwitch.class);
  private static final int HALTED = 137;
  private static final long LOOK_EVERY_MS = 5;

  private CrashSwitch() {}

  /** Installs what the system property asks for, if it is set. */
  static void installIfAsked() {
    String asked = System.getProperty(PROPERTY);
    if (asked != null) {
      LOG.warn(
          "CRASHES ON PURPOSE: -D{}={} is set. This is a test, never production", PROPERTY, asked);
      CrashPoint.install(listener(asked));
    }
  }

  /**
   * Refuses to run with it where real money is traded.
   *
   * @throws IllegalStateException if it is on
   */
  static void refuseFor(Collection<String> liveAccounts) {
    if (System.getProperty(PROPERTY) != null && !liveAccounts.isEmpty()) {
      throw new IllegalStateException(
          "-D%s lets this process die on purpose, and legwork.broker.live-accounts names %s: choose one"
              .formatted(PROPERTY, liveAccounts));
    }
  }

  static Consumer<CrashPoint> listener(String asked) {
    return asked.startsWith("@")
        ? new Armed(Path.of(asked.substring(1)))
        : Planned.read(asked, CrashSwitch::perform);
  }

  /** What happens to the process. */
  enum Action {
    HALT,
    STOP,
    HOLD
  }

  private static void perform(CrashPoint point, Action action) {
    LOG.warn("{} {}: {} now", point.code(), point, action);
    switch (action) {
      case HALT -> Runtime.getRuntime().halt(HALTED);
      case STOP -> stop();
      case HOLD -> {}
    }
  }

  /** Returns when somebody has let the process go on. */
  private static void stop() {
    try {
      new ProcessBuilder("kill", "-STOP", Long.toString(ProcessHandle.current().pid()))
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once, at the n-th time that the point is reached. */
  static final class Planned implements Consumer<CrashPoint> {
    /** What to do. */
    interface Performer {
      void perform(CrashPoint point, Action action);
    }

    private final CrashPoint point;
    private final Action action;
    private final Performer performer;
    private int left;

    private Planned(CrashPoint point, int times, Action action, Performer performer) {
      this.point = point;
      this.left = times;
      this.action = action;
      this.performer = performer;
    }

    static Planned read(String text, Performer performer) {
      String[] parts = text.split(":");
      if (parts.length > 3) {
        throw unreadable(text);
      }
      CrashPoint point = CrashPoint.of(parts[0]).orElseThrow(() -> unreadable(text));
      int times = 1;
      Action action = Action.HALT;
      for (int i = 1; i < parts.length; i++) {
        if (parts[i].matches("[1-9][0-9]{0,5}")) {
          times = Integer.parseInt(parts[i]);
        } else {
          action = action(parts[i], text);
        }
      }
      return new Planned(point, times, action, performer);
    }

    private static Action action(String word, String text) {
      return switch (word) {
        case "halt" -> Action.HALT;
        case "stop" -> Action.STOP;
        default -> throw unreadable(text);
      };
    }

    private static IllegalArgumentException unreadable(String text) {
      return new IllegalArgumentException(
          "-D%s=%s: expected CP1 to CP15, then optionally :n and :halt or :stop, or @FOLDER"
              .formatted(PROPERTY, text));
    }

    @Override
    public void accept(CrashPoint reached) {
      if (reached == point && isTheTime()) {
        performer.perform(point, action);
      }
    }

    private synchronized boolean isTheTime() {
      left--;
      return left == 0;
    }
  }

  /** Whenever a file says so. */
  private static final class Armed implements Consumer<CrashPoint> {
    private final Path folder;

    Armed(Path folder) {
      this.folder = folder;
    }

    @Override
    public void accept(CrashPoint point) {
      Path order = folder.resolve(point.code());
      Path reached = folder.resolve(point.code() + ".reached");
      if (!Files.exists(order)) {
        return;
      }
      try {
        Action action = Action.valueOf(Files.readString(order).strip().toUpperCase(Locale.ROOT));
        Files.move(order, reached);
        perform(point, action);
        while (action == Action.HOLD && Files.exists(reached)) {
          Thread.sleep(LOOK_EVERY_MS);
        }
      } catch (IOException claimedByAnotherThread) {
        LOG.debug("{} was reached by another thread as well", point, claimedByAnotherThread);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
