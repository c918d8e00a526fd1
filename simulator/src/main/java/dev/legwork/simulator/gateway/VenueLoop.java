package dev.legwork.simulator.gateway;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the venue. Inputs queue up and are taken in order; between them the
 * venue is woken whenever it has something to do.
 */
public final class VenueLoop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VenueLoop.class);
  private static final long PATIENCE_SECONDS = 30;
  private static final long LONGEST_NAP = TimeUnit.MILLISECONDS.toNanos(500);

  private final LinkedBlockingQueue<Consumer<Venue>> inputs = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "venue");
  private volatile boolean stopped;
  private Venue venue;

  /** Starts the thread; once. Inputs that came before are taken first. */
  public void start(Venue started) {
    venue = started;
    thread.start();
  }

  /** Adds an input. */
  public void submit(Consumer<Venue> input) {
    inputs.add(input);
  }

  /**
   * Asks the venue something and waits for the answer.
   *
   * @throws RuntimeException what the question threw
   * @throws IllegalStateException if the venue has stopped
   */
  public <T> T call(Function<Venue, T> question) {
    var answer = new CompletableFuture<T>();
    submit(
        v -> {
          try {
            v.advance(System.nanoTime());
            answer.complete(question.apply(v));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return await(answer);
  }

  private <T> T await(CompletableFuture<T> answer) {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the venue was asked", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the simulated gateway does not answer; has it stopped?", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    }
  }

  private void run() {
    try {
      while (!stopped) {
        Consumer<Venue> input = inputs.poll(nap(), TimeUnit.NANOSECONDS);
        take(input != null ? input : v -> v.advance(System.nanoTime()));
      }
    } catch (InterruptedException e) {
      log.warn("the simulated gateway was interrupted and stops");
    } catch (UncheckedIOException e) {
      log.error("the simulated gateway cannot keep its journal and stops answering", e);
    }
    stopped = true;
  }

  /** One client's odd request must not end the venue for all; a journal that fails must. */
  private void take(Consumer<Venue> input) {
    try {
      input.accept(venue);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (RuntimeException e) {
      log.error("the simulated gateway could not handle a request; it goes on without", e);
    }
  }

  private long nap() {
    return Math.clamp(venue.nextDue() - System.nanoTime(), 0, LONGEST_NAP);
  }

  @Override
  public void close() {
    stopped = true;
    submit(venue -> {}); // an interrupt could close the journal in the middle of a write
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
