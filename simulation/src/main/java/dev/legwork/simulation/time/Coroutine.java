package dev.legwork.simulation.time;

import java.util.concurrent.locks.LockSupport;

/**
 * Blocking code that runs only while it holds the baton: {@link #resume} hands it over and returns
 * when it comes back. So code on many stacks is as sequential as on one.
 */
public final class Coroutine {
  /** Unwinds a coroutine that nobody will resume any more. */
  private static final class Abandoned extends Error {
    private static final long serialVersionUID = 1L;

    Abandoned() {
      super("abandoned", null, false, false);
    }
  }

  private final Thread thread;
  private volatile Thread resumer;
  private volatile boolean running;
  private volatile boolean abandoned;
  private volatile boolean done;
  private volatile Throwable failure;
  private boolean started;

  public Coroutine(Runnable body) {
    thread =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    body.run();
                  } catch (Abandoned end) {
                    // as it was meant
                  } catch (Throwable e) {
                    failure = e;
                  }
                  done = true;
                  handBack();
                });
  }

  /** Lets it run until it pauses or ends; what it failed with is thrown here. */
  public void resume() {
    if (done) {
      return;
    }
    resumer = Thread.currentThread();
    running = true;
    if (started) {
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
    while (running) {
      LockSupport.park(this);
    }
    if (failure != null) {
      throw new IllegalStateException("what ran in it failed", failure);
    }
  }

  /** Called inside: gives the baton back until {@link #resume}. */
  public void pause() {
    handBack();
    while (!running) {
      LockSupport.park(this);
    }
    if (abandoned) {
      throw new Abandoned();
    }
  }

  private void handBack() {
    Thread waiting = resumer;
    running = false;
    LockSupport.unpark(waiting);
  }

  public boolean isDone() {
    return done;
  }

  /** Ends it wherever it stands. */
  public void abandon() {
    if (started && !done) {
      abandoned = true;
      resume();
    }
    done = true;
  }
}
