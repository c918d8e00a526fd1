package dev.legwork.activity;

import dev.legwork.desk.DeskUnavailable;
import dev.legwork.desk.NoDeskHere;
import dev.legwork.workflow.NotHere;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the desk answers, as activities hand it on. */
public final class DeskAnswer {
  private DeskAnswer() {}

  /**
   * Waits for the desk.
   *
   * @return its answer
   * @throws io.temporal.failure.ApplicationFailure where this process does not run the desk now, as
   *     {@link NotHere} says it
   * @throws DeskUnavailable where it does not answer in time, or the worker is stopping
   * @throws RuntimeException the desk's own, where it failed
   */
  public static <T> T within(CompletableFuture<T> answer, Duration time) {
    try {
      return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof NoDeskHere gone) {
        throw NotHere.because(gone.getMessage());
      }
      throw failed.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(failed.getCause());
    } catch (TimeoutException slow) {
      throw new DeskUnavailable("the desk did not answer within " + time);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DeskUnavailable("the worker is stopping");
    }
  }
}
